import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("A renewal during which a command without the lock changes the login", .timeLimit(.minutes(1)))
struct RenewalMeanwhileTests {
    /// A server during whose answer `change` is made in the store.
    private func world(life: Double, _ change: @escaping @Sendable (MemoryStore) -> Void) -> Renewing {
        let changes = Changes()
        let world = Renewing(
            life: life, lock: MemoryLock(), isGated: false,
            server: ScriptedTransport { _, _ in
                changes.make()
                return .json(Renewing.rotating)
            })
        changes.make = { [memory = world.memory] in change(memory) }
        return world
    }

    private static func isReplaced(_ failure: (any Error)?) -> Bool {
        if case RenewalFailure.replaced? = failure { true } else { false }
    }

    @Test("a logout stays one, and what came back is taken back at the server", arguments: [0, 30])
    func logout(life: Double) async throws {
        let world = world(life: life) { $0.remove(profile: "p") }
        #expect(Self.isReplaced(await Renewing.failure { try await world.tokens().current() }))
        #expect(world.memory.text("p") == nil)
        #expect(world.revoked.texts == ["canary-a2/canary-r2"])
        #expect(world.lock.held.isEmpty && world.lock.notes.isEmpty)
    }

    @Test("another account's login stays byte for byte, and what came back is taken back", arguments: [0, 30])
    func otherLogin(life: Double) async throws {
        var session = Renewing.session(life: 3_600)
        session.account = "other@example.com"
        session.tokens = TokenSet(accessToken: Redacted("canary-b"), refreshToken: Redacted("canary-s"))
        let other = Renewing.text(session)
        let world = world(life: life) { $0.put(other, profile: "p") }
        #expect(Self.isReplaced(await Renewing.failure { try await world.tokens().current() }))
        #expect(world.memory.text("p") == other)
        #expect(world.revoked.texts == ["canary-a2/canary-r2"])
        #expect(world.lock.held.isEmpty && world.lock.notes.isEmpty)
    }

    @Test("nothing is taken back that could end the other login: one account's by one client, or a token in common")
    func shared() async throws {
        var samePerson = Renewing.session(life: 3_600)
        samePerson.platformURL = "https://platform-eu.cloud.coveo.com"
        samePerson.tokens = TokenSet(accessToken: Redacted("canary-b"), refreshToken: Redacted("canary-s"))
        var unknown = samePerson
        unknown.account = nil
        var imported = Sample.least
        imported.tokens.accessToken = Redacted("canary-a2")
        var refresh = Sample.least
        refresh.tokens.refreshToken = Redacted("canary-r2")
        for session in [samePerson, unknown, imported, refresh] {
            let other = Renewing.text(session)
            let world = world(life: 0) { $0.put(other, profile: "p") }
            #expect(Self.isReplaced(await Renewing.failure { try await world.tokens().current() }))
            #expect(world.memory.text("p") == other)
            #expect(world.revoked.texts.isEmpty)
        }
    }

    @Test("a login of a later version stays, and nothing is taken back")
    func later() async throws {
        let world = world(life: 0) { $0.put(#"{"version":2}"#, profile: "p") }
        #expect(Self.isReplaced(await Renewing.failure { try await world.tokens().current() }))
        #expect(world.memory.text("p") == #"{"version":2}"#)
        #expect(world.revoked.texts.isEmpty)
    }

    @Test("what the same account has renewed or logged in again is used, stays, and is not taken back")
    func again() async throws {
        var session = Renewing.session(life: 3_600)
        session.tokens = TokenSet(accessToken: Redacted("canary-b"), refreshToken: Redacted("canary-s"))
        let other = Renewing.text(session)
        let world = world(life: 0) { $0.put(other, profile: "p") }
        #expect(try await world.tokens().current() == AccessToken("canary-b"))
        #expect(world.memory.text("p") == other)
        #expect(world.revoked.texts.isEmpty && world.lock.notes.isEmpty && world.lock.held.isEmpty)
    }

    @Test("where another process was refused meanwhile, the tokens that came are the login")
    func refused() async throws {
        var session = Renewing.session(life: 0)
        session.tokens.refreshToken = nil
        let ended = Renewing.text(session)
        let world = world(life: 0) { $0.put(ended, profile: "p") }
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(try await world.stored?.tokens.refreshToken == Redacted("canary-r2"))
        #expect(world.revoked.texts.isEmpty && world.lock.notes.isEmpty)
    }

    @Test("a keyring that was locked meanwhile has not taken the tokens, which is told")
    func locked() async throws {
        let world = world(life: 30) { $0.lock(true) }
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(world.noticed.texts.count == 1 && world.noticed.texts[0].contains("notStored"))
        #expect(world.revoked.texts.isEmpty)
    }
}
