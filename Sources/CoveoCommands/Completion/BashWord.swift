import Ports

/// A value as bash is given it, to be read back as it is: behind what was typed, where a quote may be open.
struct BashWord: CustomStringConvertible {
    let description: String

    /// - Parameters:
    ///   - quote: what is open before it. `$'` is none: nothing can go on in it.
    ///   - isUTF8: whether bash reads UTF-8. Elsewhere the last byte of a letter and the backslash behind it may be one
    ///     character, so that what was to be escaped is not.
    init(_ value: String, in quote: ShellLine.Quote, isUTF8: Bool) {
        switch quote {
        case .single: description = Self.single(value)
        case .double: description = Self.double(value)
        case .none, .escaping: description = Self.bare(value, isUTF8: isUTF8)
        }
    }

    private static func bare(_ value: String, isUTF8: Bool) -> String {
        var isPlain = true
        for byte in value.utf8 where !plain[Int(byte)] {
            if byte < 0x20 || byte == 0x7F || byte >= 0x80 && !isUTF8 { return escaped(value, isUTF8: isUTF8) }
            if byte < 0x80 { isPlain = false }
        }
        if isPlain { return value }
        return text(value) { byte in
            plain[Int(byte)] || byte >= 0x80 ? nil : [UInt8(ascii: "\\"), byte]
        }
    }

    /// `$'…'`, which is the one way to write control characters. A `!` in it is no business of the history.
    private static func escaped(_ value: String, isUTF8: Bool) -> String {
        "$'"
            + text(value) { byte in
                switch byte {
                case UInt8(ascii: "\n"): Array("\\n".utf8)
                case UInt8(ascii: "\t"): Array("\\t".utf8)
                case UInt8(ascii: "\\"), UInt8(ascii: "'"): [UInt8(ascii: "\\"), byte]
                case UInt8(ascii: "!"), 0..<0x20, 0x7F: octal(byte)
                case 0x80...: isUTF8 ? nil : octal(byte)
                default: nil
                }
            } + "'"
    }

    private static func octal(_ byte: UInt8) -> [UInt8] {
        [UInt8(ascii: "\\"), 0x30 + byte >> 6, 0x30 + byte >> 3 & 7, 0x30 + byte & 7]
    }

    /// readline closes the quote, unless the word ends with that character already.
    private static func single(_ value: String) -> String {
        let quoted = text(value) { $0 == UInt8(ascii: "'") ? Array(#"'\''"#.utf8) : nil }
        return value.utf8.last == UInt8(ascii: "'") ? String(decoding: quoted.utf8.dropLast(), as: UTF8.self) : quoted
    }

    private static func double(_ value: String) -> String {
        let quoted = text(value) { byte in
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "`"):
                [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "!"): Array(#""'!'""#.utf8)
            default: nil
            }
        }
        switch value.utf8.last {
        case UInt8(ascii: "\""): return String(decoding: quoted.utf8.dropLast(2), as: UTF8.self) + #""\""#
        case UInt8(ascii: "!"): return quoted + "\""
        default: return quoted
        }
    }

    /// It with what stands for some of its bytes.
    private static func text(_ value: String, replacing: (UInt8) -> [UInt8]?) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.utf8.count + 8)
        for byte in value.utf8 {
            if let other = replacing(byte) { bytes += other } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What means nothing to bash, wherever it stands in a word.
    private static let plain: [Bool] = (0...255).map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./:=@%+,".utf8.contains(UInt8(byte))
        }
    }
}

extension Environment {
    /// Whether a shell with these variables reads UTF-8.
    var isUTF8: Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { nonEmpty($0) }.first ?? ""
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }
}
