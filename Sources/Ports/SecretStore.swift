/// Whether a store may open a dialog to unlock itself.
package enum StoreInteraction: Sendable {
    case allowed
    case never
}

/// What a store holds under a profile.
package enum StoreReading: Sendable {
    /// The newest matching item's secret.
    case found(Redacted<[UInt8]>)
    /// The store is readable and holds no such item.
    case absent
    /// There is such an item, and it stayed locked.
    case locked
}

/// One item, apart from its secret: what may be known without unlocking anything.
package struct StoredItem: Hashable, Sendable {
    /// The profile's name.
    package let profile: String
    /// The host of the platform that the session belongs to (`platform.cloud.coveo.com`), with its port where that is not
    /// the scheme's own.
    package let platformHost: String
    /// Whether the item is locked now.
    package let isLocked: Bool

    package init(profile: String, platformHost: String, isLocked: Bool) {
        self.profile = profile
        self.platformHost = platformHost
        self.isLocked = isLocked
    }
}

/// The states in which a store can't be used. A closed list: the words for each are `Failure`'s.
package enum StoreFailure: Error, Equatable, Sendable {
    /// The library that speaks to the store (`libsecret-1.so.0`) is not installed.
    case notInstalled(library: String)
    /// There is no session bus to speak on.
    case noSessionBus
    /// There is a bus and nothing on it that keeps secrets.
    case noService
    /// The service has no default collection yet, and nobody could be asked to make one.
    case noCollection
    /// The collection is locked and nobody could be asked to unlock it.
    case locked
    /// A person was asked to unlock it, and dismissed the dialog.
    case dismissed
    /// The service did not answer in time.
    case noAnswer(after: Duration)
    /// The service refused this item to this program.
    case denied
    /// The service's answer is not by its protocol, or not what the answer before it promised.
    case garbled
    /// What was to be stored can't be kept there (its size, a NUL in an attribute). `reason` is for people.
    case unfit(reason: String)
    /// A helper's program can't be used.
    case helper(program: String, HelperFailure)
    /// The store's file or its folder can't be used.
    case file(path: String, FileStoreFailure)
    /// Something else: the field's own name of the error and its code.
    case other(domain: String, code: Int)
    /// The task was cancelled.
    case cancelled
}

/// Why a credential helper was of no use.
package enum HelperFailure: Error, Hashable, Sendable {
    /// There is no such program on PATH.
    case missing
    /// It can't be started: `errno`.
    case unstartable(code: Int32)
    /// It ended with a status other than 0; `message` is what it printed, by people for people, cut to a line.
    case failed(status: Int32, message: String)
    /// A signal ended it.
    case killed(signal: Int32)
    /// It did not end in time.
    case noAnswer(after: Duration)
    /// It said that it had done its work, and what it printed is not by the protocol, or too large.
    case garbled
    /// It lists no item as long as an entry without one is in its store: that entry's URL.
    case blocked(by: String)
}

/// Why the file store was of no use.
package enum FileStoreFailure: Error, Hashable, Sendable {
    /// Neither XDG_DATA_HOME nor HOME tells where it would be.
    case noPlace
    /// It is a link, which could lead the secret anywhere.
    case link
    /// It is no regular file, or no folder.
    case wrongKind
    /// It belongs to another user: their number.
    case foreign(owner: UInt32)
    /// Others may write to it: its permission bits.
    case writableByOthers(mode: UInt32)
    /// What is in it is not what this store writes.
    case damaged
    /// A newer version of this program wrote it.
    case newerVersion(Int)
    /// Other processes held it all the time.
    case busy(after: Duration)
    /// The system refused: `errno`.
    case system(code: Int32)
}

/// A place that keeps one secret a profile. Every call ends within the store's time-out, dialogs apart.
package protocol SecretStore: Sendable {
    /// Stores, reads back and clears an item of its own, nothing of the user's: proof that a write would succeed.
    func probe(interaction: StoreInteraction) async throws(StoreFailure)

    /// The newest item of `profile`.
    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading

    /// Puts `secret` in the profile's only item, changing it in place where there is one; others of the profile go.
    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure)

    /// Removes every item of `profile`.
    ///
    /// - Returns: whether there was one.
    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool

    /// All items, without reading or unlocking any, in no particular order.
    func items() async throws(StoreFailure) -> [StoredItem]
}
