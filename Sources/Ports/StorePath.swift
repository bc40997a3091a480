/// What is at a path where a store keeps something, as it is found.
package enum StorePath: Hashable, Sendable {
    /// Nothing is there.
    case missing
    /// The user's own: its permission bits.
    case own(mode: UInt32)
    /// Another user's: its permission bits, and that user's number.
    case foreign(mode: UInt32, owner: UInt32)
    /// A link, and where it leads.
    case link(to: String)
    /// The system does not say: `errno`.
    case unknown(code: Int32)

    /// Whether others may do something with the user's own: a store takes that back at its next access.
    package var isOpenToOthers: Bool {
        if case .own(let mode) = self { mode & 0o077 != 0 } else { false }
    }
}
