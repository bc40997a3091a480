/// Why a stored session can't be used, the store itself being well (its own states are `StoreFailure`).
package enum SessionFailure: Error, Equatable, Sendable {
    /// There is one, and it stayed locked.
    case locked
    /// A later version of the program wrote it; it is left alone.
    case newerVersion(found: Int, known: Int)
    /// It is no record of ours, or not whole.
    case damaged(Damage)

    /// What is wrong with a record, without anything of its contents.
    package enum Damage: Equatable, Sendable {
        /// No JSON text.
        case notJSON
        /// JSON, and no object.
        case notAnObject
        /// This field is not there.
        case missing(field: String)
        /// This field holds something else than it should.
        case invalid(field: String)
    }
}
