import ArgumentParser

/// Where the cursor stands on a command line: what can come there, and what the words before it say.
struct CompletionPoint {
    /// What can come.
    enum Due {
        /// One of these words.
        case words([Candidate])
        /// A value; `head` is what of the word comes before it, such as `--visibility=`.
        case value(ExpectedValue, head: String)
    }

    private(set) var due = Due.words([])
    /// The typed profile and organization; later ones don't count, as the command is going to fail.
    private(set) var profile: String?
    private(set) var organization: String?
    /// What stood alone so far.
    private(set) var positionals: [String] = []
    /// Whether `--` was typed, after which nothing is an option.
    private(set) var isPastOptions = false
    private var command: any ParsableCommand.Type = RootCommand.self
    private var isHelp = false
    private var usedFlags: Set<String> = []
    /// The option whose value comes next.
    private var pending: CommandShape.Argument?
    private var knownShape: CommandShape?

    init(_ words: [String]) {
        for word in words.dropLast() {
            guard take(word) else { return }
        }
        due = next(words.last ?? "")
    }

    private var isGroup: Bool { !command.configuration.subcommands.isEmpty }

    /// The command's shape, made where it is needed: it takes the parser some milliseconds.
    private mutating func shape() -> CommandShape {
        if let knownShape { return knownShape }
        let shape = CommandShape(of: isGroup ? GlobalOptions.self : command)
        knownShape = shape
        return shape
    }

    /// Takes a word before the cursor.
    ///
    /// - Returns: false where it can't be there, so that nothing can come after it.
    private mutating func take(_ word: String) -> Bool {
        if let option = pending {
            pending = nil
            note(word, for: option)
        } else if isPastOptions || !word.hasPrefix("-") || word == "-" {
            return takePlain(word)
        } else if word == "--" {
            isPastOptions = true
        } else {
            let name = String(word.prefix { $0 != "=" })
            guard let option = shape().option(name) else { return true }
            if !option.takesValue {
                usedFlags.formUnion(option.names)
            } else if name.utf8.count < word.utf8.count {
                note(String(word.dropFirst(name.count + 1)), for: option)
            } else {
                pending = option
            }
        }
        return true
    }

    private mutating func takePlain(_ word: String) -> Bool {
        guard isGroup else {
            positionals.append(word)
            return true
        }
        if command == RootCommand.self, word == "help", !isHelp {
            isHelp = true
            return true
        }
        guard let child = CommandLineAdvice.child(of: command, named: word) else { return false }
        command = child
        knownShape = nil
        return true
    }

    private mutating func note(_ value: String, for option: CommandShape.Argument) {
        if option.names.contains("--profile") { profile = profile ?? value }
        if option.names.contains("--org") { organization = organization ?? value }
    }

    /// What can come in the place of `word`.
    private mutating func next(_ word: String) -> Due {
        if let option = pending { return .value(option.value ?? .freeText, head: "") }
        if !isPastOptions, word.hasPrefix("-"), !isHelp {
            guard let equals = word.firstIndex(of: "=") else { return .words(options(short: !word.hasPrefix("--"))) }
            guard let option = shape().option(String(word[..<equals])), option.takesValue else { return .words([]) }
            return .value(option.value ?? .freeText, head: String(word[...equals]))
        }
        if isGroup { return .words(commands) }
        if isHelp { return .words([]) }
        if let argument = shape().positional(positionals.count) {
            return .value(argument.value ?? .freeText, head: "")
        }
        return .words(isPastOptions ? [] : options(short: false))
    }

    private var commands: [Candidate] {
        var candidates = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { command in
            Candidate(command.configuration.commandName ?? "", command.configuration.abstract)
        }
        if command == RootCommand.self {
            candidates +=
                isHelp
                ? HelpTopic.allCases.filter { topic in !candidates.contains { $0.value == topic.rawValue } }
                    .map { Candidate($0.rawValue, $0.abstract) }
                : [Candidate("help", "Show help for a command or a topic.")]
        }
        return candidates
    }

    /// The options, each under its long name.
    ///
    /// - Parameter short: whether their short names are wanted, too.
    private mutating func options(short: Bool) -> [Candidate] {
        var candidates: [Candidate] = []
        for option in shape().options where !option.names.contains(where: usedFlags.contains) {
            for name in short ? option.names : Array(option.names.prefix(1)) {
                candidates.append(Candidate(name, option.abstract))
            }
        }
        if command == RootCommand.self { candidates.append(Candidate("--version", "Show the version.")) }
        return candidates
    }
}
