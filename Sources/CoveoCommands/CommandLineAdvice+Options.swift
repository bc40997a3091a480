import ArgumentParser
import CoveoPlatform
import Ports

extension CommandLineAdvice {
    /// What the parser says of an option that it doesn't know begins like this; it tells by words alone.
    private static let unknownOptionWords = "Unknown option '"

    /// An option that is none of the command's, with the one that was meant.
    ///
    /// - Parameter message: the parser's.
    func unknownOptionFailure(for message: String) -> Failure? {
        let path = commandPath
        let known = Self.options(of: path.command)
        guard let option = unknownLongOption(known) ?? Self.option(in: message) else { return nil }
        let command = (["coveo"] + path.names).joined(separator: " ")
        let text = "'\(Visible(option))' is not an option of '\(command)'"
        if option == "--store", let hint = storeHint(known) { return Failure(.usage, text, hint: hint) }
        // Any letter is as near to any other.
        if option.count > 2, let near = NearNames.nearest(to: option, among: known).first {
            return Failure(.usage, text, hint: "did you mean '\(near)'?")
        }
        if let hint = placeHint ?? otherWay(of: option) { return Failure(.usage, text, hint: hint) }
        return Failure(
            .usage, text, hints: ["'\(command) --help' lists the options"] + [dashedWordHint].compactMap { $0 })
    }

    /// How a store is named to a command that has no option for one; nil where none was named.
    private func storeHint(_ known: [String]) -> Hint? {
        let typed = Array(arguments.prefix { $0 != "--" })
        guard let text = Self.values(of: ["--store"], in: typed).first, let store = StoreName(text) else { return nil }
        if known.contains("--to") { return "did you mean '--to \(store.text)'?" }
        var words = arguments
        words.removeAll { $0 == "--store=\(text)" }
        if let index = words.firstIndex(of: "--store") { words.removeSubrange(index...(index + 1)) }
        let command = words.map { known.contains($0) ? $0 : ShellWord($0).description }.joined(separator: " ")
        return "a variable names it: '\(StoreChoice.variable)=\(store.text) coveo \(command)'"
    }

    /// A value that is none of those that there are, with the one that was meant.
    var unknownValueFailure: Failure? {
        let path = commandPath
        guard path.command.configuration.subcommands.isEmpty else { return nil }
        let typed = Array(arguments.prefix { $0 != "--" })
        for argument in CommandOutline(path.command).arguments where !argument.values.isEmpty {
            // Their case is the command's to judge.
            let isWrong = { (value: String) in !value.hasPrefix("-") && !argument.values.contains(value.lowercased()) }
            let values =
                argument.isPositional
                ? commandWords.dropFirst(path.names.count).map { $0 } : Self.values(of: argument.names, in: typed)
            guard let value = values.first(where: isWrong) else { continue }
            let all = argument.values.joined(separator: ", ")
            let near = NearNames.nearest(to: value, among: argument.values).first
            return Failure(
                .usage, "'\(Visible(value))' is no value of \(argument.names.last ?? argument.label): there are \(all)",
                hint: near.map { "did you mean '\($0)'?" } ?? "name one of them")
        }
        return nil
    }

    /// What stands behind an option, in a word of its own or after `=`.
    private static func values(of names: [String], in typed: [String]) -> [String] {
        zip(typed, typed.dropFirst()).filter { names.contains($0.0) }.map(\.1)
            + typed.filter { word in names.contains { word.hasPrefix($0 + "=") } }
            .map { String($0.drop { $0 != "=" }.dropFirst()) }
    }

    /// The first one of several letters: the parser may complain of something else before it comes to it.
    private func unknownLongOption(_ known: [String]) -> String? {
        arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
            .first { !known.contains($0) && $0 != "--version" }
    }

    private static func option(in message: String) -> String? {
        guard message.hasPrefix(unknownOptionWords) else { return nil }
        return String(message.dropFirst(unknownOptionWords.count).prefix { $0 != "'" })
    }

    /// Every name of every option of a command.
    static func options(of command: any ParsableCommand.Type) -> [String] {
        let isGroup = !command.configuration.subcommands.isEmpty
        return CommandOutline(isGroup ? GlobalOptions.self : command).arguments.flatMap(\.names)
            + (isGroup ? ["--version"] : [])
    }
}
