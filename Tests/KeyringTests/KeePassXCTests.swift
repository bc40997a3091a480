import Foundation
import Keyring
import Ports
import Support
import Synchronization
import Testing

@Suite("KeePassXC", .enabled(if: PrivateSession.isAvailable(.keepassxc)), .timeLimit(.minutes(1)))
struct KeePassXCTests {
    private func write(_ secret: [UInt8], _ store: SecretServiceStore, _ profile: String = "a") async throws {
        try await store.write(Redacted(secret), profile: profile, platformHost: "h", interaction: .never)
    }

    private func isLocked(_ store: SecretServiceStore, _ profile: String = "a") async throws -> Bool {
        if case .locked = try await store.read(profile: profile, interaction: .never) { true } else { false }
    }

    @Test(
        "a renewal sets the secret of the item that is there, and asks nothing",
        arguments: [PrivateSession.State.keepassxc, .keepassxcAsks])
    func renewal(_ state: PrivateSession.State) async throws {
        let session = try await PrivateSession.start(state)
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        try await write([1], store)
        let monitor = try await BusMonitor(session)
        guard case .found = try await store.read(profile: "a", interaction: .never) else {
            Issue.record("not found")
            return
        }
        try await write([2], store)
        let methods = BusMonitor.methods(try await monitor.traffic())
        #expect(methods.contains("SetSecret"))
        #expect(Set(methods).isDisjoint(with: ["Prompt", "CreateItem", "Unlock", "Delete"]), "\(methods)")
        #expect(try await store.items().count == 1)
        await session.stop()
    }

    @Test("a login survives the end of KeePassXC")
    func restart() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keepassxc-\(UUID().uuidString)")
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let first = try await PrivateSession.start(.keepassxc, data: folder.path)
        try await write([42], SecretServiceStore(timeout: .seconds(30), environment: first.environment))
        await first.stop()
        let second = try await PrivateSession.start(.keepassxc, data: folder.path)
        let reading = try await SecretServiceStore(timeout: .seconds(30), environment: second.environment)
            .read(profile: "a", interaction: .never)
        await second.stop()
        guard case .found(let secret) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(secret.reveal() == [42])
    }

    @Test("with the settings that it comes with, another process is asked about, and is locked out without a person")
    func asks() async throws {
        let session = try await PrivateSession.start(.keepassxcAsks)
        try await SecretServiceStore(timeout: .seconds(30), environment: session.environment)
            .probe(interaction: .never)
        try await write([1], SecretServiceStore(timeout: .seconds(30), environment: session.environment))
        let other = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        #expect(try await isLocked(other))
        #expect(try await other.items() == [StoredItem(profile: "a", platformHost: "h", isLocked: true)])
        await #expect(throws: StoreFailure.locked) { try await write([2], other) }
        await #expect(throws: StoreFailure.locked) { _ = try await other.delete(profile: "a", interaction: .never) }

        await expectUnansweredDialog(in: session)
        await session.stop()
    }

    /// A search makes it open a dialog, and is answered when that is closed.
    @Test(
        "with its database locked, or without one, it is locked, whatever it holds",
        arguments: [PrivateSession.State.keepassxcLocked, .keepassxcClosed])
    func closed(_ state: PrivateSession.State) async throws {
        let session = try await PrivateSession.start(state)
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        #expect(try await isLocked(store))
        await #expect(throws: StoreFailure.locked) { _ = try await store.items() }
        await #expect(throws: StoreFailure.locked) { try await store.probe(interaction: .never) }
        await #expect(throws: StoreFailure.locked) { try await write([1], store) }
        let inspection = await store.inspect()
        #expect(inspection.failure == nil)
        #expect(!inspection.facts.contains { if case .items = $0 { true } else { false } })

        await expectUnansweredDialog(in: session)
        await expectUnansweredDialog(in: session, isAhead: true)
        await session.stop()
    }

    /// A read with a person there opens a dialog, which is told of once, and which nobody answers.
    private func expectUnansweredDialog(
        in session: PrivateSession, isAhead: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let limit = Duration.seconds(1)
        let notices = Mutex(0)
        let channel = SecretServiceChannel(
            timeout: .seconds(30), environment: session.environment, dialogLimit: limit)
        if isAhead { channel.open(reading: "a") }
        let patient = SecretServiceStore(channel: channel) { notices.withLock { $0 += 1 } }
        await #expect(throws: StoreFailure.noAnswer(after: limit), sourceLocation: sourceLocation) {
            _ = try await patient.read(profile: "a", interaction: .allowed)
        }
        #expect(notices.withLock { $0 } == 1, sourceLocation: sourceLocation)
    }
}
