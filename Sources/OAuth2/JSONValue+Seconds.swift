import JSON

extension JSONValue {
    /// Seconds, from a number or a text with a number in it, which some servers send. Zero and less are what servers
    /// send for "does not expire" as well as by mistake: nil, like everything else that is no number.
    var seconds: Double? {
        let seconds: Double? =
            switch self {
            case .number(let number): Double(number.text)
            case .string(let text) where text.utf8.allSatisfy(Self.isOfNumber): Double(text)
            default: nil
            }
        guard let seconds, seconds > 0 else { return nil }
        return seconds
    }

    /// Keeps `inf`, `nan` and hexadecimal forms out, which Swift would read.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
