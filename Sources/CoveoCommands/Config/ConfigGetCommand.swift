import ArgumentParser
import JSON
import Ports

/// `coveo config get`: what `config.json` says, and nothing else.
struct ConfigGetCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Print what is set in config.json.",
        usage: "coveo config get <key> [options]",
        discussion: """
            Exits 1, with nothing on stdout, where the key is not set there; 'coveo
            config list' shows what holds then.
            """)

    @Argument(
        help: "profile, organization, store, redirectPorts, timeout or color.",
        completion: .list(ConfigurationKey.allCases.map(\.rawValue)))
    var key: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isMending: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let key = try ConfigurationKey(typed: key)
        let (configuration, profile) = try await context.configurationToChange(key)
        guard let value = configuration.value(key, of: profile) else {
            context.output.progress("\(key.words(profile)) is not set")
            return .no
        }
        if context.output.isJSON {
            try context.output.value(value)
        } else {
            try context.output.result(Visible(ConfigurationKey.text(value)).text)
        }
        return .done
    }
}
