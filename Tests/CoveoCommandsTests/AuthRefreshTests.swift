import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo auth refresh")
struct AuthRefreshTests {
    private func desk(
        _ token: ScriptedPlatform.Answer = OwnServer.tokens, session: Session = OwnServer.session()
    ) async throws -> Desk {
        try await .loggedIn(["POST /token": [token]], session: session)
    }

    @Test("renews whatever life is left, and says until when")
    func renewed() async throws {
        let desk = try await desk(OwnServer.tokens(refresh: "canary-next"))
        let ran = await desk.coveo("auth", "refresh")
        #expect(ran.code == 0)
        #expect(ran.output.isEmpty)
        #expect(ran.error == "✓ Renewed the login; it ends in 60 minutes (2026-01-02 04:04 UTC)\n")
        let session = try #require(try await desk.session())
        #expect(session.tokens.accessToken.reveal() == Given.token)
        #expect(session.tokens.refreshToken?.reveal() == "canary-next")
        #expect(desk.platform.lines == ["POST /token"])
    }

    @Test("--json prints the login and no token; --quiet nothing")
    func json() async throws {
        let ran = await (try await desk()).coveo("auth", "refresh", "--json", "--quiet")
        #expect(
            ran.output == """
                {"profile":"default","platformUrl":"https://platform.cloud.coveo.com",\
                "pushUrl":"https://api.cloud.coveo.com","organization":"acme","account":"ann@example.com",\
                "scopes":["full"],"expiresAt":"2026-01-02T04:04:05Z","renewable":true,"store":"secret-service",\
                "way":"browser"}

                """)
        #expect(ran.error.isEmpty)
    }

    @Test("a login without a refresh token is 77, and nothing is sent")
    func notRenewable() async throws {
        for session in [Given.session(), OwnServer.session(refresh: nil)] {
            let desk = try await desk(session: session)
            let ran = await desk.coveo("auth", "refresh")
            #expect(ran.code == 77)
            #expect(
                ran.error == "error: the login can't be renewed: it has no refresh token\n"
                    + "hint: run 'coveo login'; the platform's own client gives none\n")
            #expect(desk.platform.lines.isEmpty)
        }
    }

    @Test("refused is 77, a server that is down 69; neither touches the access token")
    func failing() async throws {
        for (answer, code, words) in [
            (OwnServer.refusal("invalid_grant"), Int32(77), "error: the login has ended: "),
            (.failure(.unreachable(host: "as.example")), 69, "error: the login could not be renewed: no connection"),
            (.success(.plain("", status: 500)), 69, "the authorization server failed (HTTP 500)"),
        ] {
            let desk = try await desk(answer)
            let ran = await desk.coveo("auth", "refresh", "--json")
            #expect(ran.code == code)
            #expect(ran.output.isEmpty)
            #expect(ran.error.contains(words), "\(ran.error)")
            #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-old")
            #expect(desk.platform.lines == ["POST /token"])
        }
    }

    @Test("nobody logged in is 77, an unknown profile 78, another platform 77, a given token 77")
    func refusals() async throws {
        #expect(await Desk().coveo("auth", "refresh").code == 77)
        #expect(await (try await desk()).coveo("auth", "refresh", "--profile", "nope").code == 78)
        let elsewhere = try await desk()
        #expect(await elsewhere.coveo("auth", "refresh", environment: ["COVEO_REGION": "eu"]).code == 77)
        let given = try await desk()
        let ran = await given.coveo("auth", "refresh", environment: ["COVEO_ACCESS_TOKEN": "canary"])
        #expect(ran.code == 77)
        #expect(ran.error.contains("a token that is given can't be renewed\nhint: unset it, or name a login"))
        #expect(given.platform.lines.isEmpty && elsewhere.platform.lines.isEmpty)
        let typed = await given.coveo(
            "auth", "refresh", "--profile", "default", environment: ["COVEO_ACCESS_TOKEN": "canary"])
        #expect(typed.code == 0)
    }
}
