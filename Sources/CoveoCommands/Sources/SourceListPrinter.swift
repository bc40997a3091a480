import CoveoPlatform
import JSON
import Ports

/// Prints sources page by page: in a pipe each page as it comes, on a terminal all of them together, since columns are
/// as wide as what they hold.
struct SourceListPrinter {
    /// How many were printed, or kept to be.
    private(set) var count = 0
    private let columns: [SourceColumn]
    private let isFiltered: Bool
    private let output: Output
    private var kept: [SourceModel] = []

    init(columns: [SourceColumn], isFiltered: Bool, output: Output) {
        self.columns = columns
        self.isFiltered = isFiltered
        self.output = output
    }

    /// Prints what is on a page. Where a later one fails, a JSON array stays open.
    mutating func print(_ sources: some Collection<SourceModel>) throws {
        if output.terminal.outputIsTerminal {
            kept += sources
        } else if output.isJSON {
            var text = ""
            for (index, source) in sources.enumerated() {
                text += (count + index == 0 ? "[" : ",") + JSONValue.object(source.object).text(.compact)
            }
            try output.piece(text)
        } else {
            try output.table(table(sources))
        }
        count += sources.count
    }

    /// Prints what is left.
    func end() throws {
        if !output.terminal.outputIsTerminal {
            if output.isJSON { try output.piece(count == 0 ? "[]\n" : "]\n") }
        } else if output.isJSON {
            try output.value(.array(kept.map { .object($0.object) }))
        } else if kept.isEmpty {
            output.progress("no sources\(isFiltered ? " match" : "")")
        } else {
            try output.table(table(kept))
        }
    }

    private func table(_ sources: some Collection<SourceModel>) -> Table {
        Table(header: columns.map(\.rawValue), rows: sources.map { source in columns.map { $0.text(of: source) } })
    }
}
