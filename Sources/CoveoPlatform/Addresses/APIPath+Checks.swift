import HTTP

extension APIPath {
    /// Refuses what no address may hold (RFC 3986), each with a reason of its own.
    ///
    /// - Parameter parts: what stands between the placeholders.
    static func checkCharacters(_ parts: [Substring]) throws(APIPathFailure) {
        let text = parts.joined()
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw .control }
        if text.utf8.contains(UInt8(ascii: "\\")) { throw .backslash }
        if text.utf8.contains(UInt8(ascii: "#")) { throw .fragment }
        if let name = unfilled(in: text) { throw .unfilled(name) }
        guard text.utf8.contains(where: isUnfit) else { return }
        // C1, which in UTF-8 looks like any other letter.
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { throw .control }
        throw .unencoded(
            suggestion: parts.map { part in
                part.utf8.map { byte in
                    isUnfit(byte)
                        ? "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                        : String(Unicode.Scalar(byte))
                }.joined()
            }.joined(separator: placeholder))
    }

    /// Refuses segments that programs take for others than they are written as, however often they are encoded.
    ///
    /// - Parameter path: without the query, from its slash on.
    static func checkSegments(_ path: Substring) throws(APIPathFailure) {
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        // A slash at the end is the platform's to judge.
        if segments.dropLast().contains("") { throw .emptySegment }
        for segment in segments { try check(segment: segment) }
    }

    private static func check(segment: Substring) throws(APIPathFailure) {
        guard PercentEncoding.decode(segment) != nil else { throw .brokenEncoding }
        var text = String(segment)
        while true {
            let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
            if parts.count > 1, parts[0].isEmpty { throw .emptySegment }
            // Some servers cut off what follows a semicolon before they look at the dots.
            if parts.contains(where: { [".", ".."].contains($0.prefix { $0 != ";" }) }) { throw .dotSegment }
            if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw .control }
            guard text.utf8.contains(UInt8(ascii: "%")), let bytes = PercentEncoding.decodeBytes(text) else { return }
            // Shorter each time, since something was encoded.
            text = String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func unfilled(in text: String) -> String? {
        guard let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") else { return nil }
        let name = text[text.index(after: open)..<close]
        return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) } ? String(name) : nil
    }

    private static func isUnfit(_ byte: UInt8) -> Bool {
        !(0x21...0x7E).contains(byte) || "\"<>^`{|}".utf8.contains(byte)
    }
}
