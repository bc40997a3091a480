@testable import CoveoCommands

/// A manual page in mdoc(7), piece by piece. Each piece ends its lines where `mandoc -Tlint` wants them ended.
struct Mdoc {
    private(set) var lines: [String] = []

    /// Lines of text longer than that are against mdoc's style.
    private static let width = 76

    /// A macro with its arguments, ready to stand there.
    mutating func macro(_ line: String) {
        lines.append("." + line)
    }

    /// A paragraph's sentences, each on lines of its own.
    mutating func text(_ text: String) {
        for sentence in Self.sentences(text) {
            var line = ""
            for word in sentence.split(separator: " ").map({ Self.escaped(String($0)) }) {
                if !line.isEmpty, line.count + 1 + word.count > Self.width {
                    lines.append(Self.guarded(line))
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + word
            }
            if !line.isEmpty { lines.append(Self.guarded(line)) }
        }
    }

    /// Lines as they are.
    mutating func literal(_ text: [String]) {
        macro("Bd -literal -offset indent")
        lines += text.map { Self.guarded(Self.escaped($0)) }
        macro("Ed")
    }

    /// Terms with their explanations; `term` makes the macro of one.
    mutating func list(_ rows: [HelpBlock.Row], width: String = "Ds", term: (String) -> String) {
        macro("Bl -tag -width \(width)")
        for row in rows {
            macro("It \(term(row.term))")
            text(row.words)
        }
        macro("El")
    }

    /// Arguments with their explanations.
    mutating func list(_ arguments: [CommandOutline.Argument]) {
        macro("Bl -tag -width Ds")
        for argument in arguments {
            macro("It \(Self.label(argument))")
            text(argument.words)
        }
        macro("El")
    }

    /// A way to call a command, as `coveo sources show <source> [options]` writes it.
    mutating func usage(_ usage: String, below prefix: Int) {
        let words = usage.split(separator: " ").map(String.init)
        macro("Nm \(Self.escaped(words.prefix(prefix).joined(separator: " ")))")
        var rest = words.dropFirst(prefix)
        while let word = rest.first {
            rest = rest.dropFirst()
            if word == "..." {
                lines[lines.count - 1] += " ..."
                continue
            }
            guard word.hasPrefix("[") else {
                macro(Self.usageWords([word]))
                continue
            }
            var group = [word]
            while group.last?.hasSuffix("]") == false, let next = rest.first {
                group.append(next)
                rest = rest.dropFirst()
            }
            let inner = group.joined(separator: " ").dropFirst().dropLast()
            macro("Op " + Self.usageWords(inner.split(separator: " ").map(String.init)))
        }
    }

    private static func usageWords(_ words: [String]) -> String {
        words.map { word in
            if word.hasPrefix("<") { return "Ar \(escaped(String(word.dropFirst().prefix { $0 != ">" })))" }
            if word.hasPrefix("-") { return "Fl \(escaped(String(word.dropFirst())))" }
            if word == "|" || word == "..." { return word }
            return word == word.lowercased() && word.contains("|") ? "Cm \(escaped(word))" : "Ar \(escaped(word))"
        }.joined(separator: " ")
    }

    private static func label(_ argument: CommandOutline.Argument) -> String {
        let value = argument.value.map { "Ar \(escaped($0))" }
        if argument.isPositional { return (value ?? "") + (argument.isRepeating ? " ..." : "") }
        let names = argument.names.map { "Fl \(escaped(String($0.dropFirst())))" }
        return names.joined(separator: " , ") + (value.map { " " + $0 } ?? "")
    }

    /// A text ends its sentences where a blank follows the full stop, but not in `i.e.` and its like, which have none.
    private static func sentences(_ text: String) -> [String] {
        var sentences: [String] = []
        var rest = text[...]
        while let end = rest.firstRange(of: /[.?!][\x29\x27]?\ /) {
            sentences.append(String(rest[..<end.upperBound]))
            rest = rest[end.upperBound...]
        }
        return sentences + [String(rest)]
    }

    /// Signs that roff would read, and those that it would make typographic, so that commands can be copied.
    static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "\\": return "\\e"
            case "-": return "\\-"
            case "'": return "\\(aq"
            case "\"": return "\\(dq"
            case "`": return "\\(ga"
            case "^": return "\\(ha"
            case "~": return "\\(ti"
            case _ where !character.isASCII:
                return character.unicodeScalars.map {
                    "\\[u\(String($0.value, radix: 16, uppercase: true).leftPadded)]"
                }
                .joined()
            default: return String(character)
            }
        }.joined()
    }

    /// A line of text that begins like a macro.
    private static func guarded(_ line: String) -> String {
        line.hasPrefix(".") ? "\\&" + line : line
    }

    /// The page, with its line ends.
    var page: String { lines.joined(separator: "\n") + "\n" }
}

extension String {
    fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
