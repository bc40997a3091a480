import JSON

extension JSONValue {
    /// Seconds, from a number or a text with a number in it, which some servers send; nil for everything else. They may
    /// be infinite, and less than zero.
    var seconds: Double? {
        switch self {
        case .number(let number): Double(number.text)
        case .string(let text) where text.utf8.allSatisfy(Self.isOfNumber): Double(text)
        default: nil
        }
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
