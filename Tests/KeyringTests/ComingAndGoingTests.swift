import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite(
    "Services that come and go", .enabled(if: PrivateSession.isAvailable(.fake("plain"))), .timeLimit(.minutes(1)))
struct ComingAndGoingTests {
    private func bytes(_ store: SecretServiceStore) async throws -> [UInt8]? {
        guard case .found(let secret) = try await store.read(profile: "a", interaction: .never) else { return nil }
        return secret.reveal()
    }

    private func write(_ secret: [UInt8], _ store: SecretServiceStore) async throws {
        try await store.write(Redacted(secret), profile: "a", platformHost: "h", interaction: .never)
    }

    @Test("a service that the bus has to start first is waited for, within the time-out")
    func startedByTheBus() async throws {
        let session = try await PrivateSession.start(.fake("late=1"))
        await #expect(throws: StoreFailure.noAnswer(after: .milliseconds(200))) {
            _ = try await SecretServiceStore(timeout: .milliseconds(200), environment: session.environment)
                .read(profile: "a", interaction: .never)
        }
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        #expect(try await bytes(store) == nil)
        try await write([1], store)
        #expect(try await bytes(store) == [1])
        await session.stop()
    }

    @Test("a service that was not there at the first access is found at the next, over the same connection")
    func startedByAPerson() async throws {
        let session = try await PrivateSession.start(.none)
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        await #expect(throws: StoreFailure.noService) { try await store.probe(interaction: .never) }
        let service = try session.startFake("plain")
        try await store.probe(interaction: .never)
        service.stop(isAsked: true)
        await #expect(throws: StoreFailure.noService) { try await store.probe(interaction: .never) }
        await session.stop()
    }

    @Test(
        "a service that is started anew in the middle of a command does not disturb it",
        arguments: ["SearchItems", "OpenSession", "GetSecret", "SetSecret"])
    func restarted(method: String) async throws {
        let session = try await PrivateSession.start(.fake("restart=" + method))
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        try await write([1], store)
        try await write([2], store)
        #expect(try await bytes(store) == [2])
        #expect(try await store.items().count == 1)
        await session.stop()
    }

    @Test("between two accesses too: the session of before is not used again")
    func restartedBetween() async throws {
        let session = try await PrivateSession.start(.fake("restart=ReadAlias"))
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        // The write asks for the alias, the service leaves, and the session that was agreed on is gone with it.
        try await write([1], store)
        #expect(try await bytes(store) == [1])
        await session.stop()
    }

    @Test("a bus that goes away is none, and so is one that is gone")
    func busGone() async throws {
        let session = try await PrivateSession.start(.fake("plain"))
        let store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
        try await store.probe(interaction: .never)
        await session.stop()
        for _ in 0..<2 {
            await #expect(throws: StoreFailure.noSessionBus) { try await store.probe(interaction: .never) }
        }
    }

    @Test("the bus of the systemd user session is found where no variable names it")
    func noVariable() async throws {
        let session = try await PrivateSession.shared(.fake("plain"))
        let runtime = try #require(session.environment.nonEmpty("XDG_RUNTIME_DIR"))
        let environment = Environment(["XDG_RUNTIME_DIR": runtime])
        try await SecretServiceStore(timeout: .seconds(30), environment: environment).probe(interaction: .never)
        let facts = await SecretServiceStore(timeout: .seconds(30), environment: environment).inspect().facts
        #expect(facts.contains(.busAddress("unix:path=\(runtime)/bus")))
    }
}
