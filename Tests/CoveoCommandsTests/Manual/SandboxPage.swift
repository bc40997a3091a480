@testable import CoveoCommands

/// The manual page of `coveo-sandbox`, from what its parser dumps. It knows nothing of our commands.
struct SandboxPage {
    private var mdoc = Mdoc()

    init(_ outline: CommandOutline) {
        ManualPage.head("coveo-sandbox", outline.abstract, into: &mdoc)
        mdoc.usage("coveo-sandbox [options]", below: 1)
        mdoc.macro("Sh DESCRIPTION")
        mdoc.text(outline.abstract)
        for piece in outline.discussion.split(separator: "\n\n") {
            mdoc.macro("Pp")
            add(piece.split(separator: "\n").map(String.init)[...])
        }
        mdoc.macro("Sh OPTIONS")
        mdoc.list(outline.arguments.filter { !$0.names.contains("--help") })
        mdoc.macro("Sh EXIT STATUS")
        mdoc.list([
            HelpBlock.Row("0", "It was ended by SIGTERM or SIGINT."),
            HelpBlock.Row("1", "A file that it was given can't be used, or the port is taken."),
            HelpBlock.Row("64", "The command line is wrong."),
        ]) { $0 }
        mdoc.macro("Sh EXAMPLES")
        mdoc.literal([
            "coveo-sandbox --port 8080 &",
            "coveo login --platform-url http://127.0.0.1:8080 --org acmesandbox",
        ])
        mdoc.macro("Sh SEE ALSO")
        mdoc.macro("Xr coveo 1")
    }

    /// Lines that begin in the first column are text, those further in stay as they are.
    private mutating func add(_ lines: ArraySlice<String>) {
        guard let first = lines.first else { return }
        let isLiteral = first.hasPrefix(" ")
        let run = lines.prefix { $0.hasPrefix(" ") == isLiteral }
        if isLiteral, run.allSatisfy(Self.isRow),
            case .rows(let rows)? = HelpBlock.blocks(of: run.joined(separator: "\n")).first
        {
            mdoc.list(rows) { "Cm \(Mdoc.escaped($0))" }
            if run.endIndex < lines.endIndex { mdoc.macro("Pp") }
        } else if isLiteral {
            mdoc.literal(run.map { String($0.dropFirst(2)) })
        } else {
            mdoc.text(run.joined(separator: " "))
        }
        add(lines.dropFirst(run.count))
    }

    /// A term, at least two blanks, and its explanation.
    private static func isRow(_ line: String) -> Bool {
        line.hasPrefix("  ") && !line.hasPrefix("   ") && line.dropFirst(2).contains("  ")
    }

    /// As it is committed.
    var text: String { mdoc.page }
}
