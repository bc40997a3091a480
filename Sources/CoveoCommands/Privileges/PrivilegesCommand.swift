import ArgumentParser

/// `coveo privileges`: what the login may do.
struct PrivilegesCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "privileges",
        abstract: "Check what the login may do in the organization.",
        usage: "coveo privileges <command>",
        discussion: """
            A privilege is of a login or an API key; the Administration Console gives them by
            groups.
            """,
        subcommands: [PrivilegesCheckCommand.self])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
