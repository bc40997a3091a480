import Foundation
import OAuth2
import Ports
import Support
import Testing

@testable import TokenCache

@Suite("When a token is renewed")
struct RenewalDueTests {
    @Test("with less than 60 s left it is renewed before use", arguments: [59, 1, 0, -1, -86_400])
    func due(life: Double) async throws {
        let world = Renewing(life: life, Renewing.answer)
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        #expect(world.server.requests.count == 1)
    }

    @Test("with more left, or an end that nobody knows, it is used as it is", arguments: [61, 3_600, nil])
    func notDue(life: Double?) async throws {
        let world = Renewing(life: life, [])
        #expect(try await world.tokens().current() == AccessToken("canary-a"))
        #expect(world.server.requests.isEmpty && world.lock.acquired.isEmpty)
    }

    @Test("a minimum life of 0 renews only what has expired")
    func minimumLife() async throws {
        let valid = Renewing(life: 1, [])
        #expect(try await valid.tokens().current(minimumLife: 0) == AccessToken("canary-a"))
        let expired = Renewing(life: 0, Renewing.answer)
        #expect(try await expired.tokens().current(minimumLife: 0) == AccessToken("canary-a2"))
    }

    @Test("a longer minimum life renews what the margin leaves alone")
    func longerLife() async throws {
        let world = Renewing(life: 1_800, Renewing.answer)
        #expect(try await world.tokens().current(minimumLife: 3_000) == AccessToken("canary-a2"))
    }

    @Test("a token that was just renewed is used whatever its life", arguments: ["1", "30", "-5", "0"])
    func short(life: String) async throws {
        let world = Renewing(#"{"access_token":"canary-a2","expires_in":\#(life)}"#)
        let tokens = world.tokens()
        for _ in 0..<3 { #expect(try await tokens.current() == AccessToken("canary-a2")) }
        world.clock.advance(by: .seconds(100))
        #expect(try await tokens.current() == AccessToken("canary-a2"))
        #expect(world.server.requests.count == 1)
    }

    @Test("a token that came ended is renewed before the next command uses it")
    func ended() async throws {
        let world = Renewing([
            .success(.json(#"{"access_token":"canary-a2","expires_in":0}"#)),
            .success(.json(#"{"access_token":"canary-a3","expires_in":60}"#)),
        ])
        #expect(try await world.tokens().current() == AccessToken("canary-a2"))
        world.clock.advance(by: .seconds(1))
        #expect(try await world.tokens().current() == AccessToken("canary-a3"))
    }

    @Test(
        "a clock that is wrong by hours costs one renewal a command at most",
        arguments: [-36_000, -7_200, 7_200, 36_000])
    func wrongClock(off: Double) async throws {
        let world = Renewing(life: 3_600, [.success(.json(Renewing.rotating))])
        world.clock.setWallClock(Sample.start + off)
        let tokens = world.tokens()
        var token = try await tokens.current()
        // The clock is set right, or wrong again, in the middle of the command.
        for wall in [off, -off, 0, 10 * off] {
            world.clock.setWallClock(Sample.start + wall)
            token = try await tokens.current()
        }
        if let other = try await tokens.replacing(token) { token = other }
        #expect(try await tokens.replacing(token) == nil)
        #expect(world.server.requests.count == 1)
    }

    @Test("renewNow renews what is not due, once a command")
    func wanted() async throws {
        let world = Renewing(life: 3_600, Renewing.answer)
        let tokens = world.tokens()
        for _ in 0..<2 { #expect(try await tokens.renewNow().tokens.accessToken == Redacted("canary-a2")) }
        #expect(try await tokens.current() == AccessToken("canary-a2"))
    }

    @Test("what has nothing to renew it with is used while it lasts, and then expired")
    func notRenewable() async throws {
        let world = Renewing([])
        var session = Renewing.session(life: 30)
        session.tokens.refreshToken = nil
        world.store(session)
        let tokens = world.tokens()
        #expect(try await tokens.current() == AccessToken("canary-a"))
        #expect(try await tokens.replacing(AccessToken("canary-a")) == nil)
        let wanted = await Renewing.failure { try await tokens.renewNow() }
        #expect("\(wanted.map(String.init(describing:)) ?? "")" == "notRenewable")
        world.clock.advance(by: .seconds(30))
        await #expect(throws: TokenCacheFailure.expired(at: Sample.start + 30)) { try await tokens.current() }
    }
}
