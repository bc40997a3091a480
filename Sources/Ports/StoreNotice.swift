/// What a store has to tell while it works.
package enum StoreNotice: Hashable, Sendable {
    /// A dialog of the service begins to wait for the person.
    case dialog
    /// A file or folder of the store could be read or written by others (`mode`, its permission bits), and no longer
    /// can be.
    case madePrivate(path: String, mode: UInt32)
}
