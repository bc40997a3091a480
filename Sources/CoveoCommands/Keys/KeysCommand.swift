import ArgumentParser

/// `coveo keys`: API keys of an organization.
struct KeysCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Create, list, disable and delete API keys.",
        usage: "coveo keys <command>",
        discussion: """
            A key is for one job: 'create' gives it the least privileges that the job takes.
            """,
        subcommands: [
            KeysCreateCommand.self, KeysListCommand.self, KeysDisableCommand.self, KeysDeleteCommand.self,
        ],
        aliases: ["key"])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
