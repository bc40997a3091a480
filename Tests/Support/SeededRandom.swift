package import JSON

/// The same numbers for the same seed (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

extension JSONValue {
    /// Any value, of at most `depth` levels.
    package static func random(using random: inout SeededRandom, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return nil
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .number(JSONNumber(Int.random(in: .min ... .max, using: &random)))
        case 3:
            let spelled = ["1.0", "-0", "0.10", "1E+2", "1e400", "-1e-400", "9223372036854775809", "3"]
            return .number(JSONNumber(checked: spelled.randomElement(using: &random) ?? "0"))
        case 4: return .string(.random(using: &random))
        case 5:
            return .array(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in .random(using: &random, depth: depth - 1) })
        default:
            let count = Int.random(in: 0...20, using: &random)
            return .object(
                JSONObject(
                    (0..<count).map { _ in (.random(using: &random), .random(using: &random, depth: depth - 1)) }))
        }
    }
}

extension String {
    /// Up to eight scalars, many of them of the kind that goes wrong.
    package static func random(using random: inout SeededRandom) -> String {
        var scalars = UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let ranges: [ClosedRange<UInt32>] = [
                0...0x7F, 0x20...0x7E, 0x80...0x7FF, 0x2000...0x206F, 0x10000...0x10FFFF,
                // A mark on whatever stands before it, which makes one character of both.
                0x300...0x303, 0x20...0x2F,
            ]
            let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
