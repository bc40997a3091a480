package import Ports
import Synchronization

/// A store in memory, with the states of a real one on demand.
package final class MemoryStore: SecretStore, StoreInspector {
    private struct Entry {
        var platformHost: String
        var secret: Redacted<[UInt8]>
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var isLocked = false
        var failure: StoreFailure?
        var listFailure: StoreFailure?
        var writeFailures: [StoreFailure] = []
        var calls: [String] = []
        var facts: [StoreFact] = []
        var protection: StoreProtection?
    }

    private let state = Mutex(State())

    /// - Parameter failure: what every call throws.
    package init(failure: StoreFailure? = nil) {
        state.withLock { $0.failure = failure }
    }

    /// What every call throws from now on.
    package func fail(with failure: StoreFailure?) { state.withLock { $0.failure = failure } }
    /// What every call for its items throws from now on.
    package func failLists(with failure: StoreFailure?) { state.withLock { $0.listFailure = failure } }
    /// What the next writes throw, one each.
    package func failWrites(with failures: [StoreFailure]) { state.withLock { $0.writeFailures = failures } }
    /// What it tells of itself from now on.
    package func tell(_ facts: [StoreFact] = [], protection: StoreProtection? = nil) {
        state.withLock { ($0.facts, $0.protection) = (facts, protection) }
    }
    /// Puts `text` in a profile's place without a call, as another process does.
    package func put(_ text: String, profile: String) {
        state.withLock { $0.entries[profile] = Entry(platformHost: "h", secret: Redacted(Array(text.utf8))) }
    }
    /// Removes a profile's item without a call.
    package func remove(profile: String) { _ = state.withLock { $0.entries.removeValue(forKey: profile) } }
    /// Locks or unlocks all items.
    package func lock(_ isLocked: Bool) { state.withLock { $0.isLocked = isLocked } }
    /// The names of the calls so far (`probe`, `read default`).
    package var calls: [String] { state.withLock { $0.calls } }
    /// The secret of a profile, as text.
    package func text(_ profile: String) -> String? {
        state.withLock { $0.entries[profile].map { String(decoding: $0.secret.reveal(), as: UTF8.self) } }
    }

    package func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try called("probe")
        if state.withLock({ $0.isLocked }) { throw .locked }
    }

    package func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        try called("read \(profile)")
        return state.withLock { state in
            guard let entry = state.entries[profile] else { return .absent }
            return state.isLocked ? .locked : .found(entry.secret)
        }
    }

    package func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        try called("write \(profile)")
        if let failure = state.withLock({ $0.writeFailures.isEmpty ? nil : $0.writeFailures.removeFirst() }) {
            throw failure
        }
        let isLocked = state.withLock { state in
            if !state.isLocked { state.entries[profile] = Entry(platformHost: platformHost, secret: secret) }
            return state.isLocked
        }
        if isLocked { throw .locked }
    }

    package func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        try called("delete \(profile)")
        let result: Bool? = state.withLock { state in
            state.isLocked ? nil : state.entries.removeValue(forKey: profile) != nil
        }
        guard let result else { throw .locked }
        return result
    }

    package func items() async throws(StoreFailure) -> [StoredItem] {
        try called("items")
        if let failure = state.withLock({ $0.listFailure }) { throw failure }
        return state.withLock { state in
            state.entries.map {
                StoredItem(profile: $0.key, platformHost: $0.value.platformHost, isLocked: state.isLocked)
            }
        }
    }

    package func inspect() async -> StoreInspection {
        state.withLock { StoreInspection(facts: $0.facts, failure: $0.failure) }
    }

    package func protection() async -> StoreProtection? { state.withLock { $0.protection } }

    private func called(_ name: String) throws(StoreFailure) {
        let failure = state.withLock { state in
            state.calls.append(name)
            return state.failure
        }
        if let failure { throw failure }
    }
}
