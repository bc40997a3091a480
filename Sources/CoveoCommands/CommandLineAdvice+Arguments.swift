import Ports

/// What was meant by words that are too many, and by values that are missing.
extension CommandLineAdvice {
    /// What the parser says of words that no argument takes; it tells by words alone.
    private static let surplus = "nexpected argument"
    private static let missingValue = "Missing value for '"

    /// - Parameter message: the parser's.
    func argumentHint(for message: String) -> Hint? {
        if message.contains(Self.surplus), let word = Self.quoted(in: message) { return surplusHint(word) }
        if message.hasPrefix(Self.missingValue) { return negativeHint }
        return nil
    }

    private func surplusHint(_ word: String) -> Hint? {
        if let before = zip(arguments, arguments.dropFirst()).first(where: { $1 == word && $0.hasSuffix(",") })?.0 {
            return "no blank stands behind a comma: \(ShellWord(before + word))"
        }
        let path = commandPath
        switch path.names {
        case ["sources", "apply"], ["sources", "diff"]:
            return "a manifest is named by -f, each by its own: -f \(ShellWord(word))"
        case ["sources", "list"]:
            return "--filter lists those whose name contains it: coveo sources list --filter \(ShellWord(word))"
        case ["sources", "create"], ["sources", "show"], ["sources", "update"], ["sources", "rebuild"],
            ["sources", "open"]:
            let words = commandWords.dropFirst(path.names.count)
            guard words.count > 1 else { return nil }
            let command = path.names.joined(separator: " ")
            return "a name with blanks stands in quotes: coveo \(command) \(ShellWord(words.joined(separator: " ")))"
        default: return nil
        }
    }

    /// A number below zero, which the parser takes for an option.
    private var negativeHint: Hint? {
        let typed = arguments.prefix { $0 != "--" }
        let number = zip(typed, typed.dropFirst()).first { $0.hasPrefix("-") && $1.hasPrefix("-") && Double($1) != nil }
        return number.map { "\(Visible($1)) can't be the value of \(Visible($0)): no number here is below 0" }
    }

    /// What is asked for in the way of other programs.
    func otherWay(of option: String) -> Hint? {
        guard ["-o", "--output", "--format"].contains(option) else { return nil }
        return commandPath.names == ["sources", "export"]
            ? "-f FILE writes it to a file" : "--json prints JSON"
    }

    /// The command that other programs call by this word.
    static func synonym(of word: String, among candidates: [String]) -> String? {
        let meant =
            switch word {
            case "ls": "list"
            case "get", "view", "info", "describe", "cat": "show"
            case "rm", "remove", "del": "delete"
            case "new", "add": "create"
            case "edit", "set", "patch": "update"
            case "cp", "copy", "clone": "duplicate"
            default: ""
            }
        return candidates.contains(meant) ? meant : nil
    }

    private static func quoted(in message: String) -> String? {
        let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }
}
