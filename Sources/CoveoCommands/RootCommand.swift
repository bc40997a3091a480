import ArgumentParser

/// `coveo` itself: prints its help.
struct RootCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "coveo",
        abstract: "Log in to the Coveo platform and look after its push sources.",
        usage: "coveo [options] <command>",
        discussion: """
            Tokens are kept in the desktop's Secret Service, or where 'coveo login --store'
            says; in CI, COVEO_ACCESS_TOKEN holds one.
            """,
        version: "coveo \(Version.current)",
        subcommands: [
            LoginCommand.self, LogoutCommand.self, AuthCommand.self, ProfilesCommand.self, ConfigCommand.self,
            SourcesCommand.self, OrgsCommand.self, ProvidersCommand.self, PrivilegesCommand.self, KeysCommand.self,
            ApiCommand.self, CompletionCommand.self,
        ])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
