extension String {
    /// Whether there is nothing in it but blanks, or nothing at all: no name.
    package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
