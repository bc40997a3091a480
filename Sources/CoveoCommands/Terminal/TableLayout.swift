import Ports

/// Where the columns of a table stand at a terminal of some width.
///
/// One row a line where that fits, text cut down to `Table.least` columns at most. Where not, a row takes several lines: the
/// first column, if it is whole, stands alone and the others below it, in one line or as many as it takes, all aligned under a header of
/// as many lines. No column is ever left out, and none that is whole is ever cut: a terminal too narrow for one breaks it
/// itself, so that it is copied in one piece.
struct TableLayout {
    /// A line of a row: which columns, and how wide each is.
    struct Line {
        var columns: [Int]
        var widths: [Int]
        let indent: Int
    }

    let lines: [Line]

    /// Between two columns.
    static let gap = 2
    /// Text is not cut below so many columns to fit into one line.
    private static let least = 16
    /// What stands below a row's first line begins here.
    private static let indent = 2

    /// - Parameters:
    ///   - natural: how wide each column would be.
    ///   - room: the terminal's columns.
    init(_ columns: [TableColumn], natural: [Int], room: Int) {
        let least = columns.indices.map { columns[$0].isWhole ? natural[$0] : min(natural[$0], Self.least) }
        let all = Array(columns.indices)
        if Self.width(least) <= room {
            lines = [Line(columns: all, widths: Self.fit(natural, least: least, room: room), indent: 0)]
            return
        }
        let below = Array(all.dropFirst())
        if columns[0].isWhole, !below.isEmpty, Self.width(below.map { least[$0] }) <= room - Self.indent {
            let widths = Self.fit(
                below.map { natural[$0] }, least: below.map { least[$0] }, room: room - Self.indent)
            lines = [
                Line(columns: [0], widths: [natural[0]], indent: 0),
                Line(columns: below, widths: widths, indent: Self.indent),
            ]
            return
        }
        lines = Self.filled(columns, natural: natural, room: room)
    }

    /// As many columns in a line as fit at their full width.
    private static func filled(_ columns: [TableColumn], natural: [Int], room: Int) -> [Line] {
        var lines: [Line] = []
        for column in columns.indices {
            let isFirst = lines.isEmpty
            let rest = room - (isFirst ? 0 : indent)
            let width = columns[column].isWhole ? natural[column] : min(natural[column], max(1, rest))
            if let last = lines.indices.last, lines.count > 1 || !columns[0].isWhole,
                self.width(lines[last].widths + [width]) <= room - lines[last].indent
            {
                lines[last].columns.append(column)
                lines[last].widths.append(width)
            } else {
                lines.append(Line(columns: [column], widths: [width], indent: isFirst ? 0 : indent))
            }
        }
        return lines
    }

    private static func width(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * (widths.count - 1) }

    /// The widths, the widest that may be cut made narrower until all fit.
    private static func fit(_ natural: [Int], least: [Int], room: Int) -> [Int] {
        var widths = natural
        while width(widths) > room {
            guard let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
            else { break }
            // Down to the next one that may be cut, so that two long ones share the loss.
            let next = widths.indices.filter { $0 != widest && widths[$0] > least[$0] }.map { widths[$0] }.max() ?? 0
            let excess = width(widths) - room
            let step = min(excess, max(1, widths[widest] - max(next, least[widest])))
            widths[widest] -= step
        }
        return widths
    }
}
