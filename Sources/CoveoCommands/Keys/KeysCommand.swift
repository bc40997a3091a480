import ArgumentParser

/// `coveo keys`: API keys of an organization.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Create, list, disable and delete API keys.",
        usage: "coveo keys <command>",
        subcommands: [
            KeysCreateCommand.self, KeysListCommand.self, KeysDisableCommand.self, KeysDeleteCommand.self,
        ],
        aliases: ["key"])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
