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
        _ things: [KnownName], _ kind: NamedKind, word: TypedWord, takesDash: Bool, unfit: UInt8 = 0
    ) -> [Candidate] {
        guard kind == .sources || kind == .keys else {
            return things.filter { word.admits($0.id) && (takesDash || !$0.id.hasPrefix("-")) }.map { thing in
                Candidate(thing.id, words(thing.name == thing.id ? "" : thing.name, thing.details))
            }
        }
        let fitting = things.filter { word.admits($0.name) }
        let unclear = unclear(fitting, among: things)
        var isNamed = false
        var candidates: [Candidate] = []
        for thing in fitting {
            let name = thing.name
            let isPlain =
                !unclear.contains(name) && !name.isBlank && !name.hidesSomething && !name.utf8.contains(unfit)
                && (takesDash || name.utf8.first != UInt8(ascii: "-"))
            candidates.append(isPlain ? Candidate(name, thing.details) : byID(thing))
            isNamed = isNamed || isPlain && word.begins(name)
        }
        // IDs look alike: they would only be in the way of who types a name.
        if isNamed { return candidates }
        let offered = Set(candidates.map(\.value))
        return candidates
            + things.filter { word.begins($0.id) && !word.isEmpty && !offered.contains($0.id) }.map(byID)
    }

    /// The names that stand for several things, or for one and another's ID.
    private static func unclear(_ fitting: [KnownName], among things: [KnownName]) -> Set<String> {
        var names: Set<String> = []
        var unclear: Set<String> = []
        for thing in fitting where !names.insert(thing.name).inserted { unclear.insert(thing.name) }
        for thing in things where names.contains(thing.id) && thing.name != thing.id { unclear.insert(thing.id) }
        return unclear
    }

    private static func byID(_ thing: KnownName) -> Candidate {
        Candidate(thing.id, words(thing.name, thing.details))
    }

    private static func words(_ words: String...) -> String {
        words.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension String {
    /// Whether it holds what no shell shows, such as marks that turn the direction of writing. Control characters of
    /// ASCII are no such thing: each shell writes them by escapes.
    fileprivate var hidesSomething: Bool {
        utf8.contains { $0 >= 0x80 } && unicodeScalars.contains { $0.value >= 0x80 && Visible.mustBeEscaped($0) }
    }
}
