import ArgumentParser

/// `coveo config unset`.
struct ConfigUnsetCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset",
        abstract: "Take a key out of config.json.",
        usage: "coveo config unset <key> [options]",
        discussion: "The environment or the default holds then. A key that is not set is no error.")

    @Argument(
        help: "profile, organization, store, redirectPorts, timeout or color.",
        completion: .list(ConfigurationKey.allCases.map(\.rawValue)))
    var key: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isMending: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        try await context.change(ConfigurationKey(typed: key), to: nil)
    }
}
