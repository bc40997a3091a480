import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("Renewal that the server refuses for good")
struct RenewalRefusedTests {
    /// What says that a refresh token is dead.
    static let refusals: [ReceivedResponse] = [
        .json(#"{"error":"invalid_grant","error_description":"gone"}"#, status: 400),
        .json(#"{"error":"invalid_grant"}"#, status: 401), .plain("", status: 400),
    ]

    private static func refusal(_ failure: (any Error)?) -> (OAuthError?, isLost: Bool)? {
        guard case RenewalFailure.refused(let error, let isLost)? = failure else { return nil }
        return (error, isLost)
    }

    @Test("the refresh token goes out of the record, and nothing else does", arguments: refusals.indices)
    func takenOut(index: Int) async throws {
        let world = Renewing(life: 0, [.success(Self.refusals[index])])
        var expected = try #require(try await world.stored)
        let refusal = Self.refusal(await Renewing.failure { try await world.tokens().current() })
        #expect(refusal?.isLost == false)
        #expect(refusal?.0?.code == (index == 2 ? nil : "invalid_grant"))
        // Nobody's word: a gateway may have said it, and the login stays as it is.
        if index != 2 { expected.tokens.refreshToken = nil }
        #expect(world.memory.text("p") == Renewing.text(expected))
        #expect(world.lock.notes.isEmpty == (index != 2) && world.lock.held.isEmpty)
    }

    @Test("the next command does not try it again")
    func notAgain() async throws {
        let world = Renewing(life: 0, [.success(Self.refusals[0])])
        _ = await Renewing.failure { try await world.tokens().current() }
        await #expect(throws: TokenCacheFailure.expired(at: Sample.start)) { try await world.tokens().current() }
        #expect(world.server.requests.count == 1)
    }

    @Test("an access token that is still valid is used all the same, and that the login has ended is told once")
    func stillValid() async throws {
        let world = Renewing(life: 30, [.success(Self.refusals[0])])
        let tokens = world.tokens()
        for _ in 0..<2 { #expect(try await tokens.current() == AccessToken("canary-a")) }
        #expect(try await world.stored?.tokens.refreshToken == nil)
        #expect(world.noticed.texts.count == 1 && world.noticed.texts[0].contains("refused"))
    }

    @Test("after a 401 the refusal is told")
    func replacing() async throws {
        let world = Renewing(life: 3_600, [.success(Self.refusals[0])])
        let failure = await Renewing.failure { try await world.tokens().replacing(AccessToken("canary-a")) }
        #expect(Self.refusal(failure) != nil)
    }

    @Test("where an earlier renewal never came to its end, its answer is what was lost")
    func lost() async throws {
        let world = Renewing(life: 0, [.success(Self.refusals[0])])
        world.lock.leave(Renewing.unfinished)
        let failure = await Renewing.failure { try await world.tokens().current() }
        #expect(Self.refusal(failure)?.isLost == true)
        #expect(world.lock.notes.isEmpty, "told once")
    }

    @Test("a note about the session before says nothing: its answer was stored, and the process killed then")
    func earlier() async throws {
        let world = Renewing(life: 0, [.success(Self.refusals[0])])
        world.lock.leave(#"{"unfinished":\#(Renewing.stamp - 3_600)}"#)
        let failure = await Renewing.failure { try await world.tokens().current() }
        #expect(Self.refusal(failure)?.isLost == false)
    }

    @Test("an answer that was cut off, and the refusal that follows it, are told as what they are")
    func cutThenRefused() async throws {
        let world = Renewing(life: 0, [.failure(.cut(host: "h")), .success(Self.refusals[0])])
        _ = await Renewing.failure { try await world.tokens().current() }
        world.clock.advance(by: .seconds(1))
        let failure = await Renewing.failure { try await world.tokens().current() }
        #expect(Self.refusal(failure)?.isLost == true)
    }

    /// A server during whose answer another process changes what is stored, without the lock.
    private func world(answering response: ReceivedResponse, storing text: String?) -> Renewing {
        let changes = Changes()
        let world = Renewing(
            life: 0, lock: MemoryLock(), isGated: false,
            server: ScriptedTransport { _, _ in
                changes.make()
                return response
            })
        changes.make = { [memory = world.memory] in
            if let text { memory.put(text, profile: "p") } else { memory.fail(with: .denied) }
        }
        return world
    }

    @Test("what another process without the lock has rotated meanwhile is used", arguments: refusals.indices)
    func rotatedElsewhere(index: Int) async throws {
        let other = Renewing.text(Renewing.renewedElsewhere())
        let world = world(answering: Self.refusals[index], storing: other)
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(world.memory.text("p") == other && world.lock.notes.isEmpty)
    }

    @Test("another login that came meanwhile is not used for this command, and stays")
    func otherLogin() async throws {
        let other = Renewing.text(Sample.least)
        let world = world(answering: Self.refusals[0], storing: other)
        await #expect(throws: RenewalFailure.self) { try await world.tokens().current() }
        #expect(world.memory.text("p") == other)
    }

    @Test("where another process was told the same meanwhile, the expired token is not taken for a renewed one")
    func refusedElsewhere() async throws {
        var ended = Renewing.session(life: 0)
        ended.tokens.refreshToken = nil
        let world = world(answering: Self.refusals[0], storing: Renewing.text(ended))
        #expect(Self.refusal(await Renewing.failure { try await world.tokens().current() }) != nil)
        #expect(!world.memory.calls.contains("write p"))
    }

    @Test("a store that fails meanwhile hides nothing of the refusal", arguments: [true, false])
    func storeFails(isWhole: Bool) async throws {
        let world =
            isWhole
            ? world(answering: Self.refusals[0], storing: nil) : Renewing(life: 0, [.success(Self.refusals[0])])
        world.memory.failWrites(with: [.denied])
        let refusal = Self.refusal(await Renewing.failure { try await world.tokens().current() })
        #expect(refusal?.isLost == false)
        #expect(world.lock.notes == [#"{"failure":"refused","failedAt":0}"#])
        #expect(world.lock.held.isEmpty)
    }
}
