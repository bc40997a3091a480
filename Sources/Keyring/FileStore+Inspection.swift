package import Ports

extension FileStore {
    package func inspect() async -> StoreInspection {
        var watcher = keeper
        watcher.mends = false
        var facts: [StoreFact] = []
        do throws(StoreFailure) {
            facts = try await paths(watcher)
            let count = try await look(watcher) { $0.profiles.count } ?? 0
            return StoreInspection(facts: facts + [.items(count: count, locked: 0)])
        } catch {
            return StoreInspection(facts: facts, failure: error)
        }
    }

    /// Its folder and its file; the lock between processes only where something is wrong with it.
    private func paths(_ watcher: FileKeeper) async throws(StoreFailure) -> [StoreFact] {
        try await onThread { (folder, _) throws(StoreFailure) in
            let lock = "\(folder)/\(Self.lockName)"
            let facts = [folder, "\(folder)/\(Self.name)"].map { StoreFact.path($0, watcher.found($0)) }
            let found = watcher.found(lock)
            switch found {
            case .missing, .own(0o600): return facts
            case .own, .foreign, .link, .unknown: return facts + [.path(lock, found)]
            }
        }
    }

    /// nil: nothing travels.
    package func protection() async -> StoreProtection? { nil }
}
