import JSON
import Ports

/// Rows of strangers' text: columns on a terminal, tab-separated without a header in a pipe.
struct Table {
    let columns: [TableColumn]
    let rows: [[String]]
    /// Where a row leads, for terminals that show it: at its first cell.
    var links: [Hyperlink?] = []

    /// The lines for `terminal`; in a pipe nothing is ever cut.
    func lines(for terminal: any Terminal, style: Style) -> [String] {
        let cells = rows.map { $0.map { Visible($0).text } }
        guard terminal.outputIsTerminal else { return cells.map { $0.joined(separator: "\t") } }
        if cells.isEmpty { return [] }
        let header = columns.map { $0.title.uppercased() }
        let natural = columns.indices.map { column in
            ([header] + cells).map { terminal.width(of: $0[column]) }.max() ?? 0
        }
        let layout = TableLayout(columns, natural: natural, room: terminal.columns ?? 80)
        let body = cells.enumerated().flatMap { index, row in
            lines(row, layout, terminal, style, link: links.indices.contains(index) ? links[index] : nil)
        }
        return lines(header, layout, terminal, style).map(style.bold) + body
    }

    private func lines(
        _ cells: [String], _ layout: TableLayout, _ terminal: any Terminal, _ style: Style, link: Hyperlink? = nil
    ) -> [String] {
        layout.lines.compactMap { line in
            // A row that has nothing to say in a line below its first leaves it out; the header has all.
            if line.columns.first != 0, line.columns.allSatisfy({ cells[$0].isEmpty }) { return nil }
            var text = String(repeating: " ", count: line.indent)
            for (column, width) in zip(line.columns, line.widths) {
                let cell = terminal.cut(cells[column], to: max(width, columns[column].isWhole ? .max : 0))
                let rest = String(repeating: " ", count: max(0, width - terminal.width(of: cell)))
                let shown = column == 0 ? style.link(cell, to: link) : cell
                let isLast = column == line.columns.last
                text += columns[column].isNumber ? rest + shown : shown + (isLast ? "" : rest)
                if !isLast { text += String(repeating: " ", count: TableLayout.gap) }
            }
            while text.last == " " { text.removeLast() }
            return text
        }
    }
}

extension Terminal {
    /// `text`, in at most `width` columns: `A very lo…`.
    func cut(_ text: String, to width: Int) -> String {
        if self.width(of: text) <= width { return text }
        var kept = ""
        var taken = 0
        for character in text {
            taken += self.width(of: String(character))
            if taken > width - 1 { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }
}

extension Output {
    /// Whether a person reads what goes to stdout, as far as one can tell.
    var isForPeople: Bool { terminal.outputIsTerminal }

    /// Prints a table: nothing in a pipe where it has no rows.
    func table(_ table: Table) throws(TerminalFailure) {
        let lines = table.lines(for: terminal, style: style)
        if !lines.isEmpty { try result(lines.joined(separator: "\n")) }
    }

    /// Prints a list of models: with `--json` as the platform sent them, else as a table.
    ///
    /// - Parameter kind: what there is none of, for a person: `API keys`.
    func list(
        _ objects: [JSONObject], of kind: String, columns: [TableColumn], rows: [[String]]
    ) throws(TerminalFailure) {
        if isJSON { return try value(.array(objects.map { .object($0) })) }
        if rows.isEmpty, isForPeople { progress("no \(kind)") }
        try table(Table(columns: columns, rows: rows))
    }

    /// Prints what one thing is like, a line each, without what is empty: in a pipe label and text are separated by a tab.
    ///
    /// - Parameter link: where the first field leads.
    func fields(_ fields: [(label: String, text: String)], link: Hyperlink? = nil) throws(TerminalFailure) {
        for (index, (label, text)) in fields.enumerated() where !text.isEmpty {
            let shown = style.link(Visible(text).text, to: index == 0 ? link : nil)
            try result(
                isForPeople ? field(label.padded(to: 16), Visible(text).text, shown: shown) : label + "\t" + shown)
        }
    }

    /// What stands behind its label, or where the terminal is too narrow for that below it, further in: so that it is broken
    /// as little as can be.
    ///
    /// - Parameters:
    ///   - label: with the blanks behind it, and before it.
    ///   - shown: `text` with what takes no room.
    func field(_ label: String, _ text: String, shown: String? = nil) -> String {
        guard isForPeople, label.count + terminal.width(of: text) > terminal.columns ?? 80 else {
            return label + (shown ?? text)
        }
        let words = label.split(separator: " ").joined(separator: " ")
        let indent = String(repeating: " ", count: label.prefix { $0 == " " }.count)
        return "\(indent)\(words)\n\(indent)  \(shown ?? text)"
    }
}
