/// What bash is told: fields with a unit separator after each, which its script reads by splitting words. By a NUL it could
/// read them from a pipe byte by byte only, which takes longer than all else where there are thousands.
extension CompletionReply {
    /// More than these are too many to read descriptions of, or to look through in vain.
    private static let describable = 200

    private static let separator: UInt8 = 0x1F

    /// How it goes on, then the candidates as bash inserts or lists them: each comes after the part of the word that stays.
    /// For files of some endings, there is one field more: what is typed of the path.
    var bashText: String {
        var fields = [endingText]
        if case .files(let endings) = ending, !endings.isEmpty {
            // bash takes something else for the word where the path has a colon, or '=' ends no word.
            if request.kept.value.utf8.elementsEqual(head.utf8) {
                fields.append(String(decoding: request.current.utf8.dropFirst(head.utf8.count), as: UTF8.self))
            } else {
                fields = ["files"]
            }
        } else {
            fields += words
        }
        var text: [UInt8] = []
        for field in fields {
            text += field.utf8
            text.append(Self.separator)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The candidates; with descriptions only where words are listed, and none inserted.
    private var words: [String] {
        let candidates = rest
        let words = candidates.map { candidate in
            // Nothing is no pair of quotes: what was typed is the whole word already.
            BashWord(candidate.value, in: request.kept.quote, isUTF8: request.isUTF8).description
        }
        guard request.listsValues, 2...Self.describable ~= words.count else { return words }
        let width = words.map(\.count).max() ?? 0
        return zip(words, candidates).map { word, candidate in
            if candidate.description.isEmpty { return word }
            return word + String(repeating: " ", count: width - word.count) + "  (\(candidate.description.shown))"
        }
    }

    /// bash shows and inserts what it is given, so it gets what begins as the word does; in another case where nothing
    /// else does.
    private var rest: [Candidate] {
        let kept = request.kept
        if kept.quote == .escaping { return [] }
        let whole = head.isEmpty ? candidates : candidates.map { Candidate(head + $0.value, $0.description) }
        let word = Array(request.current.utf8)
        var fitting = whole.filter { $0.value.utf8.starts(with: word) }
        if fitting.isEmpty {
            let lowercased = request.current.lowercased()
            fitting = whole.filter {
                $0.value.utf8.starts(with: kept.value.utf8) && $0.value.lowercased().hasPrefix(lowercased)
            }
        }
        // Within quotes, nothing can be written otherwise than as it is.
        if kept.quote != .none { fitting.removeAll { $0.value.utf8.contains(Self.separator) } }
        let length = kept.value.utf8.count
        if length == 0 { return outermost(fitting) }
        return outermost(fitting).map { candidate in
            Candidate(String(decoding: candidate.value.utf8.dropFirst(length), as: UTF8.self), candidate.description)
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
}
