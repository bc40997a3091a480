/// A command's words, options and flags, where they are as plain as scripts write them.
///
/// The parser's reflection takes some 13 million instructions for the shortest command line, two thirds of what a
/// command with a token in the store needs before it speaks to anybody. So the commands that scripts run in loops read
/// a plain line themselves; anything else is the parser's, errors and help above all.
struct QuickLine {
    /// What stands alone.
    private(set) var words: [String] = []
    private var values: [String: [String]] = [:]
    private var flags: Set<String> = []

    /// The names that a command knows besides the global ones.
    struct Shape {
        var options: Set<String> = []
        var flags: Set<String> = []
    }

    /// nil where something is not plain: an unknown or joined option, `--`, a value that begins with a dash.
    init?(_ arguments: some Sequence<String>, shape: Shape) {
        var rest = arguments.makeIterator()
        while let word = rest.next() {
            if !word.hasPrefix("-") {
                words.append(word)
            } else if shape.flags.contains(word) || GlobalOptions.isFlag(word) {
                flags.insert(word)
            } else if shape.options.contains(word) || GlobalOptions.takesValue(word) {
                guard let value = rest.next(), !value.hasPrefix("-") else { return nil }
                values[word, default: []].append(value)
            } else {
                return nil
            }
        }
    }

    /// All values of an option.
    subscript(_ option: String) -> [String] { values[option] ?? [] }

    /// All values of an option as what they stand for; nil where one is none.
    func values<Value>(_ option: String, _ parse: (String) -> Value?) -> [Value]? {
        let texts = self[option]
        let parsed = texts.compactMap(parse)
        return parsed.count == texts.count ? parsed : nil
    }

    /// Whether a flag stands there under one of its names.
    func has(_ names: String...) -> Bool { names.contains(where: flags.contains) }
}

/// A command that reads a plain line itself, to the same effect as the parser.
protocol QuickCommand: CoveoCommand {
    static var shape: QuickLine.Shape { get }

    /// nil where the parser has to see it.
    init?(_ line: QuickLine)
}

extension GlobalOptions {
    /// From a plain line; nil where a value is none.
    init?(_ line: QuickLine) {
        guard let colors = line.values("--color", { ColorChoice(rawValue: $0) }),
            let timeouts = line.values("--timeout", { Double($0) })
        else { return nil }
        self.init()
        profile = line["--profile"]
        org = line["--org"]
        json = line.has("--json")
        quiet = line.has("-q", "--quiet")
        verbose = line.has("-v", "--verbose")
        noInput = line.has("--no-input")
        color = colors
        timeout = timeouts
    }
}
