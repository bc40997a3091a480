import ArgumentParser

/// `coveo orgs`: what the login can work on.
struct OrgsCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "orgs",
        abstract: "List organizations, choose one, show one.",
        usage: "coveo orgs <command>",
        discussion: """
            An organization's ID stands in the address of its Administration Console: its name
            in lower case, without spaces and signs.
            """,
        subcommands: [OrgsListCommand.self, OrgsUseCommand.self, OrgsShowCommand.self],
        aliases: ["org"])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
