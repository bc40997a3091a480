import Foundation
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Sessions in a store")
struct SessionStoreTests {
    @Test("a profile without an item has no session")
    func absent() async throws {
        #expect(try await SessionStore(store: MemoryStore(), interaction: .never).read("p") == nil)
    }

    @Test("an item that stayed locked is told apart from none")
    func locked() async throws {
        let (memory, sessions) = try await Sample.store("{}")
        memory.lock(true)
        await #expect(throws: SessionFailure.locked) { try await sessions.read("default") }
    }

    @Test("the store's own states pass through")
    func failures() async throws {
        let sessions = SessionStore(store: MemoryStore(failure: .noSessionBus), interaction: .never)
        await #expect(throws: StoreFailure.noSessionBus) { try await sessions.read("p") }
        await #expect(throws: StoreFailure.noSessionBus) { try await sessions.write(Sample.whole, profile: "p") }
        await #expect(throws: StoreFailure.noSessionBus) { try await sessions.delete("p") }
        await #expect(throws: StoreFailure.noSessionBus) { try await sessions.items() }
        await #expect(throws: StoreFailure.noSessionBus) { try await sessions.probe() }
    }

    @Test(
        "the item carries the platform's host and port, without scheme, the default port and path",
        arguments: [
            ("https://platform.cloud.coveo.com", "platform.cloud.coveo.com"),
            ("https://PLATFORM-eu.cloud.coveo.com:443/x?y", "platform-eu.cloud.coveo.com"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"), ("http://[::1]:8080/", "[::1]:8080"),
            ("http://localhost:80", "localhost"),
        ])
    func host(address: String, host: String) async throws {
        let sessions = SessionStore(store: MemoryStore(), interaction: .allowed)
        var session = Sample.least
        session.platformURL = address
        try await sessions.write(session, profile: "p")
        #expect(try await sessions.items() == [StoredItem(profile: "p", platformHost: host, isLocked: false)])
    }

    @Test("an address without a host is never written", arguments: ["", "platform.cloud.coveo.com", "https://", "/x"])
    func noHost(address: String) async {
        let memory = MemoryStore()
        let sessions = SessionStore(store: memory, interaction: .allowed)
        let session = Session(
            platformURL: address, tokens: Sample.least.tokens, issuedAt: Sample.start, way: .withToken)
        await #expect(throws: SessionFailure.damaged(.invalid(field: "platformUrl"))) {
            try await sessions.write(session, profile: "p")
        }
        #expect(memory.calls.isEmpty)
    }

    @Test("a damaged session can be deleted and replaced")
    func damaged() async throws {
        let (_, sessions) = try await Sample.store("garbage")
        try await sessions.write(Sample.whole, profile: "default")
        #expect(try await sessions.read("default")?.account == Sample.whole.account)
        let (_, others) = try await Sample.store("garbage")
        #expect(try await others.delete("default"))
        #expect(try await !others.delete("default"))
    }

    @Test("profiles are apart")
    func profiles() async throws {
        let sessions = SessionStore(store: MemoryStore(), interaction: .allowed)
        try await sessions.write(Sample.whole, profile: "one")
        try await sessions.write(Sample.least, profile: "other")
        #expect(try await sessions.read("one")?.way == .browser)
        #expect(try await sessions.delete("one"))
        #expect(try await sessions.read("other")?.way == .withToken)
    }
}
