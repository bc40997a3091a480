import Foundation
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Tokens from the cache")
struct CachedTokensTests {
    private func tokens(_ session: Session?, clock: TestClock = TestClock()) async throws -> (MemoryStore, CachedTokens)
    {
        let memory = MemoryStore()
        let sessions = SessionStore(store: memory, interaction: .never)
        if let session { try await sessions.write(session, profile: "p") }
        return (memory, CachedTokens(sessions: sessions, profile: "p", clock: clock))
    }

    @Test("a valid token is given, and the store is read once however many ask")
    func once() async throws {
        let (memory, tokens) = try await tokens(Sample.whole)
        try await withThrowingTaskGroup(of: AccessToken.self) { group in
            for _ in 0..<20 { group.addTask { try await tokens.current() } }
            for try await token in group { #expect(token == AccessToken(Redacted("canary-a"))) }
        }
        _ = try await tokens.session()
        #expect(memory.calls.filter { $0 == "read p" }.count == 1)
    }

    @Test("no session is told with the profile, without asking the store again")
    func notLoggedIn() async throws {
        let (memory, tokens) = try await tokens(nil)
        for _ in 0..<2 {
            await #expect(throws: TokenCacheFailure.notLoggedIn(profile: "p")) { try await tokens.current() }
        }
        #expect(memory.calls == ["read p"])
    }

    @Test("a token whose time has come is expired, to the second")
    func expired() async throws {
        let clock = TestClock()
        let (_, tokens) = try await tokens(Sample.whole, clock: clock)
        clock.advance(by: .seconds(86_399))
        _ = try await tokens.current()
        clock.advance(by: .seconds(1))
        await #expect(throws: TokenCacheFailure.expired(at: Sample.start + 86_400)) { try await tokens.current() }
        #expect(try await tokens.session().isExpired(at: clock.now), "the session itself can still be shown")
    }

    @Test("a token whose end is unknown counts as valid")
    func unknownEnd() async throws {
        let clock = TestClock()
        let (_, tokens) = try await tokens(Sample.least, clock: clock)
        clock.advance(by: .seconds(10 * 365 * 86_400))
        #expect(try await tokens.current() == AccessToken(Redacted("xx-key")))
    }

    @Test("there is no other token after a refusal")
    func replacing() async throws {
        let (_, tokens) = try await tokens(Sample.whole)
        #expect(try await tokens.replacing(try await tokens.current()) == nil)
    }

    @Test("what is wrong with store or record passes through")
    func failures() async throws {
        let (memory, tokens) = try await tokens(Sample.whole)
        memory.fail(with: .noAnswer(after: .seconds(5)))
        await #expect(throws: StoreFailure.noAnswer(after: .seconds(5))) { try await tokens.current() }
        let (_, sessions) = try await Sample.store("garbage")
        let damaged = CachedTokens(sessions: sessions, profile: "default", clock: TestClock())
        await #expect(throws: SessionFailure.damaged(.notJSON)) { try await damaged.current() }
    }

    @Test("many who wait for a store that hangs wait one time-out, not one each")
    func oneTimeOut() async throws {
        let (memory, tokens) = try await tokens(Sample.whole)
        memory.fail(with: .noAnswer(after: .seconds(5)))
        for _ in 0..<3 { await #expect(throws: StoreFailure.self) { try await tokens.current() } }
        #expect(memory.calls.filter { $0 == "read p" }.count == 1)
    }

    @Test("a session is renewable with a refresh token and somewhere to send it")
    func renewable() {
        #expect(Sample.whole.isRenewable)
        #expect(!Sample.least.isRenewable)
        var session = Sample.whole
        session.tokenEndpoint = nil
        #expect(!session.isRenewable)
    }
}

@Suite("A token that is given as it is")
struct FixedTokenTests {
    @Test("it is used as it is, and there is no other")
    func used() async throws {
        let token = try FixedToken(Redacted("xx-1"))
        #expect(try await token.current() == AccessToken(Redacted("xx-1")))
        #expect(try await token.replacing(AccessToken(Redacted("xx-1"))) == nil)
    }

    @Test("what a header can't hold is refused", arguments: ["", "a b", "a\nb", "a\r\nX: 1", "ä", "a\u{0}", "\u{7F}"])
    func unfit(text: String) {
        #expect(throws: TokenCacheFailure.unfitToken) { try FixedToken(Redacted(text)) }
    }
}
