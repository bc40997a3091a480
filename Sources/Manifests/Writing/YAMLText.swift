import JSON

/// A text as YAML.
enum YAMLText {
    /// On one line: as it is where that can't be taken for anything else, in YAML 1.1 neither, or else in double quotes.
    static func inline(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// In double quotes. What can't be seen or may not stand there is escaped.
    static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            case "\r": output += "\\r"
            default:
                if isVisible(scalar) {
                    output.unicodeScalars.append(scalar)
                } else {
                    output += escape(scalar)
                }
            }
        }
        return output + "\""
    }

    /// Several lines as a literal block, with its sign and the line end; nil where the text is none, or where a block
    /// would lose something.
    static func block(_ text: String, indent: Int) -> String? {
        // By scalars: a blank with an accent on it, which is one character, is still a blank.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, text.unicodeScalars.allSatisfy({ $0 == "\n" || isVisible($0) }),
            let first = lines.first, !first.isEmpty, first.first != " ",
            !lines.contains(where: { $0.last == " " })
        else { return nil }
        let ends = text.unicodeScalars.reversed().prefix { $0 == "\n" }.count
        let margin = String(repeating: " ", count: indent)
        let body = lines.dropLast(ends > 0 ? 1 : 0).map { $0.isEmpty ? "" : margin + String($0) }
        return ["|-", "|", "|+"][min(ends, 2)] + "\n" + body.joined(separator: "\n") + "\n"
    }

    /// A text that begins with a letter, holds no sign that YAML knows, and is no word that some reader takes for a
    /// truth value or nothing.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "_" || first == "/",
            text.unicodeScalars.last != " ", text.utf8.count <= 200, !words.contains(text.lowercased())
        else { return false }
        var before: Unicode.Scalar = first
        for scalar in text.unicodeScalars {
            if scalar == "#", before == " " { return false }
            if before == ":", scalar == " " { return false }
            guard isVisible(scalar), !"[]{},&*!|>'\"%@`\\?".unicodeScalars.contains(scalar) else { return false }
            before = scalar
        }
        return before != ":"
    }

    private static let words: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\\(letter)" + String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    /// Whether a character may stand in a file as it is: no control, mark, separator or BOM, and nothing that is no
    /// character.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        case 0..<0xA0: false
        default: !scalar.isInvisible && scalar.value & 0xFFFE != 0xFFFE
        }
    }
}
