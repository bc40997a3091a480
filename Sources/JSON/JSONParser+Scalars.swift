extension JSONParser {
    /// A string with its quotes; `offset` is at the first.
    mutating func parseString() throws(JSONFailure) -> String {
        offset += 1
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                defer { offset += 1 }
                return String(decoding: bytes[start..<offset], as: UTF8.self)
            case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
            case 0..<0x20: throw unexpected()
            default: offset += 1
            }
        }
        throw unexpected()
    }

    /// The rest of a string whose first escape is at `offset` and whose text began at `start`.
    private mutating func parseEscapedString(from start: Int) throws(JSONFailure) -> String {
        var text = Array(bytes[start..<offset])
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try parseEscape(into: &text)
            case 0..<0x20: throw unexpected()
            case let byte:
                text.append(byte)
                offset += 1
            }
        }
        throw unexpected()
    }

    private mutating func parseEscape(into text: inout [UInt8]) throws(JSONFailure) {
        let start = offset
        offset += 1
        let letter = peek()
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            offset += 1
            let scalar = try parseScalar(from: start)
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return
        default: throw unexpected()
        }
        offset += 1
    }

    /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair; `start` is the first backslash.
    private mutating func parseScalar(from start: Int) throws(JSONFailure) -> Unicode.Scalar {
        let first = try parseHex()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let end = offset
        if first < 0xDC00, peek() == UInt8(ascii: "\\") {
            offset += 1
            if peek() == UInt8(ascii: "u") {
                offset += 1
                let second = try parseHex()
                let joined = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
                if second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(joined) { return scalar }
            }
        }
        throw failure(at: start, found: String(decoding: bytes[start..<end], as: UTF8.self))
    }

    private mutating func parseHex() throws(JSONFailure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = peek()
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 + UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 + UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 + UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw unexpected()
            }
            offset += 1
        }
        return value
    }

    /// A number by RFC 8259, section 6; `offset` is at its first character.
    mutating func parseNumber() throws(JSONFailure) -> JSONNumber {
        let start = offset
        if peek() == UInt8(ascii: "-") { offset += 1 }
        if peek() == UInt8(ascii: "0") {
            offset += 1
            if isDigit(peek()) { throw unexpected() }
        } else {
            try skipDigits()
        }
        if peek() == UInt8(ascii: ".") {
            offset += 1
            try skipDigits()
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { offset += 1 }
            try skipDigits()
        }
        return JSONNumber(checked: String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    /// One digit or more.
    private mutating func skipDigits() throws(JSONFailure) {
        guard isDigit(peek()) else { throw unexpected() }
        while isDigit(peek()) { offset += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
