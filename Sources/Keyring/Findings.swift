internal import Ports
internal import Synchronization

/// What an inspection has found so far: written by the store's thread, read by whoever waits for it, even where that
/// thread does not come back.
final class Findings: Sendable {
    private let state: Mutex<StoreInspection>
    private let known: [StoreFact]

    /// - Parameter known: what is known before the service is asked.
    init(_ known: [StoreFact]) {
        self.known = known
        state = Mutex(StoreInspection(facts: known))
    }

    var inspection: StoreInspection { state.withLock { $0 } }

    /// Forgets what the service has said.
    func reset() {
        state.withLock { $0 = StoreInspection(facts: known) }
    }

    /// One more fact.
    func add(_ fact: StoreFact) {
        state.withLock { $0.facts.append(fact) }
    }

    /// Something could not be found out. The first reason is kept.
    func fail(_ reason: StoreFailure) {
        state.withLock { $0.failure = $0.failure ?? reason }
    }
}
