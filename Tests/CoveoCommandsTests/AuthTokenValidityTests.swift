import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo auth token: how long it lasts, and for whom it is")
struct AuthTokenValidityTests {
    private func desk(
        expiresIn life: Double?, refresh: String? = "canary-refresh",
        token: [ScriptedPlatform.Answer] = [OwnServer.tokens]
    ) async throws -> Desk {
        try await .loggedIn(["POST /token": token], session: OwnServer.session(expiresIn: life, refresh: refresh))
    }

    private func token(_ desk: Desk, _ options: [String] = []) async -> Ran {
        await desk.run(["auth", "token"] + options, showsToken: true)
    }

    @Test("a token with a minute left or more is printed as it is, without any request", arguments: [61, 3_600])
    func alive(life: Double) async throws {
        let desk = try await desk(expiresIn: life)
        let ran = await token(desk)
        #expect(ran.output == "canary-old\n")
        #expect(ran.error.isEmpty)
        #expect(desk.platform.lines.isEmpty)
    }

    @Test(
        "one with less is renewed by one request to the token endpoint, also where it has ended",
        arguments: [
            59, 0, -7_200,
        ])
    func due(life: Double) async throws {
        let desk = try await desk(expiresIn: life)
        let ran = await token(desk, ["--json"])
        #expect(ran.code == 0)
        #expect(
            ran.output.hasPrefix(
                #"{"accessToken":"canary-token","tokenType":"Bearer","expiresAt":"2026-01-02T04:04:05Z","#))
        #expect(ran.error.isEmpty)
        #expect(desk.platform.lines == ["POST /token"])
        #expect(try await desk.session()?.tokens.accessToken.reveal() == Given.token)
    }

    @Test(
        "--min-validity: met without and with a renewal",
        arguments: [
            (7_200, "3600", "canary-old", 0), (1_800, "3000", "canary-token", 1), (30, "0", "canary-old", 0),
            (-1, "0", "canary-token", 1),
        ] as [(Double, String, String, Int)])
    func met(life: Double, wanted: String, printed: String, renewals: Int) async throws {
        let desk = try await desk(expiresIn: life)
        let ran = await token(desk, ["--min-validity", wanted])
        #expect(ran.code == 0)
        #expect(ran.output == printed + "\n")
        #expect(ran.error.isEmpty)
        #expect(desk.platform.lines.count == renewals)
    }

    @Test("not met it is 77, with the time, and nothing is printed")
    func notMet() async throws {
        let fixed = try await desk(expiresIn: 1_800, refresh: nil)
        let ran = await token(fixed, ["--min-validity", "3600"])
        #expect(ran.code == 77)
        #expect(ran.output.isEmpty)
        #expect(
            ran.error == """
                error: the token ends in 30 minutes (2026-01-02 03:34 UTC), which is less than the 60 minutes of \
                --min-validity
                hint: run 'coveo login' for another one

                """)
        #expect(fixed.platform.lines.isEmpty)
        let short = try await desk(expiresIn: 1_800)
        let renewed = await token(short, ["--min-validity", "7200"])
        #expect(renewed.code == 77)
        #expect(renewed.output.isEmpty)
        #expect(renewed.error.contains("the token ends in 60 minutes"))
        #expect(renewed.error.contains("hint: the authorization server gives none that lasts so long"))
        #expect(short.platform.lines == ["POST /token"])
        let down = try await desk(expiresIn: 1_800, token: [.failure(.unreachable(host: "as.example"))])
        #expect(await token(down, ["--min-validity", "3600"]).code == 77)
    }

    @Test("one whose end is unknown counts as valid")
    func unknownEnd() async throws {
        let desk = try await desk(expiresIn: nil)
        #expect(await token(desk, ["--min-validity", "86400"]).output == "canary-old\n")
        #expect(desk.platform.lines.isEmpty)
    }

    @Test(
        "a time that is none is 64",
        arguments: [["-1"], ["soon"], ["nan"], ["31536001"], ["1", "--min-validity", "2"]])
    func wrong(value: [String]) async throws {
        let desk = try await desk(expiresIn: 3_600)
        let ran = await token(desk, ["--min-validity"] + value)
        #expect(ran.code == 64)
        #expect(ran.output.isEmpty)
    }

    @Test("where a renewal fails the living token is printed; one that has ended is not")
    func failing() async throws {
        let down: [ScriptedPlatform.Answer] = [.failure(.unreachable(host: "as.example"))]
        let alive = await token(try await desk(expiresIn: 30, token: down))
        #expect(alive.output == "canary-old\n")
        #expect(alive.error == "the token ends in 30 seconds (2026-01-02 03:04 UTC)\n")
        let dead = await token(try await desk(expiresIn: -1, token: down))
        #expect(dead.code == 69)
        #expect(dead.output.isEmpty)
        #expect(dead.error.hasPrefix("error: the login could not be renewed: no connection to as.example"))
    }

    @Test("a token that was just renewed is printed whatever its life, with its end on stderr")
    func shortLived() async throws {
        let short = ScriptedPlatform.Answer.success(
            .json(#"{"access_token":"canary-token","token_type":"Bearer","expires_in":20}"#))
        let desk = try await desk(expiresIn: -1, token: [short])
        let ran = await token(desk)
        #expect(ran.code == 0)
        #expect(ran.output == "canary-token\n")
        #expect(ran.error == "the token ends in 20 seconds (2026-01-02 03:04 UTC)\n")
        #expect(desk.platform.lines == ["POST /token"])
    }

    @Test("the variable's token: no store, no request, --min-validity means nothing, --for is of the platform")
    func variable() async throws {
        let desk = Desk()
        let environment = ["COVEO_ACCESS_TOKEN": "canary-variable", "COVEO_REGION": "eu"]
        let ran = await desk.run(
            ["auth", "token", "--json", "--min-validity", "3600", "--for", "https://platform-eu.cloud.coveo.com/rest"],
            environment: environment, showsToken: true)
        #expect(
            ran.output == """
                {"accessToken":"canary-variable","tokenType":"Bearer","expiresAt":null,\
                "platformUrl":"https://platform-eu.cloud.coveo.com","pushUrl":"https://api-eu.cloud.coveo.com",\
                "organization":null}

                """)
        let other = await desk.run(
            ["auth", "token", "--for", "https://platform.cloud.coveo.com"], environment: environment)
        #expect(other.code == 77)
        #expect(desk.platform.lines.isEmpty)
        #expect(desk.store.calls.isEmpty)
    }

    /// Where a token of a login at as.example for the platform may go, and where not.
    static let targets: [(url: String, code: Int32)] = [
        ("https://platform.cloud.coveo.com", 0), ("https://platform.cloud.coveo.com/rest/x?y=z", 0),
        ("HTTPS://PLATFORM.Cloud.Coveo.COM:443/", 0), ("https://api.cloud.coveo.com/push/v1", 0),
        ("https://as.example/userinfo", 0), ("https://revoke.example:8443/", 0),
        ("http://platform.cloud.coveo.com", 77), ("http://as.example/", 77),
        ("https://evil.example", 77), ("https://x.platform.cloud.coveo.com", 77), ("https://cloud.coveo.com", 77),
        ("https://platform.cloud.coveo.com.evil.example", 77), ("https://evilplatform.cloud.coveo.com", 77),
        ("https://platform.cloud.coveo.com.", 77), ("https://platform.cloud.coveo.com:8443", 77),
        ("https://platform.cloud.coveo.com:80", 77), ("https://revoke.example", 77),
        ("https://platform.cloud.coveo.com@evil.example/", 77), ("https://ann:canary@platform.cloud.coveo.com/", 77),
        ("https://evil.example/platform.cloud.coveo.com", 77), ("https://evil.example?https://as.example", 77),
        ("https://xn--pltform-7fg.cloud.coveo.com", 77), ("https://platform-eu.cloud.coveo.com", 77),
        ("https://127.0.0.1/", 77), ("http://127.0.0.1/", 77), ("http://localhost", 77),
        ("https://pl\u{430}tform.cloud.coveo.com", 64), ("https://platform\u{3002}cloud.coveo.com", 64),
        ("https://platform.cloud.coveo.com\\.evil.example", 64), ("https://platform.cloud.coveo.com#x", 64),
        (" https://platform.cloud.coveo.com", 64), ("https:/platform.cloud.coveo.com", 64), ("", 64),
        ("platform.cloud.coveo.com", 64), ("//platform.cloud.coveo.com", 64), ("file:///etc/passwd", 64),
        ("ftp://platform.cloud.coveo.com", 64), ("https://%70latform.cloud.coveo.com", 64),
    ]

    @Test(
        "--for: the platform's, the Push API's and the authorization server's hosts, and no other", arguments: targets)
    func target(url: String, code: Int32) async throws {
        var session = OwnServer.session(expiresIn: 3_600)
        session.revocationEndpoint = "https://revoke.example:8443/revoke"
        let desk = try await Desk.loggedIn(session: session)
        let ran = await token(desk, ["--for", url])
        #expect(ran.code == code, "\(ran.error)")
        #expect(ran.output == (code == 0 ? "canary-old\n" : ""))
        #expect((ran.error.contains("hint: ")) == (code != 0))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("a target that may not have it is refused before anything is renewed")
    func targetFirst() async throws {
        let desk = try await desk(expiresIn: -1)
        #expect(await token(desk, ["--for", "https://evil.example"]).code == 77)
        #expect(desk.platform.lines.isEmpty)
    }
}
