/// A piece of a page of help, before it is laid out for a width.
enum HelpBlock: Equatable, Sendable {
    case heading(String)
    case paragraph(String)
    /// Each with its explanation beside it, or below.
    case rows([Row])
    /// Commands to copy, and comments to them: broken only where a shell takes it.
    case commands([String])

    /// A word or an option, and what it means.
    struct Row: Equatable, Sendable {
        let term: String
        let words: String

        init(_ term: String, _ words: String) {
            self.term = term
            self.words = words
        }
    }

    /// The blocks of a text: paragraphs with empty lines between them, whose line ends don't count. One whose lines are
    /// indented is a table: a term, at least two blanks, and its explanation.
    static func blocks(of text: String) -> [HelpBlock] {
        text.split(separator: "\n\n").map { piece in
            let lines = piece.split(separator: "\n").map(String.init)
            guard lines.allSatisfy({ $0.hasPrefix("  ") }) else { return .paragraph(lines.joined(separator: " ")) }
            return .rows(lines.map(row))
        }
    }

    private static func row(_ line: String) -> Row {
        let line = String(line.drop { $0 == " " })
        guard let gap = line.firstRange(of: "  ") else { return Row(line, "") }
        return Row(String(line[..<gap.lowerBound]), String(line[gap.upperBound...].drop { $0 == " " }))
    }
}
