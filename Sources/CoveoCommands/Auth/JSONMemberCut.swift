import JSON

/// Takes a member out of a JSON object's text without touching any other byte: layout, escapes and numbers stay.
struct JSONMemberCut {
    private let bytes: [UInt8]
    private var offset = 0

    /// - Parameter bytes: the text of an object, known to be valid.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The text without the top-level member `key`, and without one comma beside it.
    func removing(_ key: String) -> [UInt8] {
        var scanner = self
        let members = scanner.members()
        guard let index = members.firstIndex(where: { named($0.key) == key }) else { return bytes }
        let member = members[index]
        let isLast = index == members.count - 1
        let start = isLast && index > 0 ? members[index - 1].value.upperBound : member.key.lowerBound
        let end = isLast ? member.value.upperBound : members[index + 1].key.lowerBound
        return Array(bytes[..<start] + bytes[end...])
    }

    private func named(_ range: Range<Int>) -> String? {
        // The text is known to be valid, and so is each key of it.
        (try? JSONValue(parsing: Array(bytes[range])))?.string
    }

    /// Where keys (with their quotes) and values stand.
    private mutating func members() -> [(key: Range<Int>, value: Range<Int>)] {
        var members: [(key: Range<Int>, value: Range<Int>)] = []
        skip { $0 != UInt8(ascii: "{") }
        offset += 1
        while true {
            skip { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "}") }
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { return members }
            let key = string()
            skip { $0 != UInt8(ascii: ":") }
            offset += 1
            skip { [0x20, 0x0A, 0x0D, 0x09].contains($0) }
            members.append((key, value()))
        }
    }

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while offset < bytes.count, isSkipped(bytes[offset]) { offset += 1 }
    }

    /// Goes past a string, its quotes included.
    private mutating func string() -> Range<Int> {
        let start = offset
        offset += 1
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset = min(offset + 1, bytes.count)
        return start..<offset
    }

    /// Goes past a value, up to the comma, bracket or white space behind it.
    private mutating func value() -> Range<Int> {
        let start = offset
        var depth = 0
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                _ = string()
                if depth == 0 { return start..<offset }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return start..<offset }
                depth -= 1
                if depth == 0 {
                    offset += 1
                    return start..<offset
                }
            case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { return start..<offset }
            default: break
            }
            offset += 1
        }
        return start..<offset
    }
}
