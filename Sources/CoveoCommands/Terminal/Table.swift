import JSON
import Ports

/// Rows of strangers' text: columns on a terminal, tab-separated without a header in a pipe.
struct Table {
    let header: [String]
    let rows: [[String]]

    /// The lines for `terminal`. On a terminal the first column stays whole and the widest other one is cut to fit.
    func lines(for terminal: any Terminal, style: Style) -> [String] {
        let cells = rows.map { $0.map { Visible($0).text } }
        guard terminal.outputIsTerminal else { return cells.map { $0.joined(separator: "\t") } }
        if cells.isEmpty { return [] }
        var widths = header.indices.map { column in
            ([header] + cells).map { terminal.width(of: $0[column]) }.max() ?? 0
        }
        let room = (terminal.columns ?? 80) - 2 * (header.count - 1)
        while widths.reduce(0, +) > room {
            guard let widest = widths.indices.dropFirst().max(by: { widths[$0] < widths[$1] }), widths[widest] > 4
            else { break }
            widths[widest] = max(4, widths[widest] - (widths.reduce(0, +) - room))
        }
        let body = cells.map { line($0, widths: widths, terminal: terminal) }
        return [style.bold(line(header.map { $0.uppercased() }, widths: widths, terminal: terminal))] + body
    }

    private func line(_ cells: [String], widths: [Int], terminal: any Terminal) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let cell = cut(cell, to: widths[index], terminal: terminal)
            line += cell
            if index < cells.count - 1 {
                line += String(repeating: " ", count: max(0, widths[index] - terminal.width(of: cell)) + 2)
            }
        }
        return line
    }

    private func cut(_ cell: String, to width: Int, terminal: any Terminal) -> String {
        if terminal.width(of: cell) <= width { return cell }
        var kept = ""
        for character in cell {
            if terminal.width(of: kept + String(character)) > width - 1 { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

extension Output {
    /// Prints a table: nothing in a pipe where it has no rows.
    func table(_ table: Table) throws(TerminalFailure) {
        let lines = table.lines(for: terminal, style: style)
        if !lines.isEmpty { try result(lines.joined(separator: "\n")) }
    }

    /// Prints a list of models: with `--json` as the platform sent them, else as a table.
    ///
    /// - Parameter kind: what there is none of, for a person: `API keys`.
    func list(_ objects: [JSONObject], of kind: String, header: [String], rows: [[String]]) throws(TerminalFailure) {
        if isJSON { return try value(.array(objects.map { .object($0) })) }
        if rows.isEmpty, terminal.outputIsTerminal { progress("no \(kind)") }
        try table(Table(header: header, rows: rows))
    }

    /// Prints what one thing is like, a line each, without what is empty: in a pipe label and text are separated by a tab.
    func fields(_ fields: [(label: String, text: String)]) throws(TerminalFailure) {
        for (label, text) in fields where !text.isEmpty {
            try result((terminal.outputIsTerminal ? label.padded(to: 16) : label + "\t") + Visible(text).text)
        }
    }
}
