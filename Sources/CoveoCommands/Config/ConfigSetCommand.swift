import ArgumentParser
import JSON
import Ports

/// `coveo config set`.
struct ConfigSetCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set a key of a profile, or which profile is the current one.",
        usage: "coveo config set <key> <value> [options]",
        discussion: """
            Of the current profile, or of --profile. A flag and the environment go before it.
            """)

    @Argument(
        help: "profile, organization, store, redirectPorts, timeout or color.",
        completion: .list(ConfigurationKey.allCases.map(\.rawValue)))
    var key: String

    @Argument(help: "Its value; ports have commas between them.", completion: .setting)
    var value: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isMending: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let key = try ConfigurationKey(typed: key)
        let value = try key.value(typed: value)
        if key == .profile, let name = value.string {
            try await context.checkProfileExists(name, configuration: context.configuration())
        }
        guard key == .store else { return try await context.change(key, to: value) }
        let before = try context.configuration()
        let code = try await context.change(key, to: value)
        let store = value.string.flatMap { StoreName($0) }
        if case .helper(let name) = store {
            let program = StoreName.program(ofHelper: name)
            if !context.world.files.isProgram(program) {
                context.output.warning("\(program) is not on PATH: the store can't be used until it is")
            }
        }
        if store != (try before.store(of: context.profile(before)) ?? .secretService) {
            context.output.hint(
                "this moves no login: 'coveo auth move --to STORE' in its place sets the store, and takes the login along"
            )
        }
        return code
    }
}
