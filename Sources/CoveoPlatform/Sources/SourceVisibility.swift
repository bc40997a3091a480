/// Who sees a source's content.
package enum SourceVisibility: String, CaseIterable, Sendable {
    /// Everyone.
    case shared = "SHARED"
    /// Named identities.
    case `private` = "PRIVATE"
    /// Whoever each item's permissions name.
    case secured = "SECURED"

    /// Reads what a person typed; case doesn't matter.
    ///
    /// - Returns: nil for an unknown visibility.
    package init?(typed text: String) {
        self.init(rawValue: text.uppercased())
    }

    /// As it is typed: `shared`.
    package var typed: String { rawValue.lowercased() }
}
