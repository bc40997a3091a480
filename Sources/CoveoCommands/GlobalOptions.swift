import ArgumentParser

/// The options that stand anywhere before `--`: one group on the root and on every leaf, merged by the parser.
///
/// Options with a value are arrays, since the parser keeps all of them: two that differ are an error.
struct GlobalOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("Which login and settings to use.", valueName: "name"), completion: .profile)
    var profile: [String] = []

    @Option(help: ArgumentHelp("The organization's ID, for this command.", valueName: "id"), completion: .organization)
    var org: [String] = []

    @Flag(help: "Print the result as JSON.")
    var json = false

    @Flag(name: .shortAndLong, help: "No progress and no hints.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Show each HTTP request and store access on stderr, secrets redacted.")
    var verbose = false

    @Flag(name: .customLong("no-input"), help: "Never prompt, never open a browser.")
    var noInput = false

    @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color: [ColorChoice] = []

    @Option(help: ArgumentHelp("Limit for one HTTP request (default 30).", valueName: "seconds"), completion: .freeText)
    var timeout: [Double] = []

    /// Whether an option, with or without `=value`, is a global one.
    static func isKnown(_ option: String) -> Bool {
        let name = option.prefix { $0 != "=" }
        return takesValue(String(name))
            || isFlag(String(name)) || ["-h", "--help", "--version"].contains(name)
    }

    /// Whether an option is a global one without a value.
    static func isFlag(_ option: String) -> Bool {
        ["--json", "-q", "--quiet", "-v", "--verbose", "--no-input"].contains(option)
    }

    /// Whether an option is a global one that takes a value, for finding the command among the arguments.
    static func takesValue(_ option: String) -> Bool {
        ["--profile", "--org", "--color", "--timeout"].contains(option)
    }
}

/// When output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto
    case always
    case never
}
