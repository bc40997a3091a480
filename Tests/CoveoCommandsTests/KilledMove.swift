import Ports
import Support
import Synchronization

/// A process that is killed after so many operations on stores and on its configuration: what comes later has no effect.
final class KilledProcess: Sendable {
    private let left: Mutex<Int>

    init(after operations: Int) {
        left = Mutex(operations)
    }

    /// Whether it came to something that it did not live to do.
    var wasKilled: Bool { left.withLock { $0 < 0 } }

    /// Does one more thing; false where it is dead.
    fileprivate func lives() -> Bool {
        left.withLock { left in
            left = max(left - 1, -1)
            return left >= 0
        }
    }
}

/// A store, as a process uses it that may be killed.
struct MortalStore: SecretStore, StoreInspector {
    let base: any Store
    let process: KilledProcess

    private static let dead = StoreFailure.other(domain: "killed", code: 9)

    func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        guard process.lives() else { throw Self.dead }
        try await base.probe(interaction: interaction)
    }

    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        guard process.lives() else { throw Self.dead }
        return try await base.read(profile: profile, interaction: interaction)
    }

    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        guard process.lives() else { throw Self.dead }
        try await base.write(secret, profile: profile, platformHost: platformHost, interaction: interaction)
    }

    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        guard process.lives() else { throw Self.dead }
        return try await base.delete(profile: profile, interaction: interaction)
    }

    func items() async throws(StoreFailure) -> [StoredItem] {
        guard process.lives() else { throw Self.dead }
        return try await base.items()
    }

    func inspect() async -> StoreInspection { await base.inspect() }

    func protection() async -> StoreProtection? { await base.protection() }
}

/// Files, as a process writes them that may be killed.
struct MortalFiles: Files {
    let base: MemoryFiles
    let process: KilledProcess

    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] { try base.read(path, limit: limit) }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        guard process.lives() else { throw .system(path: path, code: 5) }
        try base.replace(path, with: bytes)
    }

    func isProgram(_ name: String) -> Bool { base.isProgram(name) }

    func programPlaces(_ name: String) -> ProgramPlaces { base.programPlaces(name) }
}
