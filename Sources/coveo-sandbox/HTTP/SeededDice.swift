/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededDice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A sequence of its own for these words, and for each of several with the same ones (FNV-1a).
    init(seed: UInt64, words: String, twin: UInt64) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in words.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var dice = SeededDice(seed: hash ^ twin)
        state = dice.next() ^ seed
        state = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
