import ArgumentParser

/// `coveo config`: the settings in `config.json`.
struct ConfigCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "See and change the settings of profiles.",
        usage: "coveo config <command>",
        discussion: """
            The keys are 'profile', which names the current one, and for each profile
            'organization', 'store', 'redirectPorts', 'timeout' and 'color'. A flag goes
            before the environment, the environment before the profile's setting.
            """,
        subcommands: [
            ConfigGetCommand.self, ConfigSetCommand.self, ConfigUnsetCommand.self, ConfigListCommand.self,
            ConfigPathCommand.self,
        ])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
