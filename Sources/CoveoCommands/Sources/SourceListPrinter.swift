import CoveoPlatform
import FoundationEssentials
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
    private let now: Date
    /// The address of a source's page.
    var page: (SourceModel) -> String = { _ in "" }
    /// Whether all are kept until the end.
    var isKeeping: Bool { !output.isJSON && output.terminal.outputIsTerminal }
    private var array: JSONArrayPrinter
    private var kept: [SourceModel] = []

    init(columns: [SourceColumn], isFiltered: Bool, output: Output, now: Date) {
        self.columns = columns
        self.isFiltered = isFiltered
        self.now = now
        self.output = output
        array = JSONArrayPrinter(output)
    }

    /// Prints what is on a page. Where a later one fails, a JSON array stays open.
    mutating func print(_ sources: some Collection<SourceModel>) throws {
        if output.isJSON {
            try array.print(sources.map { .object($0.object) })
        } else if output.terminal.outputIsTerminal {
            kept += sources
        } else {
            try output.table(table(sources))
        }
        count += sources.count
    }

    /// Prints what is left.
    func end() throws {
        if output.isJSON { return try array.end() }
        guard output.terminal.outputIsTerminal else { return }
        if kept.isEmpty {
            output.progress("no sources\(isFiltered ? " match" : "")")
        } else {
            try output.table(table(kept))
        }
    }

    private func table(_ sources: some Collection<SourceModel>) -> Table {
        // Without the ID a source is named by its name, which then has to be whole.
        let isNameCopied = !columns.contains(.id)
        return Table(
            columns: columns.map { $0.column(isCopied: isNameCopied) },
            rows: sources.map { source in
                columns.map { output.isForPeople ? $0.words(of: source, now: now) : $0.text(of: source) }
            }, links: output.style.hasLinks ? sources.map { Hyperlink(page($0)) } : [])
    }
}
