import CoveoPlatform
import Ports

/// What can be typed at the cursor.
struct Candidate: Equatable, Sendable {
    /// As the program is to read it.
    let value: String
    /// A few words about it; may be empty.
    let description: String

    init(_ value: String, _ description: String = "") {
        self.value = value
        self.description = description
    }
}

extension Candidate {
    /// How things can be typed: sources and keys by name, and by ID where that is all that can be typed, or what is being
    /// typed; organizations and providers by ID.
    ///
    /// - Parameters:
    ///   - word: what was typed so far.
    ///   - takesDash: whether a value may begin with a dash: after `--` or `=`.
    ///   - unfit: a byte that no value can have.
    static func naming(
        _ things: [NamedThing], _ kind: NamedKind, word: String, takesDash: Bool, unfit: UInt8 = 0
    ) -> [Candidate] {
        guard kind == .sources || kind == .keys else {
            return things.filter { takesDash || !$0.id.hasPrefix("-") }.map { thing in
                Candidate(thing.id, words(thing.name == thing.id ? "" : thing.name, thing.details))
            }
        }
        var counts: [[UInt8]: Int] = [:]
        for thing in things { counts[Array(thing.name.utf8), default: 0] += 1 }
        let ids = Set(things.map { Array($0.id.utf8) })
        let beginning = word.lowercased()
        var isNamed = false
        var candidates: [Candidate] = []
        var others: [Candidate] = []
        for thing in things {
            let name = thing.name
            let bytes = Array(name.utf8)
            let isPlain =
                counts[bytes] == 1 && !name.isBlank && (takesDash || bytes.first != UInt8(ascii: "-"))
                && !bytes.contains(unfit) && (!ids.contains(bytes) || name.hasSameBytes(as: thing.id))
            let byID = Candidate(thing.id, words(name, thing.details))
            candidates.append(isPlain ? Candidate(name, thing.details) : byID)
            if isPlain { others.append(byID) }
            isNamed = isNamed || isPlain && name.lowercased().hasPrefix(beginning)
        }
        // IDs look alike: they would only be in the way of who types a name.
        return isNamed ? candidates : candidates + others
    }

    private static func words(_ words: String...) -> String {
        words.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
