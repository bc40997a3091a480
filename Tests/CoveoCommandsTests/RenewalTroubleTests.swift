import HTTPTypes
import OAuth2
import Ports
import Support
import Synchronization
import Testing
import TokenCache

@Suite("A renewal in passing that does not go as it should")
struct RenewalTroubleTests {
    typealias Answer = ScriptedPlatform.Answer
    private static let list = ["sources", "list", "--json"]

    private func desk(
        _ token: [Answer], session: Session = OwnServer.session(expiresIn: -1)
    ) async throws -> Desk {
        try await .loggedIn(
            ["POST /token": token, "GET \(Given.sources)/pages": [.success(Given.page())]], session: session)
    }

    @Test("a login that has ended is told while its token still lives, with the way out")
    func endedAlive() async throws {
        let desk = try await desk(
            [OwnServer.refusal("invalid_grant")], session: OwnServer.session(expiresIn: 30))
        let ran = await desk.run(Self.list)
        #expect(ran.code == 0)
        #expect(
            ran.error == """
                warning: the login has ended: the authorization server does not renew it any more (invalid_grant); \
                its token is used as long as it lasts
                hint: run 'coveo login'

                """)
        #expect(desk.platform.requests(.get).allSatisfy { $0.authorization == "Bearer canary-old" })
    }

    @Test("a rotated token that the store does not take is used while the one of before lives, and told")
    func notStoredAlive() async throws {
        var desk = try await desk(
            [OwnServer.tokens(refresh: "canary-next")], session: OwnServer.session(expiresIn: 30))
        let clock = TestClock()
        desk.clock = clock
        desk.wrapStore = { ReadOnlyStore(base: $0) }
        let ran = await desk.run(Self.list)
        #expect(ran.code == 0)
        #expect(ran.error.hasPrefix("warning: the login was renewed, and the store did not take it: "))
        #expect(ran.error.contains("\nhint: run 'coveo login' once the store works\n"))
        #expect(desk.platform.requests(.get).allSatisfy { $0.authorization == "Bearer canary-token" })
        clock.advance(by: .seconds(1))
        let quiet = await desk.run(["auth", "token", "--quiet"], showsToken: true)
        #expect(quiet.output == "canary-token\n")
        #expect(quiet.errorLines.count == 1)
    }

    @Test("a server that wants to be left alone is waited for while nobody who waits for the lock gives up: 8 seconds")
    func patience() async throws {
        func busy(_ seconds: Int) -> Answer { .success(Given.refusal(429, fields: [.retryAfter: "\(seconds)"])) }
        let cases: [([Answer], Int32, [Duration])] = [
            ([busy(7), OwnServer.tokens], 0, [.seconds(7)]), ([busy(9), OwnServer.tokens], 75, []),
            ([busy(5), busy(5), OwnServer.tokens], 75, [.seconds(5)]),
        ]
        for (answers, code, sleeps) in cases {
            var desk = try await desk(answers)
            let clock = TestClock()
            let locks = LimitKeepingLock()
            (desk.clock, desk.locks) = (clock, locks)
            let ran = await desk.run(Self.list + ["--timeout", "20"], environment: ["COVEO_STORE_TIMEOUT": "3"])
            #expect(ran.code == code, "\(ran.error)")
            #expect(clock.sleeps == sleeps)
            #expect(try #require(locks.limits.first) > .seconds(20 + 3 + 8))
        }
    }

    @Test("a renewal that meets a logout without the lock leaves nothing behind: 77, and its tokens taken back")
    func loggedOutMeanwhile() async throws {
        var session = OwnServer.session(expiresIn: -1)
        session.revocationEndpoint = "https://as.example/revoke"
        var desk = try await desk([OwnServer.tokens(refresh: "canary-next")], session: session)
        desk.platform.answer("POST /revoke", .success(.plain("", status: 200)))
        desk.transport = LogoutTransport(base: desk.platform, store: desk.store)
        let ran = await desk.run(Self.list)
        #expect(ran.code == 77)
        #expect(ran.error.contains("another command ended this login meanwhile"))
        #expect(desk.store.text("default") == nil)
        #expect(
            desk.platform.requests.dropFirst().map(\.text) == [
                "token=canary-next&token_type_hint=refresh_token&client_id=mine",
                "token=canary-token&token_type_hint=access_token&client_id=mine",
            ])
    }
}

/// A server while whose token endpoint answers another command logs out.
private struct LogoutTransport: HTTPTransport {
    let base: any HTTPTransport
    let store: MemoryStore

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        if request.line == "POST /token" { store.remove(profile: "default") }
        return try await base.send(request)
    }
}

/// Locks that keep for how long they were asked to wait.
private final class LimitKeepingLock: ProcessLock {
    private let base = MemoryLock()
    private let kept = Mutex<[Duration]>([])

    var limits: [Duration] { kept.withLock { $0 } }

    var folder: String? { base.folder }

    func acquire(_ name: String, within limit: Duration) async throws(ProcessLockFailure) -> any HeldLock {
        kept.withLock { $0.append(limit) }
        return try await base.acquire(name, within: limit)
    }
}
