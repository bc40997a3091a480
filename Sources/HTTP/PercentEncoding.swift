/// Percent-encoding (RFC 3986, section 2) and the form encoding that RFC 6749, appendix B, builds on.
package enum PercentEncoding {
    /// Everything but letters, digits, `-`, `.`, `_` and `~` as `%XX` of its UTF-8 bytes.
    package static func encode(_ text: String) -> String {
        encode(text) { isAlphanumeric($0) || "-._~".utf8.contains($0) }
    }

    /// `%XX`.
    package static func encode(_ byte: UInt8) -> String {
        encode(byte: byte).map { String(UnicodeScalar($0)) }.joined()
    }

    /// One segment of a path: like `encode`, and the names `.` and `..` without their dots, which would lead elsewhere.
    package static func encodeSegment(_ text: String) -> String {
        switch text {
        case ".": "%2E"
        case "..": "%2E%2E"
        default: encode(text)
        }
    }

    /// The text that `%XX` sequences stand for; nil where one is broken or the bytes are no UTF-8. `+` is itself.
    package static func decode(_ text: some StringProtocol) -> String? {
        decode(text.utf8, plusIsSpace: false)
    }

    /// The bytes that `%XX` sequences stand for; nil where one is broken.
    package static func decodeBytes(_ text: some StringProtocol) -> [UInt8]? {
        bytes(of: text.utf8, plusIsSpace: false)
    }

    /// One name or value of `application/x-www-form-urlencoded`: a space is `+`.
    package static func encodeForm(_ text: String) -> String {
        let encoded = encode(text) { isAlphanumeric($0) || "*-._ ".utf8.contains($0) }
        return String(decoding: encoded.utf8.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }, as: UTF8.self)
    }

    /// Names and values as `application/x-www-form-urlencoded`, in order.
    package static func encodeForm(_ fields: [(String, String)]) -> String {
        fields.map { encodeForm($0.0) + "=" + encodeForm($0.1) }.joined(separator: "&")
    }

    /// Names and values of `application/x-www-form-urlencoded`, in order, repeated ones too; a name without `=` has the
    /// value "". nil where a sequence is broken or the bytes are no UTF-8.
    package static func decodeForm(_ text: some StringProtocol) -> [(name: String, value: String)]? {
        var fields: [(name: String, value: String)] = []
        // By bytes: a `&` with an accent on it, which is one character, is still a `&`.
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(pair[0], plusIsSpace: true) else { return nil }
            guard let value = pair.count == 1 ? "" : decode(pair[1], plusIsSpace: true) else { return nil }
            fields.append((name, value))
        }
        return fields
    }

    /// Whether every `%` is followed by two hexadecimal digits.
    static func isWellFormed(_ text: some StringProtocol) -> Bool {
        bytes(of: text.utf8, plusIsSpace: false) != nil
    }

    private static func encode(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isKept(byte) {
                encoded.append(byte)
            } else {
                encoded += encode(byte: byte)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func encode(byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func decode(_ text: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        bytes(of: text, plusIsSpace: plusIsSpace).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static func bytes(of text: some Sequence<UInt8>, plusIsSpace: Bool) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
