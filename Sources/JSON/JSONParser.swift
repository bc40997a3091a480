/// Reads JSON text (RFC 8259) from bytes that stay where they are while it runs.
struct JSONParser {
    /// How many arrays and objects may stand in one another.
    static let depthLimit = JSONValue.depthLimit

    let bytes: UnsafeBufferPointer<UInt8>
    /// Of the next byte.
    var offset = 0
    private var depth = 0

    /// Throws `.notUTF8` at the first byte that is none.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFailure) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let (line, column) = place(of: error.byteOffsets.lowerBound)
            throw .notUTF8(line: line, column: column)
        }
    }

    /// The one value of the text.
    mutating func parse() throws(JSONFailure) -> JSONValue {
        skipSpace()
        if offset == bytes.count { throw .empty }
        let value = try parseValue()
        skipSpace()
        if offset < bytes.count {
            let (line, column) = place(of: offset)
            throw .trailing(line: line, column: column)
        }
        return value
    }

    private mutating func parseValue() throws(JSONFailure) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "{"): return .object(try parseObject())
        case UInt8(ascii: "["): return .array(try parseArray())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try parseNumber())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        default: throw unexpected()
        }
    }

    private mutating func parseArray() throws(JSONFailure) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        while try isAnother(first: elements.isEmpty, close: UInt8(ascii: "]")) {
            elements.append(try parseValue())
            skipSpace()
        }
        return elements
    }

    private mutating func parseObject() throws(JSONFailure) -> JSONObject {
        try enter()
        var members: [(key: String, value: JSONValue)] = []
        var keys = JSONKeys()
        while try isAnother(first: members.isEmpty, close: UInt8(ascii: "}")) {
            let start = offset
            guard peek() == UInt8(ascii: "\"") else { throw unexpected() }
            let key = try parseString()
            if !keys.insert(key, beside: members) {
                let (line, column) = place(of: start)
                throw .duplicateKey(key: key, line: line, column: column)
            }
            skipSpace()
            guard peek() == UInt8(ascii: ":") else { throw unexpected() }
            offset += 1
            skipSpace()
            if members.isEmpty { members.reserveCapacity(8) }
            members.append((key, try parseValue()))
            skipSpace()
        }
        return JSONObject(distinct: members)
    }

    /// Goes past the opening bracket.
    private mutating func enter() throws(JSONFailure) {
        if depth == Self.depthLimit { throw .tooDeep(limit: Self.depthLimit) }
        depth += 1
        offset += 1
        skipSpace()
    }

    /// Goes past the comma before another element, or past the closing bracket.
    private mutating func isAnother(first: Bool, close: UInt8) throws(JSONFailure) -> Bool {
        if peek() == close {
            offset += 1
            depth -= 1
            return false
        }
        if first { return true }
        guard peek() == UInt8(ascii: ",") else { throw unexpected() }
        offset += 1
        skipSpace()
        return true
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
        let start = offset
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[start...].starts(with: expected) else { throw unexpected() }
        offset += expected.count
        return value
    }

    /// The next byte; 0, which is nowhere allowed outside of strings, at the end.
    func peek() -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }
}
