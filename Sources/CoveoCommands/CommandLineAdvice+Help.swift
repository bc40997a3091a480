import ArgumentParser
import CoveoPlatform
import Ports

extension CommandLineAdvice {
    /// What `coveo help WORD…` comes to.
    enum HelpRequest {
        case page(HelpPage)
        case failure(Failure)
    }

    /// nil where that was not typed, or with an option that is not global, which is the parser's to refuse.
    var helpRequest: HelpRequest? {
        guard commandWords.first == "help", arguments.allSatisfy({ !$0.hasPrefix("-") || GlobalOptions.isKnown($0) })
        else { return nil }
        let words = Array(commandWords.dropFirst())
        if words.count == 1, let topic = HelpTopic(rawValue: words[0]) { return .page(HelpPage(topic)) }
        if words == ["help"] { return .page(HelpPage(RootCommand.self, names: [])) }
        if let failure = unknownCommandFailure { return .failure(failure) }
        let path = commandPath
        if words.count > path.names.count {
            let command = (["coveo"] + path.names).joined(separator: " ")
            return .failure(
                Failure(
                    .usage, "'\(Visible(words[path.names.count]))' is not a command of '\(command)'",
                    hint: "run '\(command) --help'"))
        }
        return .page(HelpPage(path.command, names: path.names))
    }

    /// The help of the command that was typed.
    var page: HelpPage {
        let path = commandPath
        return HelpPage(path.command, names: path.names)
    }

    /// What was meant by a word that is no command of `group`.
    ///
    /// - Parameter candidates: the commands there.
    func meaning(of word: String, in group: String, isRoot: Bool, candidates: [String]) -> Hint {
        if isRoot, HelpTopic(rawValue: word) != nil { return "did you mean 'coveo help \(word)'?" }
        let typesHelp = commandWords.first == "help"
        if let meant = Self.synonym(of: word, among: candidates) { return "did you mean '\(group) \(meant)'?" }
        let topics = isRoot && typesHelp ? HelpTopic.allCases.map(\.rawValue) : []
        if let near = NearNames.nearest(to: word, among: candidates + topics).first {
            if topics.contains(near) { return "did you mean 'coveo help \(near)'?" }
            return "did you mean '\(group) \(near)'?"
        }
        let elsewhere = isRoot ? Self.groups(with: word) : []
        guard !elsewhere.isEmpty else {
            return typesHelp && isRoot
                ? "run 'coveo help' for the commands and topics" : "run '\(group) --help' for the commands"
        }
        let commands = elsewhere.map { "'coveo \($0) \(word)'" }
        guard commands.count < 4 else { return "say of what, as in 'coveo sources \(word)'" }
        return "did you mean \(commands.joined(separator: " or "))?"
    }

    /// The groups with a command of that very name.
    private static func groups(with word: String) -> [String] {
        // Closures: the compiler crashes on key paths of metatypes.
        RootCommand.configuration.subcommands.filter { child(of: $0, named: word) != nil }
            .compactMap { $0.configuration.commandName }
    }
}
