/// Reads RFC 8259 text strictly: one value, no duplicate keys, at most 64 levels.
struct ValueReader {
    /// Why a text is no JSON, in words for the person who sent it.
    struct Failure: Error, CustomStringConvertible {
        let reason: String
        var description: String { "no JSON: \(reason)" }
    }

    private static let depthLimit = 64
    private let bytes: [UInt8]
    private var at = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value that the bytes hold.
    static func read(_ bytes: [UInt8]) throws(Failure) -> Value {
        var reader = ValueReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == bytes.count else { throw reader.failure("something follows the value") }
        return value
    }

    private func failure(_ reason: String) -> Failure { Failure(reason: "\(reason) at byte \(at)") }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    /// The next byte that is no white space, not consumed; nil at the end.
    private mutating func peek() -> UInt8? {
        skipSpace()
        return at < bytes.count ? bytes[at] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> Value {
        guard depth < Self.depthLimit else { throw failure("more than \(Self.depthLimit) levels") }
        switch peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw failure("the text ends too early")
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: Value) throws(Failure) -> Value {
        guard bytes[at...].starts(with: word.utf8) else { throw failure("unexpected text") }
        at += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> Value {
        at += 1
        var members: [Value.Member] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            guard peek() == UInt8(ascii: "\"") else { throw failure("a key is expected") }
            let key = try string()
            guard !members.contains(where: { $0.key.utf8.elementsEqual(key.utf8) }) else {
                throw failure("the key \(key) is there twice")
            }
            guard take(UInt8(ascii: ":")) else { throw failure("a colon is expected") }
            members.append(Value.Member(key: key, value: try value(depth: depth + 1)))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw failure("a comma or } is expected") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Failure) -> Value {
        at += 1
        var elements: [Value] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw failure("a comma or ] is expected") }
        return .array(elements)
    }

    private mutating func digits() throws(Failure) {
        let start = at
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
        guard at > start else { throw failure("a digit is expected") }
    }

    private mutating func number() throws(Failure) -> Value {
        let start = at
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        let integer = at
        try digits()
        if bytes[integer] == UInt8(ascii: "0"), at > integer + 1 { throw failure("a leading zero") }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            try digits()
        }
        if at < bytes.count, [UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[at]) {
            at += 1
            if at < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[at]) { at += 1 }
            try digits()
        }
        return .number(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private mutating func string() throws(Failure) -> String {
        at += 1
        var text: [UInt8] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            guard bytes[at] >= 0x20 else { throw failure("a control character") }
            if bytes[at] == UInt8(ascii: "\\") {
                text += try escape()
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        guard at < bytes.count else { throw failure("a string does not end") }
        at += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw failure("a string is not UTF-8") }
        return string
    }

    private mutating func escape() throws(Failure) -> [UInt8] {
        guard at + 1 < bytes.count else { throw failure("an escape does not end") }
        let letter = bytes[at + 1]
        at += 2
        switch letter {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure("an unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(Failure) -> [UInt8] {
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        {
            at += 2
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw failure("a lone surrogate") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw failure("a lone surrogate") }
        return Array(String(scalar).utf8)
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard at + 4 <= bytes.count,
            bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits are expected") }
        at += 4
        return code
    }
}
