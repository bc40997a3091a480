import Ports

/// What the shell's script is told. For zsh and fish, fields with a NUL after each, since no argument of a program can hold
/// one:
///
/// 1. how it goes on: `space` after the word, `none`, or files: `files`, `files:yaml,json`, `folders`;
/// 2. what of the word comes before each value, such as `--visibility=`; 3. how many values follow; 4. the values.
///
/// For zsh, as many lines come after that as it lists, the visible value first, and none where there is nothing to describe.
/// For fish, each value has the second field before it, and a tab and its description behind it. What bash is told is in
/// `bashText`.
struct CompletionReply {
    /// How it goes on after a value.
    enum Ending {
        case space
        case none
        case files([String])
        case folders
    }

    let request: CompletionRequest
    var head = ""
    var ending = Ending.space
    var candidates: [Candidate] = []

    /// The whole answer.
    var text: String {
        if request.shell == .bash { return bashText }
        var text = ""
        func add(_ field: String) {
            text += field
            text += "\0"
        }
        add(endingText)
        add(head)
        add(String(candidates.count))
        if request.shell == .zsh {
            for candidate in candidates { add(candidate.value) }
            for line in Self.lines(candidates) { add(line) }
        } else {
            for candidate in candidates { add("\(head)\(candidate.value)\t\(candidate.description.shown)") }
        }
        return text
    }

    /// How it goes on, as the scripts know it.
    var endingText: String {
        switch ending {
        case .space: "space"
        case .none: "none"
        case .files(let endings): endings.isEmpty ? "files" : "files:" + endings.joined(separator: ",")
        case .folders: "folders"
        }
    }

    /// The lines that zsh lists; none where there is nothing to describe.
    private static func lines(_ candidates: [Candidate]) -> [String] {
        if candidates.allSatisfy({ $0.description.isEmpty }) { return [] }
        let shown = candidates.map { candidate in
            let text = candidate.value.shown
            return (text: text, width: text.isPlain ? text.utf8.count : text.count)
        }
        let width = shown.map(\.width).max() ?? 0
        return zip(shown, candidates).map { shown, candidate in
            if candidate.description.isEmpty { return shown.text }
            let gap = String(repeating: " ", count: width - shown.width)
            return "\(shown.text)\(gap)  -- \(candidate.description.shown)"
        }
    }
}

extension String {
    /// Whether it is as visible as it can be.
    fileprivate var isPlain: Bool { utf8.allSatisfy { 0x20..<0x7F ~= $0 } }

    /// It as it can be shown.
    var shown: String { isPlain ? self : Visible(self).text }
}
