/// A column of a table, and what may become of it where a terminal is narrow.
struct TableColumn: Equatable, Sendable {
    /// Its name, in lower case; a header shows it in capitals.
    let title: String
    /// Whether its cells are never cut: what somebody copies, and words that mean nothing without their end.
    var isWhole = true
    /// Whether its cells end at the same place, as numbers do.
    var isNumber = false

    /// Something to copy, or a word of a closed list.
    static func whole(_ title: String) -> TableColumn { TableColumn(title: title) }

    /// Something to read, of any length: it is cut where it would not fit, with `…`.
    static func text(_ title: String) -> TableColumn { TableColumn(title: title, isWhole: false) }

    static func number(_ title: String) -> TableColumn { TableColumn(title: title, isNumber: true) }
}
