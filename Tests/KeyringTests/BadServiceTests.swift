import Keyring
import Ports
import Support
import Testing

@Suite(
    "Services that misbehave", .enabled(if: PrivateSession.isAvailable(.fake("plain"))), .timeLimit(.minutes(1)))
struct BadServiceTests {
    /// A bad manner, and what reading an item that is there ends with.
    struct Case: Sendable, CustomTestStringConvertible {
        let mode: String
        let failure: StoreFailure

        var testDescription: String { mode }
    }

    private static let timeout = Duration.milliseconds(400)

    /// - Parameter profile: whose session is asked for ahead of the first operation, as a command does; nil for none.
    private func store(
        _ environment: Environment, timeout: Duration = .seconds(30), ahead profile: String? = nil
    ) -> SecretServiceStore {
        let channel = SecretServiceChannel(timeout: timeout, environment: environment)
        if let profile { channel.open(reading: profile) }
        return SecretServiceStore(channel: channel)
    }

    @Test(
        "a read of an item ends with the state",
        arguments: [
            Case(mode: "hang=GetSecret", failure: .noAnswer(after: timeout)),
            Case(mode: "vanish=GetSecret", failure: .noService), Case(mode: "deny", failure: .denied),
            Case(mode: "garbage=secret", failure: .garbled), Case(mode: "garbage=session", failure: .garbled),
        ], [false, true])
    func reading(_ bad: Case, isAhead: Bool) async throws {
        let session = try await PrivateSession.start(.fake(bad.mode))
        try await store(session.environment).write(
            Redacted([1]), profile: "denied", platformHost: "h", interaction: .never)
        let isSlow = bad.mode.hasPrefix("hang")
        await #expect(throws: bad.failure) {
            _ = try await store(
                session.environment, timeout: isSlow ? Self.timeout : .seconds(30), ahead: isAhead ? "denied" : nil
            )
            .read(profile: "denied", interaction: .never)
        }
        await session.stop()
    }

    @Test(
        "a read ends with the state before it finds an item",
        arguments: [
            Case(mode: "hang=SearchItems", failure: .noAnswer(after: timeout)),
            Case(mode: "vanish=SearchItems", failure: .noService),
            Case(mode: "garbage=signature", failure: .garbled), Case(mode: "garbage=types", failure: .garbled),
            Case(mode: "bus=silent", failure: .noAnswer(after: timeout)),
            Case(mode: "bus=refuses", failure: .noSessionBus), Case(mode: "bus=lengths", failure: .noSessionBus),
            Case(mode: "bus=text", failure: .noSessionBus), Case(mode: "bus=noise", failure: .noSessionBus),
            Case(mode: "bus=cut", failure: .noSessionBus),
        ], [false, true])
    func finding(_ bad: Case, isAhead: Bool) async throws {
        let isSlow = bad.mode.hasPrefix("hang") || bad.mode == "bus=silent"
        let session = try await PrivateSession.start(.fake(bad.mode))
        await #expect(throws: bad.failure) {
            _ = try await store(
                session.environment, timeout: isSlow ? Self.timeout : .seconds(30), ahead: isAhead ? "a" : nil
            )
            .read(profile: "a", interaction: .never)
        }
        await session.stop()
    }

    @Test(
        "a session on a key that is none is refused, before a secret goes over it",
        arguments: ["garbage=key", "garbage=types"], [false, true])
    func key(mode: String, isAhead: Bool) async throws {
        let session = try await PrivateSession.start(.fake(mode))
        await #expect(throws: StoreFailure.garbled) {
            try await store(session.environment, ahead: isAhead ? "a" : nil).write(
                Redacted([1]), profile: "a", platformHost: "h", interaction: .never)
        }
        await #expect(throws: StoreFailure.garbled) {
            try await store(session.environment, ahead: isAhead ? "a" : nil).probe(interaction: .never)
        }
        await session.stop()
    }

    @Test("an item that is denied is denied to a write too, and the others are not")
    func denied() async throws {
        let session = try await PrivateSession.start(.fake("deny"))
        let store = store(session.environment)
        for profile in ["denied", "other"] {
            try await store.write(Redacted([1]), profile: profile, platformHost: "h", interaction: .never)
        }
        await #expect(throws: StoreFailure.denied) {
            try await store.write(Redacted([2]), profile: "denied", platformHost: "h", interaction: .never)
        }
        guard case .found = try await store.read(profile: "other", interaction: .never) else {
            Issue.record("not found")
            return
        }
        await session.stop()
    }

    @Test("a write is done once the secret is set, even where what comes after it can't be")
    func stale() async throws {
        let session = try await PrivateSession.start(.fake("stale"))
        let store = store(session.environment)
        try await store.write(Redacted([1]), profile: "a", platformHost: "one", interaction: .never)
        try await store.write(Redacted([2]), profile: "a", platformHost: "two", interaction: .never)
        await session.stop()
    }

    @Test("a service without any collection is closed and not empty")
    func empty() async throws {
        let session = try await PrivateSession.start(.fake("empty"))
        let store = store(session.environment)
        let reading = try await store.read(profile: "a", interaction: .never)
        guard case .locked = reading else {
            Issue.record("\(reading)")
            return
        }
        await #expect(throws: StoreFailure.locked) { _ = try await store.items() }
        await #expect(throws: StoreFailure.locked) { _ = try await store.delete(profile: "a", interaction: .never) }
        await #expect(throws: StoreFailure.locked) { try await store.probe(interaction: .never) }
        await session.stop()
    }

    @Test("all accesses together wait for one time-out and not for one each", arguments: ["hang", "bus=silent"])
    func together(mode: String) async throws {
        let session = try await PrivateSession.start(mode == "hang" ? .hang : .fake(mode))
        // Long beside what a busy machine adds.
        let timeout = Duration.seconds(4)
        let channel = SecretServiceChannel(timeout: timeout, environment: session.environment)
        channel.open(reading: "a")
        let store = SecretServiceStore(channel: channel)
        let failure = StoreFailure.noAnswer(after: timeout)
        let start = ContinuousClock.now
        await #expect(throws: failure) { try await store.probe(interaction: .allowed) }
        await #expect(throws: failure) { _ = try await store.read(profile: "a", interaction: .allowed) }
        await #expect(throws: failure) { _ = try await store.items() }
        await #expect(throws: failure) {
            try await store.write(Redacted([1]), profile: "a", platformHost: "h", interaction: .allowed)
        }
        #expect(await store.inspect().failure == failure)
        #expect(ContinuousClock.now - start < timeout * 2)
        await session.stop()
    }
}
