/// A QR code in a terminal: two rows of modules a line, in half blocks.
struct QRPicture {
    /// The light frame that readers want around a code, in modules (ISO/IEC 18004).
    private static let margin = 4

    private let modules: [[Bool]]

    init(_ modules: [[Bool]]) {
        self.modules = modules
    }

    /// Columns that it takes.
    var width: Int { modules.count + 2 * Self.margin }

    /// Its lines: light modules are drawn. With colours they are light whatever the terminal's own are; without, that
    /// is right on a dark background, and most readers take the reverse as well.
    func lines(_ style: Style) -> [String] {
        stride(from: -Self.margin, to: modules.count + Self.margin, by: 2).map { row in
            let line = (-Self.margin..<modules.count + Self.margin).map { column in
                Self.block(upper: isDark(row, column), lower: isDark(row + 1, column))
            }
            return style.whiteOnBlack(String(line))
        }
    }

    private func isDark(_ row: Int, _ column: Int) -> Bool {
        modules.indices.contains(row) && modules.indices.contains(column) && modules[row][column]
    }

    /// The ink is light: what is dark is left out.
    private static func block(upper: Bool, lower: Bool) -> Character {
        switch (upper, lower) {
        case (false, false): "█"
        case (false, true): "▀"
        case (true, false): "▄"
        case (true, true): " "
        }
    }
}
