import ArgumentParser

/// `coveo sources`: the push sources of an organization.
struct SourcesCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Create, update, list, verify and delete sources; keep them in a file.",
        usage: "coveo sources <command>",
        discussion: """
            A source is named by its ID, or by its exact name where that is unique; -- goes
            before a name that begins with a dash. Results go to stdout, all else to stderr.
            """,
        subcommands: [
            SourcesCreateCommand.self, SourcesUpdateCommand.self, SourcesShowCommand.self, SourcesListCommand.self,
            SourcesVerifyCommand.self, SourcesDuplicateCommand.self, SourcesRebuildCommand.self,
            SourcesOpenCommand.self, SourcesDeleteCommand.self, SourcesDiffCommand.self, SourcesApplyCommand.self,
            SourcesExportCommand.self,
        ],
        aliases: ["source"])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
