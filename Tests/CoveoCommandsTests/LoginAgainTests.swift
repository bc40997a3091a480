import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Logging in again")
struct LoginAgainTests {
    private func desk(_ session: Session) async throws -> Desk {
        let desk = Desk.withBrowser([
            "POST /token": [OwnServer.tokens], "POST /oauth/token": [.success(Given.tokens)],
            "GET /.well-known/oauth-authorization-server": [
                OwnServer.metadata(extra: #","authorization_response_iss_parameter_supported":true"#)
            ],
        ])
        try await desk.logIn(session)
        return desk
    }

    @Test("without options takes the server, the client with its secret and the scopes of before, and says so")
    func again() async throws {
        var session = OwnServer.session(authentication: .basic(Redacted("canary-secret")))
        session.scopes = ["a", "b"]
        session.revocationEndpoint = "https://as.example/revoke"
        let desk = try await desk(session)
        let ran = await desk.coveo("login", "--browser")
        #expect(ran.code == 0)
        #expect(
            ran.error.hasPrefix(
                "As before: at as.example, as client 'mine' (--client-id cli takes the platform's own)\n")
        )
        #expect(desk.browser.opened.first?.hasPrefix("https://as.example/authorize?") == true)
        #expect(desk.browser.opened.first?.contains("&scope=a%20b&") == true)
        #expect(desk.platform.requests[0].authorization == "Basic bWluZTpjYW5hcnktc2VjcmV0")
        let stored = try #require(try await desk.session())
        #expect(stored.client == session.client)
        #expect(stored.revocationEndpoint == "https://as.example/revoke")
        #expect(stored.tokens.accessToken.reveal() == Given.token)
    }

    @Test("typed scopes go before those of before")
    func scopes() async throws {
        let desk = try await desk(OwnServer.session())
        #expect(await desk.coveo("login", "--browser", "--scope", "x").code == 0)
        #expect(desk.browser.opened.first?.contains("&scope=x&") == true)
    }

    @Test("the scopes that were asked for are asked for again, whatever was granted")
    func granted() async throws {
        let desk = Desk.withBrowser([
            "POST /token": [.success(.json(#"{"access_token":"canary-token","expires_in":3600,"scope":"a"}"#))]
        ])
        let first = await desk.run(["login", "--browser", "--scope", "a", "--scope", "b"] + OwnServer.endpoints)
        #expect(first.code == 0)
        let stored = try #require(try await desk.session())
        #expect(stored.scopes == ["a"] && stored.requestedScopes == ["a", "b"])
        let again = again(desk)
        #expect(await again.coveo("login", "--browser").code == 0)
        #expect(again.browser.opened.last?.contains("&scope=a%20b&") == true)
    }

    @Test("endpoints that have moved are found anew; the ones that were typed stay")
    func moved() async throws {
        let desk = Desk.withBrowser([
            "GET /.well-known/oauth-authorization-server": [
                OwnServer.metadata(device: true, extra: #","revocation_endpoint":"https://as.example/revoke""#),
                .success(
                    .json(
                        """
                        {"issuer":"https://as.example","token_endpoint":"https://new.example/t",\
                        "authorization_endpoint":"https://new.example/a","revocation_endpoint":"https://new.example/r"}
                        """)),
            ],
            "POST /token": [OwnServer.tokens], "POST /t": [OwnServer.tokens],
        ])
        let first = await desk.run(
            [
                "login", "--browser", "--issuer", OwnServer.issuer, "--client-id", "mine", "--revocation-endpoint",
                "https://other.example/revoke",
            ])
        #expect(first.code == 0)
        #expect(try await desk.session()?.typedEndpoints == [.revocationEndpoint])
        for _ in 0..<2 {
            let again = again(desk)
            #expect(await again.coveo("login", "--browser").code == 0)
            #expect(again.browser.opened.last?.hasPrefix("https://new.example/a?") == true)
            let session = try #require(try await desk.session())
            #expect(session.tokenEndpoint == "https://new.example/t")
            #expect(session.deviceAuthorizationEndpoint == nil, "it is not offered any more")
            #expect(session.revocationEndpoint == "https://other.example/revoke")
            #expect(session.client == OAuthClient(id: "mine", authentication: .none))
        }
    }

    /// The same desk with a person who comes back from the next login's address.
    private func again(_ desk: Desk) -> Desk {
        var desk = desk
        let redirects = ScriptedRedirects()
        desk.redirects = redirects
        desk.browser = ScriptedBrowser { _ in _ = redirects.request("/?code=\(Given.code)&state=\(Given.state)") }
        return desk
    }

    @Test("a client of one's own at the platform is said, too")
    func ownClient() async throws {
        var session = Given.session()
        session.client = OAuthClient(id: "mine", authentication: .none)
        let desk = try await desk(session)
        let ran = await desk.coveo("login", "--browser")
        #expect(ran.error.hasPrefix("As before: at platform.cloud.coveo.com, as client 'mine'"))
        #expect(desk.platform.requests[0].text.hasSuffix("&client_id=mine"))
    }

    @Test("the platform's own says nothing of it, and asks for 'full'")
    func platforms() async throws {
        var session = Given.session()
        session.scopes = ["little"]
        let desk = try await desk(session)
        let ran = await desk.coveo("login", "--browser")
        #expect(ran.code == 0)
        #expect(!ran.error.contains("As before"))
        #expect(desk.browser.opened.first?.contains("&scope=full&") == true)
    }

    @Test("another secret or method alone is the known client's: it goes to no other server")
    func otherSecret() async throws {
        let old = Redacted("canary-secret")
        let new = Redacted("canary-new")
        let cases: [(OAuthClient.Authentication, options: [String], OAuthClient.Authentication)] = [
            (.basic(old), ["--client-secret-stdin"], .basic(new)), (.post(old), ["--client-secret-stdin"], .post(new)),
            (.none, ["--client-secret-stdin"], .basic(new)), (.basic(old), ["--client-auth", "post"], .post(old)),
            (.basic(old), ["--client-auth", "none"], .none),
            (.post(old), ["--client-auth", "basic", "--client-secret-stdin"], .basic(new)),
        ]
        for (before, options, after) in cases {
            let desk = try await desk(OwnServer.session(authentication: before))
            let ran = await desk.run(["login", "--browser"] + options, terminal: .pipe("canary-new"))
            #expect(ran.code == 0, "\(ran.error)")
            #expect(ran.error.hasPrefix("As before: at as.example, as client 'mine'"))
            #expect(desk.requests(to: "as.example").map(\.line) == ["POST /token"])
            #expect(try await desk.session()?.client == OAuthClient(id: "mine", authentication: after))
        }
        let none = try await desk(OwnServer.session())
        #expect(await none.coveo("login", "--browser", "--client-auth", "post").code == 64)
    }

    @Test("--client-id cli goes back to the platform's own, with none of the other's secrets")
    func back() async throws {
        let desk = try await desk(OwnServer.session(authentication: .basic(Redacted("canary-secret"))))
        let ran = await desk.coveo("login", "--browser", "--client-id", "cli")
        #expect(ran.code == 0)
        #expect(!ran.error.contains("As before"))
        #expect(desk.requests(to: "as.example").isEmpty)
        #expect(desk.platform.requests[0].authorization == "Basic Y2xpOmNsaQ==")
        #expect(try await desk.session()?.tokenEndpoint == "\(Given.platform)/oauth/token")
    }

    @Test("another platform is another server")
    func otherPlatform() async throws {
        let desk = try await desk(OwnServer.session())
        #expect(await desk.coveo("login", "--browser", "--region", "eu").code == 0)
        #expect(desk.platform.requests[0].head.authority == "platform-eu.cloud.coveo.com")
        #expect(desk.requests(to: "as.example").isEmpty)
    }

    @Test("an issuer is asked anew, so that what it announces about its redirects is checked each time")
    func issuer() async throws {
        var session = OwnServer.session()
        session.issuer = OwnServer.issuer
        let desk = try await desk(session)
        let ran = await desk.coveo("login", "--browser")
        #expect(ran.code == 76)
        #expect(ran.error.contains("an issuer that it does not name"))
        #expect(desk.platform.lines == ["GET /.well-known/oauth-authorization-server"])
        #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-old")
    }

    @Test("a record whose token endpoint is unfit is no server: its secret goes nowhere")
    func unfitRecord() async throws {
        var session = OwnServer.session(authentication: .basic(Redacted("canary-secret")))
        session.tokenEndpoint = "http://as.example/token"
        let desk = try await desk(session)
        #expect(await desk.coveo("login", "--browser").code == 0)
        #expect(desk.platform.requests[0].authorization == "Basic Y2xpOmNsaQ==")
        #expect(desk.requests(to: "as.example").isEmpty)
    }

    @Test("a token that was given says nothing about servers")
    func givenToken() async throws {
        var session = Given.session()
        session.client = nil
        session.way = .withToken
        let desk = try await desk(session)
        #expect(await desk.coveo("login", "--browser").code == 0)
        #expect(desk.platform.lines[0] == "POST /oauth/token")
    }
}
