extension String {
    /// Whether both are the same UTF-8 bytes: names and IDs are told apart as the platform does, not by Unicode's
    /// canonical equivalence.
    package func hasSameBytes(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
