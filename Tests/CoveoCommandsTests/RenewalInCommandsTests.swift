import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("A login is renewed in passing")
struct RenewalInCommandsTests {
    typealias Answer = ScriptedPlatform.Answer
    private static let pages = "GET \(Given.sources)/pages"
    private static let list = ["sources", "list", "--json"]
    private static let refused = Answer.success(Given.refusal(401))

    private func desk(
        _ token: [Answer] = [OwnServer.tokens], pages: [Answer] = [.success(Given.page())],
        session: Session = OwnServer.session(expiresIn: -1), check: Answer = .success(Given.ann)
    ) async throws -> Desk {
        try await .loggedIn(
            ["POST /token": token, Self.pages: pages, "POST /oauth/check_token": [check]], session: session)
    }

    @Test("an expired login is renewed with its client's authentication, stored, and the command goes on in silence")
    func expired() async throws {
        let desk = try await desk(
            session: OwnServer.session(expiresIn: -1, authentication: .basic(Redacted("canary-s"))))
        let ran = await desk.run(Self.list)
        #expect(ran.code == 0)
        #expect(ran.output == "[]\n")
        #expect(ran.error.isEmpty)
        let renewal = desk.platform.requests[0]
        #expect(renewal.line == "POST /token")
        #expect(renewal.head.authority == "as.example")
        #expect(renewal.text == "grant_type=refresh_token&refresh_token=canary-refresh")
        #expect(renewal.authorization == "Basic bWluZTpjYW5hcnktcw==")
        #expect(desk.platform.requests.dropFirst().allSatisfy { $0.authorization == "Bearer canary-token" })
        let session = try #require(try await desk.session())
        #expect(session.tokens.accessToken.reveal() == Given.token)
        #expect(session.account == "ann@example.com")
    }

    @Test("at a terminal it is renewed just so: nobody is asked")
    func atTerminal() async throws {
        let desk = try await desk()
        let terminal = StagedTerminal.captured("n")
        #expect(await desk.run(Self.list, terminal: terminal).code == 0)
        #expect(terminal.readCount == 0)
        #expect(desk.platform.lines.filter { $0 == "POST /token" }.count == 1)
    }

    @Test("a 401 of a token that should live has one renewal, and then the command succeeds")
    func rejected() async throws {
        let desk = try await desk(
            pages: [Self.refused, .success(Given.page())], session: OwnServer.session(expiresIn: 3_600))
        let ran = await desk.run(Self.list)
        #expect(ran.code == 0)
        #expect(desk.platform.lines.filter { $0 == "POST /token" }.count == 1)
        #expect(
            desk.platform.requests(.get).map(\.authorization) == ["Bearer canary-old", "Bearer canary-token"])
    }

    @Test("a 401 after it is told apart by the liveness probe, and never a loop")
    func rejectedTwice() async throws {
        for (check, words) in [
            (Answer.success(Given.ann), "this account may not list the sources"),
            (.success(Given.dead), "the platform does not accept the login any more"),
        ] {
            for life in [3_600, -1] as [Double] {
                let desk = try await desk(
                    pages: [Self.refused], session: OwnServer.session(expiresIn: life), check: check)
                let ran = await desk.run(Self.list)
                #expect(ran.code == 77)
                #expect(ran.error.contains(words), "\(ran.error)")
                #expect(desk.platform.lines.filter { $0 == "POST /token" }.count == 1)
                #expect(desk.platform.requests(.get).count <= 2)
                #expect(desk.platform.lines.count <= 4)
            }
        }
    }

    @Test("a refused renewal is 77 in a pipe, with the command to run, and is not tried again")
    func refused() async throws {
        let desk = Desk(
            platform: ScriptedPlatform(["POST /token": [OwnServer.refusal("invalid_grant", words: "used")]]))
        try await desk.logIn(OwnServer.session(expiresIn: -1), profile: "work")
        let ran = await desk.run(Self.list + ["--profile", "work"])
        #expect(ran.code == 77)
        #expect(
            ran.error == """
                error: the login has ended: the authorization server does not renew it any more (invalid_grant: used)
                hint: run 'coveo login --profile work'

                """)
        let again = await desk.run(Self.list + ["--profile", "work"])
        #expect(again.code == 77)
        #expect(again.error.contains("hint: run 'coveo login --profile work'"))
        #expect(desk.platform.lines == ["POST /token"])
    }

    @Test("at a terminal a refused renewal offers a login at the same server, and the command goes on")
    func offered() async throws {
        let redirects = ScriptedRedirects()
        var desk = try await desk([OwnServer.refusal("invalid_grant"), OwnServer.tokens])
        desk.redirects = redirects
        desk.browser = ScriptedBrowser { _ in
            _ = redirects.request("/?code=\(Given.code)&state=\(Given.state)")
        }
        let ran = await desk.run(Self.list, terminal: .captured("y"))
        #expect(ran.code == 0)
        #expect(ran.output == "[]\n")
        #expect(
            ran.error.hasPrefix(
                "The login has ended: the authorization server does not renew it any more (invalid_grant).\n"
                    + "Log in now? [Y/n] "))
        #expect(ran.error.contains("As before: at as.example, as client 'mine'"))
        #expect(try await desk.session()?.tokens.accessToken.reveal() == Given.token)
        let declined = try await self.desk([OwnServer.refusal("invalid_grant")])
        #expect(await declined.run(Self.list, terminal: .captured("n")).code == 1)
        #expect(declined.platform.lines == ["POST /token"])
    }

    @Test("what may pass keeps the login, has its own code, and offers none at a terminal")
    func passing() async throws {
        let days: [(Answer, Int32, String)] = [
            (.failure(.unreachable(host: "as.example")), 69, "could not be renewed: no connection to as.example"),
            (.failure(.cut(host: "as.example")), 69, "was cut before"),
            (.failure(.timedOut(host: "as.example", after: .seconds(30))), 75, "did not answer within"),
            (.success(.plain("", status: 503)), 69, "the authorization server failed (HTTP 503)\n"),
            (
                .success(.plain("", status: 429, fields: [.retryAfter: "3600"])), 75,
                "wants fewer requests (HTTP 429), and wants to be asked again in 60 minutes (2026-01-02 04:04 "
            ),
            (
                .success(.plain("", status: 503, fields: [.retryAfter: "Fri, 02 Jan 2026 04:04:05 GMT"])), 75,
                "the authorization server failed (HTTP 503), and wants to be asked again in 60 minutes (2026-01-02 "
            ),
            (.success(.plain("<html>", status: 200, type: "text/html")), 76, "is no JSON object but text/html"),
            (.success(.plain("<html>", status: 403, type: "text/html")), 69, "a firewall or a proxy"),
            (OwnServer.refusal("invalid_client", status: 401), 77, "gave no token: invalid_client"),
            (.success(.json(#"{"access_token":"canary\r\nX: y"}"#)), 76, "no usable access_token"),
            (.success(.json(#"{"access_token":"canary","token_type":"mac"}"#)), 76, "of type 'mac', not Bearer"),
        ]
        for (answer, code, words) in days {
            for terminal in [StagedTerminal.pipe(), .captured("y")] {
                let desk = try await desk([answer])
                let ran = await desk.run(Self.list, terminal: terminal)
                #expect(ran.code == code, "\(words): \(ran.error)")
                #expect(ran.error.hasPrefix("error: the login could not be renewed: "), "\(ran.error)")
                #expect(ran.error.contains(words), "\(ran.error)")
                #expect(ran.error.contains("\nhint: "))
                #expect(terminal.readCount == 0)
                #expect(try await desk.session()?.tokens.refreshToken?.reveal() == "canary-refresh")
                #expect(desk.platform.lines == ["POST /token"])
            }
        }
    }

    @Test("where another process met a busy server it is 75 for those that waited, too")
    func busyElsewhere() async throws {
        let clock = TestClock()
        var desk = try await desk([])
        desk.clock = clock
        let locks = MemoryLock()
        desk.locks = locks
        locks.leave(#"{"failure":"busy","failedAt":0}"#)
        let ran = await desk.run(Self.list)
        #expect(ran.code == 75)
        #expect(
            ran.error == """
                error: the login could not be renewed: another coveo process tried meanwhile, and the authorization \
                server wants to be asked later
                hint: try again later

                """)
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("a token that came ended is used at login, and renewed before the next command uses it")
    func ended() async throws {
        let ended = Answer.success(
            .json(#"{"access_token":"canary-ended","refresh_token":"canary-refresh","expires_in":0}"#))
        var desk = Desk.withBrowser([
            "POST /token": [ended, OwnServer.tokens], Self.pages: [.success(Given.page())],
        ])
        #expect(await desk.run(["login", "--browser"] + OwnServer.endpoints).code == 0)
        #expect(await desk.run(Self.list).code == 0)
        #expect(desk.platform.requests.last?.authorization == "Bearer canary-token")
        desk = .withBrowser(["POST /token": [ended]])
        _ = await desk.run(["login", "--browser"] + OwnServer.endpoints)
        let ran = await desk.coveo("auth", "token", "--min-validity", "60", showsToken: true)
        #expect(ran.code == 77)
        #expect(ran.error.contains("less than the 60 seconds of --min-validity"))
    }

    @Test("a token that still lives is used where its renewal fails, in silence where that may pass")
    func stillAlive() async throws {
        let desk = try await desk(
            [.success(.plain("", status: 503))], session: OwnServer.session(expiresIn: 30))
        let ran = await desk.run(Self.list)
        #expect(ran.code == 0 && ran.error.isEmpty)
        #expect(desk.platform.requests(.get).allSatisfy { $0.authorization == "Bearer canary-old" })
    }

    @Test("a renewal whose answer was lost is told as what it is when the server then refuses")
    func lost() async throws {
        var desk = try await desk([.failure(.cut(host: "as.example")), OwnServer.refusal("invalid_grant")])
        let clock = TestClock()
        desk.clock = clock
        #expect(await desk.run(Self.list).code == 69)
        #expect(try await desk.session()?.isRenewable == true)
        clock.advance(by: .seconds(1))
        let ran = await desk.run(Self.list)
        #expect(ran.code == 77)
        #expect(
            ran.error.contains(
                "(invalid_grant). An earlier renewal was cut off before its answer was stored, which used the refresh "
                    + "token up\nhint: run 'coveo login'\n"), "\(ran.error)")
    }

    @Test("a store that does not take the rotated token is 78, and says what that means")
    func notStored() async throws {
        var desk = try await desk([OwnServer.tokens(refresh: "canary-next")])
        desk.wrapStore = { ReadOnlyStore(base: $0) }
        let ran = await desk.run(Self.list)
        #expect(ran.code == 78)
        #expect(ran.error.contains("the login was renewed, and the store did not take it"))
        #expect(ran.error.contains("hint: run 'coveo login' once the store works\n"))
        #expect(desk.platform.lines == ["POST /token"])
        // Where the server left the refresh token as it was, the one in the store stays good.
        var same = try await self.desk()
        same.wrapStore = { ReadOnlyStore(base: $0) }
        #expect(await same.run(Self.list).code == 0)
    }

    @Test("folders that can't hold a lock don't keep one process from renewing; a lock that others hold does: 75")
    func locks() async throws {
        var desk = try await desk()
        desk.locks = MemoryLock(failure: .unavailable(path: nil, code: 0))
        #expect(await desk.run(Self.list).code == 0)
        var busy = try await self.desk()
        busy.locks = MemoryLock(failure: .timedOut(after: .seconds(40)))
        let ran = await busy.run(Self.list)
        #expect(ran.code == 75)
        #expect(ran.error.contains("another coveo process has been renewing this login for 40 seconds"))
        #expect(busy.platform.lines.isEmpty)
    }
}

/// A store that is read, and takes nothing.
struct ReadOnlyStore: SecretStore, StoreInspector {
    let base: any Store
    /// Called with each write.
    var onWrite: @Sendable () -> Void = {}

    func probe(interaction: StoreInteraction) async throws(StoreFailure) {}

    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        try await base.read(profile: profile, interaction: interaction)
    }

    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        onWrite()
        throw .denied
    }

    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool { false }

    func items() async throws(StoreFailure) -> [StoredItem] { try await base.items() }

    func inspect() async -> StoreInspection { await base.inspect() }

    func protection() async -> StoreProtection? { await base.protection() }
}
