import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("States of the Secret Service")
struct SecretServiceStateTests {
    /// A state of the bus, and what every call but reading ends with in it.
    struct Case: Sendable, CustomTestStringConvertible {
        let state: PrivateSession.State
        let failure: StoreFailure

        var testDescription: String { state.rawValue }
    }

    private static let timeout = Duration.milliseconds(200)
    private static let unusable = [
        Case(state: .hang, failure: .noAnswer(after: timeout)), Case(state: .none, failure: .noService),
        Case(state: .nobus, failure: .noSessionBus),
    ].filter { PrivateSession.isAvailable($0.state) }

    private func store(
        _ state: PrivateSession.State, timeout: Duration? = nil
    ) async throws -> SecretServiceStore {
        // Only a service that hangs uses up its time; the others may take theirs on a busy machine.
        SecretServiceStore(
            timeout: timeout ?? (state == .hang ? Self.timeout : .seconds(30)),
            environment: try await PrivateSession.shared(state).environment)
    }

    @Test("each call names the state", arguments: unusable, [StoreInteraction.never, .allowed])
    func everyCall(_ unusable: Case, _ interaction: StoreInteraction) async throws {
        let secret = Redacted([UInt8(1)])
        await #expect(throws: unusable.failure) {
            _ = try await store(unusable.state).read(profile: "a", interaction: interaction)
        }
        await #expect(throws: unusable.failure) {
            try await store(unusable.state).write(secret, profile: "a", platformHost: "h", interaction: interaction)
        }
        await #expect(throws: unusable.failure) {
            _ = try await store(unusable.state).delete(profile: "a", interaction: interaction)
        }
        await #expect(throws: unusable.failure) { try await store(unusable.state).probe(interaction: interaction) }
        await #expect(throws: unusable.failure) { _ = try await store(unusable.state).items() }
    }

    @Test("many calls to a service that hangs all end", .enabled(if: PrivateSession.isAvailable(.hang)))
    func manyWaiters() async throws {
        let store = try await store(.hang)
        let failures = await withTaskGroup { group in
            for _ in 0..<20 {
                group.addTask { () async -> StoreFailure? in
                    do throws(StoreFailure) {
                        _ = try await store.read(profile: "a", interaction: .never)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures == Array(repeating: .noAnswer(after: Self.timeout), count: 20))
    }

    @Test("a cancelled task does not wait for the service", .enabled(if: PrivateSession.isAvailable(.hang)))
    func cancellation() async throws {
        let store = try await store(.hang, timeout: .seconds(3_600))
        await withTaskGroup { group in
            group.addTask {
                await #expect(throws: StoreFailure.cancelled) { try await store.probe(interaction: .allowed) }
            }
            group.cancelAll()
        }
    }

    @Test(
        "a locked keyring with nobody to unlock it is locked, whether or not a dialog may be shown",
        .enabled(if: PrivateSession.isAvailable(.locked)), arguments: [StoreInteraction.never, .allowed])
    func locked(_ interaction: StoreInteraction) async throws {
        let store = try await store(.locked, timeout: .seconds(30))
        let reading = try await store.read(profile: "a", interaction: interaction)
        guard case .locked = reading else {
            Issue.record("\(reading)")
            return
        }
        await #expect(throws: StoreFailure.locked) { try await store.probe(interaction: interaction) }
        await #expect(throws: StoreFailure.locked) {
            try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: interaction)
        }
        await #expect(throws: StoreFailure.locked) {
            _ = try await store.delete(profile: "a", interaction: interaction)
        }
    }

    @Test("an item in a locked keyring is locked and not absent", .enabled(if: PrivateSession.isAvailable(.locked)))
    func lockedItem() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keyring-\(UUID().uuidString)")
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let open = try await PrivateSession.start(.gnome, data: folder.path)
        try await SecretServiceStore(timeout: .seconds(30), environment: open.environment)
            .write(Redacted([1]), profile: "a", platformHost: "h", interaction: .never)
        await open.stop()
        let closed = try await PrivateSession.start(.locked, data: folder.path)
        let reading = try await SecretServiceStore(timeout: .seconds(30), environment: closed.environment)
            .read(profile: "a", interaction: .never)
        await closed.stop()
        guard case .locked = reading else {
            Issue.record("\(reading)")
            return
        }
    }

    @Test(
        "without leave to ask, no dialog is asked for", .enabled(if: PrivateSession.isAvailable(.locked)))
    func noDialog() async throws {
        let environment = try await PrivateSession.shared(.locked).environment
        await confirmation("dialogs", expectedCount: 0) { shown in
            let store = SecretServiceStore(timeout: .seconds(30), environment: environment) { shown() }
            await #expect(throws: StoreFailure.locked) { try await store.probe(interaction: .never) }
        }
    }

    @Test("a session outlives the keyring's daemon", .enabled(if: PrivateSession.isAvailable(.gnome)))
    func restart() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keyring-\(UUID().uuidString)")
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        for secret in [nil, [UInt8(42)]] {
            let session = try await PrivateSession.start(.gnome, data: folder.path)
            let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
            switch try await store.read(profile: "a", interaction: .never) {
            case .found(let found): #expect(found.reveal() == secret)
            case .absent: #expect(secret == nil)
            case .locked: Issue.record("locked")
            }
            try await store.write(Redacted([42]), profile: "a", platformHost: "h", interaction: .never)
            await session.stop()
        }
    }
}
