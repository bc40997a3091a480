/// What a bug report needs to know of a store. No secret, and no attribute of an item, is ever part of it.
package protocol StoreInspector: Sendable {
    /// Finds out as much as can be, within the store's time-out, and unlocks nothing.
    func inspect() async -> StoreInspection

    /// How the secret was protected on its way in the last access; nil where there was none, or nothing travels.
    /// Asks nobody.
    func protection() async -> StoreProtection?
}

/// How secrets travel between this program and the service that keeps them.
package enum StoreProtection: Hashable, Sendable {
    /// Encrypted; the algorithm's name in the Secret Service API.
    case encrypted(algorithm: String)
    /// As they are: the service offers nothing else.
    case plain
}

/// The facts on a store, in the order in which they were found, and what ended the search.
package struct StoreInspection: Equatable, Sendable {
    package var facts: [StoreFact]
    /// Why no more could be found out; nil where nothing failed.
    package var failure: StoreFailure?

    package init(facts: [StoreFact] = [], failure: StoreFailure? = nil) {
        self.facts = facts
        self.failure = failure
    }
}

/// One thing that is known of a store.
package enum StoreFact: Hashable, Sendable {
    /// The library that speaks to the service, and its version where it tells one.
    case library(name: String, version: String?)
    /// Where the session bus listens, in D-Bus' own form.
    case busAddress(String)
    /// Who owns the service's name on the bus: its unique name, its process, and the program of that.
    case owner(name: String, process: Int?, program: String?)
    /// A collection of the service.
    case collection(path: String, label: String, isLocked: Bool)
    /// The collection behind the alias `default`; nil where there is none.
    case defaultCollection(path: String?)
    /// How secrets travel.
    case protection(StoreProtection)
    /// How long one question and its answer took.
    case roundTrip(Duration)
    /// A helper's program as it was found on PATH; nil where it was not.
    case program(name: String, path: String?)
    /// A helper's own words on its version.
    case version(String)
    /// A file or a folder of the store.
    case path(String, StorePath)
    /// How many logins of ours the store holds.
    case items(count: Int, locked: Int)
}
