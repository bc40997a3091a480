import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("What a renewal stores")
struct RenewalStoringTests {
    @Test("a rotated refresh token is in the store before its access token is used")
    func rotated() async throws {
        let world = Renewing(Renewing.rotating)
        _ = try await world.tokens().current()
        let stored = try #require(try await world.stored)
        #expect(stored.tokens.accessToken == Redacted("canary-a2"))
        #expect(stored.tokens.refreshToken == Redacted("canary-r2"))
        #expect(stored.tokens.expiresAt == world.clock.now + 3_600)
        #expect(stored.issuedAt == world.clock.now)
    }

    @Test("an answer without a refresh token keeps the one of before", arguments: ["", #","refresh_token":null"#])
    func notRotated(field: String) async throws {
        let world = Renewing(#"{"access_token":"canary-a2"\#(field)}"#)
        _ = try await world.tokens().current()
        let stored = try #require(try await world.stored)
        #expect(stored.tokens.refreshToken == Redacted("canary-r"))
        #expect(stored.tokens.expiresAt == nil, "an end that the server doesn't name is unknown")
        #expect(stored.scopes == ["full"])
    }

    @Test("everything else of the record stays, also what a later version put there")
    func unknownFields() async throws {
        let world = Renewing(Renewing.rotating)
        let before = try #require(world.memory.text("p"))
        let later = before.replacing(#""tokens":{"#, with: #""later":{"a":1.0},"tokens":{"later":[1e0],"#)
        world.memory.put(later, profile: "p")
        _ = try await world.tokens().current()
        let after = try #require(world.memory.text("p"))
        #expect(after.contains(#""later":{"a":1.0}"#) && after.contains(#""later":[1e0]"#))
        var expected = Renewing.renewedElsewhere()
        expected.issuedAt = world.clock.now
        let stored = try #require(try await world.stored)
        #expect(stored.tokens == expected.tokens && stored.issuedAt == expected.issuedAt)
        #expect(stored.account == expected.account && stored.client == expected.client)
        #expect(stored.revocationEndpoint == expected.revocationEndpoint)
    }

    @Test("scopes that the server names are the login's from then on")
    func scopes() async throws {
        let world = Renewing(#"{"access_token":"canary-a2","scope":"less"}"#)
        _ = try await world.tokens().current()
        #expect(try await world.stored?.scopes == ["less"])
    }

    @Test("before the request the lock says that a renewal has begun, and after the storing no more")
    func note() async throws {
        let lock = MemoryLock()
        let world = Renewing(
            life: 0, lock: lock, isGated: false,
            server: ScriptedTransport { _, _ in
                #expect(lock.notes == [Renewing.unfinished])
                #expect(lock.held.count == 1)
                return .json(Renewing.rotating)
            })
        _ = try await world.tokens().current()
        #expect(world.server.requests.count == 1)
        #expect(lock.notes.isEmpty && lock.held.isEmpty)
    }

    @Test("a rotated answer that the store does not take is written a second time")
    func secondTry() async throws {
        let world = Renewing(life: 0, Renewing.rotating)
        world.memory.failWrites(with: [.noAnswer(after: .seconds(5))])
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(try await world.stored?.tokens.refreshToken == Redacted("canary-r2"))
        #expect(world.lock.notes.isEmpty)
    }

    @Test("a rotated answer that can't be stored is not used, and that it is lost stays noted")
    func notStored() async throws {
        let world = Renewing(life: 0, Renewing.rotating)
        let before = world.memory.text("p")
        world.memory.failWrites(with: [.noAnswer(after: .seconds(5)), .denied])
        let failure = await Renewing.failure { try await world.tokens().current() }
        guard case RenewalFailure.notStored(.noAnswer)? = failure else {
            Issue.record("\(failure as Any)")
            return
        }
        #expect(world.memory.text("p") == before)
        #expect(world.memory.calls.filter { $0 == "write p" }.count == 2)
        #expect(world.lock.notes.count == 1 && world.lock.notes[0].contains(#""unfinished":\#(Renewing.stamp)"#))
        #expect(world.lock.held.isEmpty)
    }

    @Test("where the token of before still lives the one that can't be stored is used, and told once")
    func notStoredValid() async throws {
        let world = Renewing(life: 30, Renewing.rotating)
        world.memory.failWrites(with: [.noAnswer(after: .seconds(5)), .denied])
        let tokens = world.tokens()
        try await withThrowingTaskGroup(of: AccessToken.self) { group in
            for _ in 0..<10 { group.addTask { try await tokens.current() } }
            for try await token in group { #expect(token == AccessToken("canary-a2")) }
        }
        #expect(try await tokens.current() == AccessToken("canary-a2"))
        #expect(try await tokens.session().tokens.expiresAt == world.clock.now + 3_600)
        #expect(world.noticed.texts.count == 1 && world.noticed.texts[0].contains("notStored"))
        #expect(world.server.requests.count == 1 && world.lock.held.isEmpty)
    }

    @Test("after a refusal, and where a renewal was wanted, one that can't be stored is a failure", arguments: [30, 0])
    func notStoredElse(life: Double) async throws {
        for isWanted in [true, false] {
            let world = Renewing(life: life, Renewing.rotating)
            world.memory.failWrites(with: [.denied, .denied])
            let tokens = world.tokens()
            let failure = await Renewing.failure {
                isWanted
                    ? try await tokens.renewNow().tokens.accessToken
                    : try await tokens.replacing(AccessToken("canary-a"))?.value
            }
            guard case RenewalFailure.notStored? = failure else {
                Issue.record("\(failure as Any)")
                continue
            }
            #expect(world.noticed.texts.isEmpty)
        }
    }

    @Test("where the refresh token stays good the token is used although the store did not take it")
    func notRotatedNotStored() async throws {
        let world = Renewing(life: 0, Renewing.answer)
        world.memory.failWrites(with: [.denied, .denied])
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(world.memory.calls.filter { $0 == "write p" }.count == 1)
        #expect(world.lock.notes.isEmpty && world.noticed.texts.isEmpty)
    }
}
