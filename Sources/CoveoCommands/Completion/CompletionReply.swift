import Ports

/// What the shell's script is told: fields with a NUL after each, since no argument of a program can hold one.
///
/// 1. how it goes on: `space` after the word, `none`, or files: `files`, `files:yaml,json`, `folders`;
/// 2. for bash, the quote that is open where the values go on (`"`, `'` or nothing); for zsh and fish, what of the word
///    comes before each value, such as `--visibility=`;
/// 3. how many values follow; 4. the values; 5. as many descriptions.
///
/// For bash, values are what comes after the part of the word that stays, and no descriptions follow where there are many
/// values. For zsh, descriptions are the lines that it
/// lists, the visible value first, and nothing follows where there are none. For fish, each value has a tab and its
/// description behind it, and nothing follows.
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

    /// More than these are too many for bash to read descriptions of, or to look through in vain.
    private static let describable = 200

    /// The fields.
    var text: String {
        var text = ""
        func add(_ field: String) {
            text += field
            text += "\0"
        }
        add(endingText)
        add(request.shell == .bash ? request.kept.quote.rawValue : head)
        let candidates = request.shell == .bash ? rest : candidates
        add(String(candidates.count))
        switch request.shell {
        case .bash:
            for candidate in candidates { add(candidate.value) }
            guard candidates.count <= Self.describable else { break }
            for candidate in candidates { add(candidate.description.shown) }
        case .zsh:
            for candidate in candidates { add(candidate.value) }
            for line in Self.lines(candidates) { add(line) }
        case .fish:
            for candidate in candidates { add("\(candidate.value)\t\(candidate.description.shown)") }
        }
        return text
    }

    private var endingText: String {
        switch ending {
        case .space: "space"
        case .none: "none"
        case .files(let endings): endings.isEmpty ? "files" : "files:" + endings.joined(separator: ",")
        case .folders: "folders"
        }
    }

    /// bash shows and inserts what it is given, so it gets what begins as the word does; in another case where nothing
    /// else does.
    private var rest: [Candidate] {
        let kept = request.kept.value
        if request.kept.quote == .escaping { return [] }
        let whole = candidates.map { Candidate(head + $0.value, $0.description) }
        let word = Array(request.current.utf8)
        var fitting = whole.filter { $0.value.utf8.starts(with: word) }
        if fitting.isEmpty {
            let lowercased = request.current.lowercased()
            fitting = whole.filter {
                $0.value.utf8.starts(with: kept.utf8) && $0.value.lowercased().hasPrefix(lowercased)
            }
        }
        return outermost(fitting).map { candidate in
            Candidate(
                String(decoding: candidate.value.utf8.dropFirst(kept.utf8.count), as: UTF8.self), candidate.description)
        }
    }

    /// Of many values that nobody gets to see, those that begin alike where all do, in upper and lower case or not: bash
    /// takes a while to read thousands.
    private func outermost(_ candidates: [Candidate]) -> [Candidate] {
        guard !request.showsValues, candidates.count > Self.describable else { return candidates }
        let keys = [
            candidates.map { Array($0.value.utf8) }, candidates.map { Array($0.value.lowercased().utf8) },
        ]
        let indices = keys.flatMap { keys in
            let order: (Int, Int) -> Bool = { keys[$0].lexicographicallyPrecedes(keys[$1]) }
            return [keys.indices.min(by: order), keys.indices.max(by: order)].compactMap { $0 }
        }
        return Set(indices).sorted().map { candidates[$0] }
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
    fileprivate var shown: String { isPlain ? self : Visible(self).text }
}
