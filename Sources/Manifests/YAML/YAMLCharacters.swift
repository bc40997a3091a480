/// The bytes of a YAML text, of which is known that every character can be taken as it stands.
///
/// Beyond what YAML forbids, the line breaks of YAML 1.1 that YAML 1.2 has no more (NEL, LS, PS) are refused, since
/// libyaml still takes them for such, and a text would change.
struct YAMLCharacters {
    private let bytes: [UInt8]

    /// - Parameter bytes: a BOM before the text is dropped.
    init(_ bytes: [UInt8]) throws(YAMLFailure) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        do {
            _ = try UTF8Span(validating: self.bytes.span)
        } catch {
            throw YAMLFailure(.notUTF8, at: place(of: error.byteOffsets.lowerBound))
        }
        guard let index = self.bytes.indices.first(where: isUnfit) else { return }
        let scalar = String(decoding: self.bytes[index...].prefix(4), as: UTF8.self).unicodeScalars.first ?? "\0"
        throw YAMLFailure(.unfitCharacter(scalar), at: place(of: index))
    }

    /// Calls `body` with the bytes.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer(body)
    }

    /// Whether a tab stands at a place.
    func isTab(at place: TextPlace) -> Bool {
        var line = 1
        var start = 0
        while line < place.line, let end = bytes[start...].firstIndex(of: 0x0A) {
            line += 1
            start = end + 1
        }
        let rest = String(decoding: bytes[start...].prefix { $0 != 0x0A }, as: UTF8.self).unicodeScalars
        return line == place.line && rest.dropFirst(place.column - 1).first == "\t"
    }

    /// Whether a character that can't be taken begins here.
    private func isUnfit(_ index: Int) -> Bool {
        switch bytes[index] {
        case 0x20..<0x7F, 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F: true
        case 0xC2: bytes[index + 1] < 0xA0
        case 0xE2: bytes[index + 1] == 0x80 && [0xA8, 0xA9].contains(bytes[index + 2])
        case 0xEF:
            (bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF)
                || (bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE)
        default: false
        }
    }

    private func place(of end: Int) -> TextPlace {
        let before = bytes[..<end]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return TextPlace(
            line: before.count { $0 == 0x0A } + 1, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
