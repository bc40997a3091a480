import ArgumentParser
import CoveoPlatform
import Ports

/// Puts the parser's complaint into our words and finds out what was meant.
struct CommandLineAdvice {
    let arguments: [String]

    /// The vendor's CLI names commands with colons.
    private static let vendorCommands: [(prefix: String, ours: String)] = [
        ("auth:login", "coveo login"),
        ("auth:logout", "coveo logout"),
        ("auth:token", "coveo login --with-token"),
        ("source:push:new", "coveo sources create NAME"),
        ("source:catalog:new", "coveo sources create NAME --type catalog --stream"),
        ("source:list", "coveo sources list"),
        ("config:get", "coveo config get KEY"),
        ("config:set", "coveo config set KEY VALUE"),
        ("org:list", "coveo orgs list"),
        ("config:", "coveo config --help"),
        ("source:", "coveo sources --help"),
        ("auth:", "coveo auth --help"),
    ]

    /// The failure for the parser's `message`.
    func failure(for message: String) -> Failure {
        if let failure = vendorFailure ?? unknownCommandFailure ?? jsonValueFailure { return failure }
        if let hint = apiHint(commandPath.names) { return Failure(.usage, words(message), hint: hint) }
        if let failure = unknownOptionFailure(for: message) ?? unknownValueFailure { return failure }
        if let hint = dashedWordHint ?? placeHint ?? argumentHint(for: message) {
            return Failure(.usage, words(message), hint: hint)
        }
        let help: Hint = "run '\((["coveo"] + commandPath.names + ["--help"]).joined(separator: " "))'"
        return Failure(.usage, words(message), hint: help)
    }

    private var vendorFailure: Failure? {
        guard let word = commandWords.first, word.contains(":") else { return nil }
        let command = Self.vendorCommands.first { word.hasPrefix($0.prefix) }
        return Failure(
            .usage, "'\(Visible(word))' is a command of the vendor's CLI, not of this one",
            hint: command.map { "use '\($0.ours)'" } ?? "run 'coveo --help' for the commands")
    }

    /// A word stands where a command should, and is none.
    var unknownCommandFailure: Failure? {
        let path = commandPath
        guard let word = path.unknown else { return nil }
        let group = (["coveo"] + path.names).joined(separator: " ")
        return Failure(
            .usage, "'\(Visible(word))' is not a command of '\(group)'",
            hint: meaning(of: word, in: group, isRoot: path.names.isEmpty, candidates: path.candidates))
    }

    /// The parser takes `-hello` for `-h` and more: help that nobody asked for, where a name was meant.
    var dashedWordFailure: Failure? {
        let typed = arguments.prefix { $0 != "--" }
        if typed.contains(where: { ["-h", "--help", "help"].contains($0) }) { return nil }
        guard let word = typed.first(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("h") }) else {
            return nil
        }
        return Failure(.usage, "'\(Visible(word))' is not an option", hint: dashHint(word))
    }

    /// Words like `-draft` that hold more than our one-letter options.
    var dashedWordHint: Hint? {
        let typed = arguments.prefix { $0 != "--" }
        let word = typed.first {
            $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 2 && $0.dropFirst().contains { !"qvyh".contains($0) }
        }
        return (word ?? unknownOption).map(dashHint)
    }

    /// The groups whose commands take names that somebody else chose.
    private static let naming: Set = ["sources", "providers", "keys"]

    /// A word like `--draft` that is no option of a command that takes a name, nor like one.
    private var unknownOption: String? {
        let path = commandPath
        guard let group = path.names.first, Self.naming.contains(group),
            let command = path.command as? any CoveoCommand.Type, path.names.last != "list",
            command != KeysCreateCommand.self
        else { return nil }
        let known = Self.options(of: command)
        return arguments.prefix { $0 != "--" }.first { argument in
            argument.hasPrefix("--") && !argument.contains("=") && !known.contains(argument)
                && NearNames.nearest(to: argument, among: known).isEmpty
        }
    }

    private func dashHint(_ word: String) -> Hint {
        let names = commandPath.names
        let takesName = names.count > 1 && Self.naming.contains(names[0]) && names != ["keys", "create"]
        let command = takesName ? names.joined(separator: " ") : "sources show"
        return "a name that begins with - goes after --, and options before it: coveo \(command) -- \(ShellWord(word))"
    }

    /// Where the platform is chosen, for who tries it on another command.
    var placeHint: Hint? {
        let options = ["--region", "--environment", "--platform-url"]
        guard commandWords.last != "login",
            arguments.contains(where: { argument in options.contains { argument.hasPrefix($0) } })
        else { return nil }
        return
            "the platform is chosen by 'coveo login'; beside COVEO_ACCESS_TOKEN by COVEO_REGION or COVEO_PLATFORM_URL"
    }

    private func words(_ message: String) -> String { Visible(uncapitalized(message)).text }

    /// `--json id,name` is gh's; ours takes no value.
    private var jsonValueFailure: Failure? {
        let typed = arguments.prefix { $0 != "--" }
        let withValue = typed.contains { $0.hasPrefix("--json=") }
        let followed = zip(typed, typed.dropFirst()).contains { $0 == "--json" && $1.contains(",") }
        guard withValue || followed else { return nil }
        return Failure(
            .usage, "--json takes no value: it prints the whole object",
            hint: "pick fields with jq, as in 'coveo sources list --json | jq -r .[].id'")
    }

    /// The arguments that are neither options nor the values of global options, up to `--` or to an option that is not
    /// global: whether a value follows that one is the parser's to say.
    var commandWords: [String] {
        var words: [String] = []
        var skipsNext = false
        for argument in arguments.prefix(while: { $0 != "--" }) {
            if skipsNext {
                skipsNext = false
            } else if argument.hasPrefix("-") {
                guard GlobalOptions.isKnown(argument) else { break }
                skipsNext = GlobalOptions.takesValue(argument)
            } else {
                words.append(argument)
            }
        }
        return words
    }

    /// Follows the words down the tree of commands.
    var commandPath: Path {
        var command: any ParsableCommand.Type = RootCommand.self
        var names: [String] = []
        var words = commandWords[...]
        if words.first == "help" { words = words.dropFirst() }
        for word in words {
            let children = command.configuration.subcommands
            if children.isEmpty { break }
            guard let child = Self.child(of: command, named: word) else {
                return Path(
                    command: command, names: names, unknown: word,
                    candidates: children.compactMap { Self.names(of: $0).first })
            }
            names.append(Self.names(of: child).first ?? word)
            command = child
        }
        return Path(command: command, names: names, unknown: nil, candidates: [])
    }

    /// How far words lead down the tree of commands.
    struct Path {
        let command: any ParsableCommand.Type
        let names: [String]
        /// The first word that is no command, where one should stand, and what could.
        let unknown: String?
        let candidates: [String]
    }

    private func uncapitalized(_ sentence: String) -> String {
        guard let first = sentence.first else { return sentence }
        return first.lowercased() + sentence.dropFirst()
    }

    /// The subcommand of that name or alias.
    static func child(of command: any ParsableCommand.Type, named word: String) -> (any ParsableCommand.Type)? {
        command.configuration.subcommands.first { names(of: $0).contains(word) }
    }

    /// A command's name, then its aliases.
    static func names(of command: any ParsableCommand.Type) -> [String] {
        let configuration = command.configuration
        return [configuration.commandName ?? ""] + configuration.aliases
    }
}
