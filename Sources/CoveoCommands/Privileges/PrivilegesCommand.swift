import ArgumentParser

/// `coveo privileges`: what the login may do.
struct PrivilegesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privileges",
        abstract: "Check what the login may do in the organization.",
        usage: "coveo privileges <command>",
        subcommands: [PrivilegesCheckCommand.self])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
