import Support

/// Inputs like the seeds: bytes changed, taken out, put in, doubled, and pieces of one seed in another.
struct Mutation {
    private let seeds: [[UInt8]]
    private var random: SeededRandom
    /// What means something in one of the formats.
    private static let pieces: [[UInt8]] =
        [
            "\"", "\\u0000", "\\ud800", "{", "}", "[", "]", ":", ",", "null", "1e400", "-0", "%00", "%FF", "+", "&",
            "=", "?",
            "#", "'", "\u{301}", "\u{202E}", "\u{1B}[2J", "\r\n", "\n", "\n\n", "\t", " ", "  ", "..", "//", "@",
            "canary-1",
            "&a ", "*a", "<<: ", "!!str ", "|+\n", "- ", "---\n", "\u{FEFF}", "é", "😀",
        ].map { Array($0.utf8) } + [[0], [0xFF], [0x80], [0xC3]]

    init(of seeds: [[UInt8]], seed: UInt64) {
        self.seeds = seeds
        random = SeededRandom(seed: seed)
    }

    /// The next input.
    mutating func next() -> [UInt8] {
        var input = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) { change(&input) }
        return input
    }

    private mutating func change(_ input: inout [UInt8]) {
        let place = Int.random(in: 0...input.count, using: &random)
        let end = min(input.count, place + Int.random(in: 1...8, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: if place < input.count { input[place] = UInt8.random(in: 0...255, using: &random) }
        case 1: if place < input.count { input[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
        case 2: input.removeSubrange(place..<end)
        case 3: input.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
        case 4: input.insert(contentsOf: input[place..<end], at: place)
        default:
            let other = seeds.randomElement(using: &random) ?? []
            let from = Int.random(in: 0...other.count, using: &random)
            input.replaceSubrange(place..<end, with: other[from...].prefix(20))
        }
    }
}
