import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("What a login takes back at the server")
struct LoginRevocationTests {
    private static let login =
        ["login", "--browser", "--revocation-endpoint", "https://as.example/revoke"] + OwnServer.endpoints
    private static let taken = ScriptedPlatform.Answer.success(.plain("", status: 200))
    /// What is sent for the tokens of a login that came to nothing.
    private static let fresh = Self.forms("canary-refresh", Given.token)

    private static func forms(_ refresh: String, _ access: String) -> [String] {
        [
            "token=\(refresh)&token_type_hint=refresh_token&client_id=mine",
            "token=\(access)&token_type_hint=access_token&client_id=mine",
        ]
    }

    private func desk(_ routes: [String: [ScriptedPlatform.Answer]] = [:]) -> Desk {
        .withBrowser(["POST /token": [OwnServer.tokens], "POST /revoke": [Self.taken]].merging(routes) { $1 })
    }

    private func revoked(_ desk: Desk) -> [String] {
        desk.platform.requests.filter { $0.line == "POST /revoke" }.map(\.text)
    }

    /// A login at the server, of another account's if nothing else is said, whose tokens are not the new one's.
    private func earlier(
        account: String? = "bob@example.com", refresh: String? = "canary-before", expiresIn life: Double = 86_400
    ) -> Session {
        var session = OwnServer.session(expiresIn: life, refresh: refresh)
        session.account = account
        session.revocationEndpoint = "https://as.example/revoke"
        return session
    }

    @Test("the tokens of a login that fails its proof are taken back")
    func proof() async throws {
        let two = ["GET /rest/organizations": [ScriptedPlatform.Answer.success(Given.organizations("acme", "beta"))]]
        let unknown = ["GET /rest/organizations/other": [ScriptedPlatform.Answer.success(Given.refusal(404))]]
        let asked = StagedTerminal(inputIsTerminal: true, errorIsTerminal: true, reading: .cancelled)
        let cases: [([String: [ScriptedPlatform.Answer]], [String], StagedTerminal, Int32)] = [
            ([:], ["--expect-account", "bob"], .pipe(), 77), (two, [], .pipe(), 64),
            (unknown, ["--org", "other"], .pipe(), 65), (two, [], asked, 130),
            (["POST /oauth/check_token": [.success(Given.dead)]], [], .pipe(), 77),
            (["POST /oauth/check_token": [.failure(.unreachable(host: "h"))]], [], .pipe(), 69),
        ]
        for (routes, options, terminal, code) in cases {
            let desk = desk(routes)
            let ran = await desk.run(Self.login + options, terminal: terminal)
            #expect(ran.code == code, "\(options): \(ran.error)")
            #expect(revoked(desk) == Self.fresh, "\(options)")
            #expect(try await desk.session() == nil)
        }
    }

    @Test("so are those that the store does not take, and those of a login that a person wants no more")
    func unstored() async throws {
        let denied = desk()
        denied.store.failWrites(with: [.denied])
        #expect(await denied.run(Self.login).code == 78)
        #expect(revoked(denied) == Self.fresh)
        let declined = desk()
        try await declined.logIn(earlier())
        #expect(await declined.run(Self.login, terminal: .person("n")).code == 1)
        #expect(revoked(declined) == Self.fresh)
        #expect(try await declined.session() == earlier())
    }

    @Test("Ctrl-C while they are proven does not keep them alive")
    func interrupted() async throws {
        var desk = desk()
        desk.transport = WatchedTransport(desk.platform) { line in
            if line == "POST /oauth/check_token" { withUnsafeCurrentTask { $0?.cancel() } }
            if Task.isCancelled { throw TransportFailure.cancelled }
        }
        // A task of its own, which the transport cancels as a signal does.
        let ran = await Task { [desk] in await desk.run(Self.login) }.value
        #expect(ran.code == 130)
        #expect(revoked(desk) == Self.fresh)
        #expect(try await desk.session() == nil)
    }

    @Test("a server that fails at it changes nothing of what is said, and is asked once for each token")
    func bounded() async {
        let days: [ScriptedPlatform.Answer] = [
            .failure(.timedOut(host: "as.example", after: .seconds(5))), .failure(.cut(host: "as.example")),
            .success(.plain("", status: 503)), Self.taken,
        ]
        var errors: Set<String> = []
        for answer in days {
            let desk = desk(["POST /revoke": [answer]])
            let ran = await desk.run(Self.login + ["--expect-account", "bob"])
            #expect(ran.code == 77)
            #expect(revoked(desk).count == 2)
            errors.insert(ran.error)
        }
        #expect(errors.count == 1)
    }

    @Test("a token that was given is the person's own: it is never taken back")
    func given() async throws {
        let desk = desk()
        let ran = await desk.coveo(
            "login", "--with-token", "--expect-account", "bob", terminal: .pipe("canary-given"))
        #expect(ran.code == 77)
        #expect(desk.platform.lines == ["POST /oauth/check_token"])
        // Even where a record says that it could be.
        var session = earlier()
        session.way = .withToken
        try await desk.logIn(session)
        #expect(await desk.run(Self.login).code == 0)
        #expect(revoked(desk).isEmpty)
    }

    @Test(
        "nothing is taken back that may be the earlier login's: the same account's by the same client, or the same token"
    )
    func sparesEarlier() async throws {
        let two = ["GET /rest/organizations": [ScriptedPlatform.Answer.success(Given.organizations("b", "c"))]]
        var same = earlier(refresh: "canary-refresh")
        same.client = OAuthClient(id: "other", authentication: .none)
        for session in [earlier(account: "ann@example.com"), earlier(account: nil), same] {
            let desk = desk(two)
            try await desk.logIn(session)
            #expect(await desk.run(Self.login).code == 64)
            #expect(revoked(desk).isEmpty)
            #expect(try await desk.session() == session)
        }
    }

    @Test("a replaced login ends at its server, once the new one is stored, with the tokens that it had by then")
    func replaced() async throws {
        var desk = desk()
        try await desk.logIn(earlier())
        let renewed = Desk()
        var session = earlier(refresh: "canary-next")
        session.tokens.accessToken = Redacted("canary-now")
        try await renewed.logIn(session)
        let record = try #require(renewed.store.text("default"))
        desk.transport = WatchedTransport(desk.platform) { [store = desk.store] line in
            // Another process renews it while this one logs in.
            if line == "POST /oauth/check_token" { store.put(record, profile: "default") }
            if line == "POST /revoke" { #expect(store.text("default")?.contains(Given.token) == true) }
        }
        let ran = await desk.run(Self.login)
        #expect(ran.code == 0)
        #expect(ran.error.hasSuffix("  The tokens of the earlier login were revoked at its authorization server\n"))
        #expect(revoked(desk) == Self.forms("canary-next", "canary-now"))
        #expect(try await desk.session()?.account == "ann@example.com")
    }

    @Test("a token that is given replaces a login just so")
    func replacedByToken() async throws {
        let desk = desk()
        try await desk.logIn(earlier(account: "ann@example.com"))
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-given"))
        #expect(ran.code == 0)
        #expect(revoked(desk) == Self.forms("canary-before", "canary-old"))
        let same = self.desk()
        try await same.logIn(earlier())
        let other = await same.coveo("login", "--with-token", terminal: .pipe("canary-old"))
        #expect(other.code == 0)
        #expect(revoked(same).isEmpty && !other.error.contains("earlier"), "it is the token of the new one")
    }

    @Test("where a replaced login can't be taken back it is said until when it stays valid")
    func staysValid() async throws {
        var plain = earlier()
        plain.revocationEndpoint = nil
        var short = plain
        short.tokens.refreshToken = nil
        var ended = earlier(refresh: nil, expiresIn: -1)
        ended.revocationEndpoint = nil
        var given = Given.session(token: "canary-key", account: "bob@example.com", expiresIn: nil)
        given.client = nil
        given.way = .withToken
        let cases: [(Session, String?)] = [
            (
                plain,
                "The authorization server offers no revocation: the earlier login stays valid at the server until it "
                    + "is ended there\n"
            ),
            (
                short,
                "The authorization server offers no revocation: the earlier token stays valid there until 2026-01-03 "
                    + "03:04 UTC\n"
            ), (ended, nil),
            (
                given,
                "Nothing was revoked: of the earlier login, an API key stays valid at the platform until it is disabled "
                    + "there, the token of a login for a day at most\n"
            ),
            (
                earlier(account: "ann@example.com"),
                "Some servers would end the new login with it, so that nothing was revoked: the earlier login stays "
                    + "valid at the server until it is ended there\n"
            ),
        ]
        for (session, words) in cases {
            let desk = desk()
            try await desk.logIn(session)
            let ran = await desk.run(Self.login + ["--quiet"])
            #expect(ran.code == 0)
            if let words { #expect(ran.error.hasSuffix(words), "\(ran.error)") }
            #expect(ran.error.contains("earlier") == (words != nil), "\(ran.error)")
            #expect(revoked(desk).isEmpty)
        }
        let desk = desk(["POST /revoke": [.failure(.unreachable(host: "as.example"))]])
        try await desk.logIn(earlier())
        let ran = await desk.run(Self.login)
        #expect(ran.code == 0)
        #expect(
            ran.error.contains(
                "warning: the earlier login was replaced here, but not revoked at its server: no connection to as.example"
            ))
        #expect(ran.error.hasSuffix("the earlier login stays valid at the server until it is ended there\n"))
    }

    @Test("login and logout that go on without the lock say so")
    func withoutLock() async throws {
        let failures: [(ProcessLockFailure, String)] = [
            (
                .timedOut(after: .seconds(45)),
                "warning: another coveo process has been at work on this login for 45 seconds, and is not waited for "
                    + "any longer\n"
            ),
            (
                .unavailable(path: "/run\u{7}", code: 30),
                #"warning: no lock can be made at /run\u{7} (errno 30): a coveo process that renews this login now may "#
                    + "get in the way\n"
            ),
        ]
        for (failure, words) in failures {
            var desk = desk()
            desk.locks = MemoryLock(failure: failure)
            let login = await desk.run(Self.login)
            #expect(login.code == 0 && login.error.contains(words), "\(login.error)")
            let logout = await desk.coveo("logout")
            #expect(logout.code == 0 && logout.error.hasPrefix(words), "\(logout.error)")
            #expect(try await desk.session() == nil)
        }
    }
}

/// A transport before which something happens at each request.
private struct WatchedTransport: HTTPTransport {
    let base: any HTTPTransport
    let watch: @Sendable (String) throws -> Void

    init(_ base: any HTTPTransport, _ watch: @escaping @Sendable (String) throws -> Void) {
        self.base = base
        self.watch = watch
    }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        try watch(request.line)
        return try await base.send(request)
    }
}
