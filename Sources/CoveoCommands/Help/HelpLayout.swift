/// Lays pages of help out for a width. Nothing is wider but words that can't be broken.
struct HelpLayout {
    /// In columns.
    let width: Int
    /// How many columns a text takes.
    private let measure: (String) -> Int

    /// Beyond that lines are hard to read.
    private static let widest = 100
    /// Below that explanations stand under their terms.
    private static let narrow = 60
    /// Where explanations begin beside their terms, at most.
    private static let column = 28

    /// - Parameter columns: of the terminal; nil where there is none.
    init(columns: Int?) {
        self.init(exactly: max(20, min(columns ?? 80, Self.widest)))
    }

    /// For one text of so many columns.
    init(exactly width: Int, measure: @escaping (String) -> Int = { $0.count }) {
        self.width = width
        self.measure = measure
    }

    /// The page's text, with its line ends.
    func text(_ blocks: [HelpBlock]) -> String {
        var lines: [String] = []
        var isUnderHeading = false
        for block in blocks {
            if !lines.isEmpty, !isUnderHeading { lines.append("") }
            // What belongs to a heading stands right below it, and further in.
            let indent = lines.contains { $0.hasSuffix(":") && !$0.hasPrefix(" ") } ? 2 : 0
            lines += self.lines(block, indent: indent)
            if case .heading = block { isUnderHeading = true } else { isUnderHeading = false }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ block: HelpBlock, indent: Int) -> [String] {
        switch block {
        case .heading(let title): wrap(title.uppercased() + ":", first: 0, rest: 2)
        case .paragraph(let text): wrap(text, first: indent, rest: indent)
        case .rows(let rows): self.lines(rows)
        case .commands(let commands): commands.flatMap(command)
        }
    }

    private func lines(_ rows: [HelpBlock.Row]) -> [String] {
        let longest = rows.map(\.term.count).filter { $0 + 4 <= Self.column }.max() ?? 0
        let isBeside = width >= Self.narrow || rows.allSatisfy { $0.term.count <= 4 }
        let column = isBeside ? longest + 4 : 6
        return rows.flatMap { row -> [String] in
            if row.words.isEmpty { return wrap(row.term, first: 2, rest: 4) }
            let words = wrap(row.words, first: column, rest: column)
            guard isBeside, row.term.count + 4 <= column, let first = words.first else {
                return wrap(row.term, first: 2, rest: 4) + words
            }
            let gap = String(repeating: " ", count: column - 2 - row.term.count)
            return ["  " + row.term + gap + first.drop { $0 == " " }] + words.dropFirst()
        }
    }

    /// Words between blanks, as many in a line as fit; the first line begins after so many blanks, and those after it.
    func wrap(_ text: String, first: Int, rest: Int) -> [String] {
        fill(text.split(separator: " ").map(String.init), first: first, rest: rest, end: "")
    }

    /// A command in lines that a shell reads as one; a comment in comments.
    private func command(_ line: String) -> [String] {
        if line.hasPrefix("# ") {
            return HelpLayout(exactly: width - 4).wrap(String(line.dropFirst(2)), first: 0, rest: 0).map { "  # " + $0 }
        }
        return fill(Self.shellWords(line), first: 2, rest: 6, end: " \\")
    }

    private func fill(_ words: [String], first: Int, rest: Int, end: String) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: first)
        var isEmpty = true
        for (index, word) in words.enumerated() {
            let room = width - (index == words.count - 1 ? 0 : end.count)
            if !isEmpty, measure(line) + 1 + measure(word) > room {
                lines.append(line + end)
                line = String(repeating: " ", count: rest)
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [line]
    }

    /// The words of a command; a blank in quotes separates none.
    private static func shellWords(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == " " {
                words.append(word)
                word = ""
                continue
            }
            word.append(character)
        }
        return words + [word]
    }
}
