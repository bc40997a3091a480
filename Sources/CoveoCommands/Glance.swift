package import Ports

/// What can be told of a command ahead of the parser, so that the way to its store can be opened meanwhile. A guess: a
/// wrong one costs some 2 ms, for loading the library.
package struct Glance: Sendable {
    /// How long the Secret Service may take, where it looks as if the command needed that store; nil where not.
    package private(set) var serviceTimeout: Duration?
    /// Whose session the command reads before anything else; nil where it does other things, or that is not known.
    package private(set) var profile: String?
    /// What `config.json` says, or why it can't be read; nil where nobody looked. The command reads no other.
    private(set) var configuration: Result<Configuration, Failure>?

    /// Nobody looked.
    package init() {}

    /// Looks at `arguments` (without the program's name), and into the configuration where they are a command that needs
    /// it.
    package init(arguments: [String], environment: Environment, files: any Files) {
        guard let first = arguments.first, !["completion", "help", CompleteCommand.name].contains(first),
            !first.hasPrefix("-"),
            !arguments.contains(where: { ["-h", "--help"].contains($0) }), Context.variableToken(environment) == nil
        else { return }
        let read = Result { () throws(Failure) in try Configuration(files: files, environment: environment) }
        configuration = read
        guard first != "config", !arguments.contains("--dry-run"),
            let configuration = try? read.get()  // What can't be read is told later.
        else { return }
        let profile =
            Self.value(of: "--profile", in: arguments) ?? environment.nonEmpty("COVEO_PROFILE")
            ?? configuration.currentProfile ?? "default"
        guard Self.store(arguments, environment, configuration, profile: profile) == .secretService else { return }
        // A value that can't be is told by the command that needs it.
        serviceTimeout = try? Settings.storeTimeout(environment)
        if Self.readers.contains(first) || arguments.starts(with: ["auth", "token"]) { self.profile = profile }
    }

    /// The groups whose commands all begin with a session.
    private static let readers: Set = [
        "api", "key", "keys", "org", "orgs", "privileges", "provider", "providers", "source", "sources",
    ]

    /// The store that the command will choose; nil where it is going to fail.
    private static func store(
        _ arguments: [String], _ environment: Environment, _ configuration: Configuration, profile: String
    ) -> StoreName? {
        var typed: StoreName?
        if let text = value(of: "--store", in: arguments) {
            guard let name = StoreName(text) else { return nil }
            typed = name
        }
        // The command says what is wrong with a choice.
        return try? StoreChoice(
            typed: typed, environment: environment, configuration: configuration, profile: profile
        ).name
    }

    /// The first value of an option that may be typed in one word or in two.
    private static func value(of option: String, in arguments: [String]) -> String? {
        let typed = Array(arguments.prefix { $0 != "--" })
        for (index, word) in typed.enumerated() {
            if word == option { return index + 1 < typed.count ? typed[index + 1] : nil }
            if word.hasPrefix(option + "=") { return String(word.dropFirst(option.utf8.count + 1)) }
        }
        return nil
    }
}
