import JSON

/// What a plain scalar is by the core schema of YAML 1.2 (section 10.3.2): `no` is a text, `1e3` a number.
enum YAMLScalar: Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    /// `.inf`, `.nan`: numbers that JSON has not.
    case notFinite
    /// A hexadecimal or octal number of more than 64 bits.
    case tooLarge
    case text

    init(_ text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN":
            self = .notFinite
        default: self = Self.number(text)
        }
    }

    private static func number(_ text: String) -> YAMLScalar {
        let bytes = Array(text.utf8)
        if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
            let digits = bytes[2...]
            if bytes[1] == UInt8(ascii: "x"), digits.allSatisfy(isHexadecimal) { return whole(digits, radix: 16) }
            if bytes[1] == UInt8(ascii: "o"), digits.allSatisfy({ (0x30...0x37).contains($0) }) {
                return whole(digits, radix: 8)
            }
        }
        var rest = bytes[...]
        let sign = rest.first.flatMap { [UInt8(ascii: "+"), UInt8(ascii: "-")].contains($0) ? $0 : nil }
        if sign != nil { rest.removeFirst() }
        let integer = takeDigits(&rest)
        var fraction: ArraySlice<UInt8>?
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
        }
        if integer.isEmpty, fraction?.isEmpty ?? true { return .text }
        guard let exponent = exponent(rest) else { return .text }
        return .number(
            JSONNumber(
                checked: (sign == UInt8(ascii: "-") ? "-" : "") + withoutLeadingZeros(integer)
                    + (fraction.map { $0.isEmpty ? ".0" : "." + String(decoding: $0, as: UTF8.self) } ?? "")
                    + exponent))
    }

    /// The exponent as it is written, with its letter; empty where there is none, nil where what is left is no exponent.
    private static func exponent(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let letter = bytes.first else { return "" }
        guard letter | 0x20 == UInt8(ascii: "e") else { return nil }
        var digits = bytes.dropFirst()
        if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") { digits.removeFirst() }
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func whole(_ digits: ArraySlice<UInt8>, radix: Int) -> YAMLScalar {
        guard let value = UInt64(String(decoding: digits, as: UTF8.self), radix: radix) else { return .tooLarge }
        return .number(JSONNumber(checked: String(value)))
    }

    private static func withoutLeadingZeros(_ digits: ArraySlice<UInt8>) -> String {
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        return significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
    }

    private static func takeDigits(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = bytes.prefix(while: isDigit)
        bytes = bytes[digits.endIndex...]
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
