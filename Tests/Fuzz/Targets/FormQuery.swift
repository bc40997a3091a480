/// A query by the rules of the URL standard for `application/x-www-form-urlencoded`, read once more and apart from the
/// program's own reader, for saying what an answer may be.
struct FormQuery {
    private var pairs: [(name: [UInt8], value: [UInt8])] = []

    init(_ bytes: some Sequence<UInt8>) {
        for part in Array(bytes).split(separator: UInt8(ascii: "&")) {
            let sign = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            pairs.append((Self.decoded(part[..<sign]), Self.decoded(part[sign...].dropFirst())))
        }
    }

    /// The values of `name`, in order.
    func values(of name: String) -> [String] {
        pairs.filter { $0.name == Array(name.utf8) }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let digits = String(decoding: bytes[(index + 1)...].prefix(2), as: UTF8.self)
            if bytes[index] == UInt8(ascii: "%"), digits.allSatisfy(\.isHexDigit), digits.utf8.count == 2,
                let byte = UInt8(digits, radix: 16)
            {
                decoded.append(byte)
                index += 3
            } else {
                decoded.append(bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
                index += 1
            }
        }
        return decoded
    }
}
