extension JSONParser {
    /// The failure for the character at `offset`, or for the end of the text.
    func unexpected() -> JSONFailure {
        guard offset < bytes.count else { return failure(at: offset, found: nil) }
        var end = offset + 1
        while end < bytes.count, isContinuation(bytes[end]) { end += 1 }
        return failure(at: offset, found: String(decoding: bytes[offset..<end], as: UTF8.self))
    }

    /// A syntax failure at a byte.
    func failure(at place: Int, found: String?) -> JSONFailure {
        let (line, column) = self.place(of: place)
        return .syntax(line: line, column: column, found: found)
    }

    /// Line and column of a byte, from 1. Lines end with LF, CR LF or CR; a BOM at the start takes no column.
    func place(of end: Int) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < end {
            let byte = bytes[index]
            let endsLine = byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if endsLine {
                line += 1
                column = 1
            } else if !isContinuation(byte) {
                column += 1
            }
            index += 1
        }
        return (line, column)
    }

    /// Whether a byte is a later one of a UTF-8 sequence.
    private func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
