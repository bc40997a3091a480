import ArgumentParser

/// `coveo profiles`: several logins side by side.
struct ProfilesCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "profiles",
        abstract: "List profiles, choose the current one, remove one.",
        usage: "coveo profiles <command>",
        discussion: "A profile is a login with its settings; 'coveo login --profile NAME' makes one.",
        subcommands: [ProfilesListCommand.self, ProfilesUseCommand.self, ProfilesRemoveCommand.self],
        aliases: ["profile"])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
