import ArgumentParser

/// `coveo orgs`: what the login can work on.
struct OrgsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orgs",
        abstract: "List organizations, choose one, show one.",
        usage: "coveo orgs <command>",
        subcommands: [OrgsListCommand.self, OrgsUseCommand.self, OrgsShowCommand.self],
        aliases: ["org"])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
