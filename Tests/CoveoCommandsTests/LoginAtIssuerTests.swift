import HTTPTypes
import OAuth2
import Ports
import Support
import Synchronization
import Testing
import TokenCache

@Suite("Logging in at an issuer")
struct LoginAtIssuerTests {
    typealias Answer = ScriptedPlatform.Answer
    private static let wellKnown = "GET /.well-known/oauth-authorization-server"
    private static let openID = "GET /.well-known/openid-configuration"
    private static let notFound = Answer.success(.plain("nothing here", status: 404))
    private let login = ["login", "--browser", "--client-id", "mine", "--issuer"]

    private func desk(
        _ routes: [String: [Answer]], query: String = "code=\(Given.code)&state=\(Given.state)",
        page: @escaping @Sendable (RedirectAnswer?) -> Void = { _ in }
    ) -> Desk {
        .withBrowser(routes.merging(["POST /token": [OwnServer.tokens]]) { $1 }, query: query, page: page)
    }

    @Test("metadata are asked for where RFC 8414 has them, and the endpoints in them are used and kept")
    func whole() async throws {
        let issuer = "https://as.example/tenant"
        let desk = desk([
            "\(Self.wellKnown)/tenant": [
                OwnServer.metadata(
                    issuer, device: true, extra: #","revocation_endpoint":"https://as.example/revoke""#)
            ]
        ])
        let ran = await desk.run(login + [issuer])
        #expect(ran.code == 0)
        #expect(
            desk.platform.lines.prefix(2) == [
                "GET /.well-known/oauth-authorization-server/tenant", "POST /token",
            ])
        #expect(desk.requests(to: "as.example").count == 2)
        #expect(desk.platform.requests[0].authorization == nil)
        #expect(desk.browser.opened.first?.hasPrefix("https://as.example/authorize?") == true)
        let session = try #require(try await desk.session())
        #expect(session.issuer == issuer)
        #expect(session.tokenEndpoint == "https://as.example/token")
        #expect(session.authorizationEndpoint == "https://as.example/authorize")
        #expect(session.deviceAuthorizationEndpoint == "https://as.example/device")
        #expect(session.revocationEndpoint == "https://as.example/revoke")
        #expect(session.isRenewable)
        #expect(ran.error.contains("  It is renewed by itself"))
    }

    @Test("OpenID's metadata are the second choice")
    func openID() async throws {
        let desk = desk([Self.wellKnown: [Self.notFound], Self.openID: [OwnServer.metadata()]])
        #expect(await desk.run(login + [OwnServer.issuer]).code == 0)
        #expect(try await desk.session()?.issuer == OwnServer.issuer)
    }

    @Test(
        "metadata of another issuer are 76, a slash at the end included; nobody is sent there",
        arguments: [
            "https://as.example/", "https://AS.example", "https://evil.example", "",
        ])
    func otherIssuer(given: String) async throws {
        let desk = desk([Self.wellKnown: [OwnServer.metadata(given)]])
        let ran = await desk.run(login + [OwnServer.issuer])
        #expect(ran.code == 76)
        #expect(ran.error.contains("'\(given)', and 'https://as.example' was asked for"))
        #expect(desk.browser.opened.isEmpty)
        #expect(desk.platform.lines.count == 1)
    }

    @Test(
        "where there are none it is 76, and the explicit endpoints are the way out",
        arguments: [
            ReceivedResponse.plain("nothing here", status: 404), .plain("<html>", status: 200, type: "text/html"),
            .plain("", status: 302), .json("[]"),
        ])
    func none(answer: ReceivedResponse) async {
        let desk = desk([Self.wellKnown: [.success(answer)], Self.openID: [.success(answer)]])
        let ran = await desk.run(login + [OwnServer.issuer])
        #expect(ran.code == 76)
        #expect(ran.error.hasPrefix("error: the issuer publishes no metadata: https://as.example/.well-known/oauth-"))
        #expect(
            ran.error.contains("hint: name the endpoints themselves: --authorization-endpoint URL --token-endpoint"))
        #expect(desk.browser.opened.isEmpty)
    }

    @Test("a bad day of the issuer has its code")
    func badDay() async {
        let days: [(Answer, Int32)] = [
            (.success(.plain("", status: 500)), 69), (.success(.plain("", status: 429)), 75),
            (.success(.plain("", status: 429, fields: [.retryAfter: "3600"])), 75),
            (.success(.plain("", status: 503, fields: [.retryAfter: "3600"])), 75),
            (.failure(.cut(host: "as.example")), 69),
            (.failure(.timedOut(host: "as.example", after: .seconds(30))), 75), (.success(.json("{")), 76),
            (.failure(.unreachable(host: "as.example")), 69), (.failure(.tooLarge(host: "as.example", limit: 1)), 76),
            (.success(.json(#"{"issuer":"https://as.example"}"#)), 76),
            (OwnServer.metadata(extra: #","revocation_endpoint":"http://as.example/revoke""#), 76),
            (OwnServer.metadata(extra: #","revocation_endpoint":7"#), 76),
        ]
        for (answer, code) in days {
            let ran = await desk([Self.wellKnown: [answer], Self.openID: [answer]]).run(login + [OwnServer.issuer])
            #expect(ran.code == code, "\(ran.error)")
            #expect(ran.error.contains("hint: "))
        }
    }

    @Test(
        "metadata that can't be read end it: their address and the explicit endpoints are named, and OpenID's not asked"
    )
    func unreadable() async {
        for body in [#"{"issuer":"https://as.example","issuer":"https://as.example"}"#, "{", ""] {
            let desk = desk([Self.wellKnown: [.success(.json(body))], Self.openID: [OwnServer.metadata()]])
            let ran = await desk.run(login + [OwnServer.issuer])
            #expect(ran.code == 76)
            #expect(
                ran.error.hasPrefix(
                    "error: the issuer's metadata at https://as.example/.well-known/oauth-authorization-server can't be "
                        + "read: "), "\(ran.error)")
            #expect(ran.error.contains("hint: name the endpoints themselves: --authorization-endpoint URL"))
            #expect(desk.platform.lines == [Self.wellKnown])
        }
    }

    @Test("an answer that is cut, late or too large leads to OpenID's metadata")
    func failingAnswer() async {
        let failures: [TransportFailure] = [
            .cut(host: "as.example"), .timedOut(host: "as.example", after: .seconds(30)),
            .tooLarge(host: "as.example", limit: 1 << 20),
        ]
        for failure in failures {
            let good = desk([Self.wellKnown: [.failure(failure)], Self.openID: [OwnServer.metadata()]])
            // The retries before it use up random bytes, so that the state is another one than the redirect's.
            _ = await good.run(login + [OwnServer.issuer])
            #expect(good.browser.opened.first?.hasPrefix("https://as.example/authorize?") == true)
            let none = desk([Self.wellKnown: [.failure(failure)], Self.openID: [Self.notFound]])
            let ran = await none.run(login + [OwnServer.issuer])
            #expect(ran.error.contains("name the endpoints themselves: --authorization-endpoint URL"), "\(ran.error)")
        }
    }

    @Test(
        "an issuer that is no https URL is 64, and a password in it is not repeated",
        arguments: [
            "http://as.example", "as.example", "https://as.example?x=1", "https://as.example#x", "ftp://as.example",
            "https://ann:canary@as.example",
        ])
    func unfit(issuer: String) async {
        let desk = desk([:])
        let ran = await desk.run(login + [issuer])
        #expect(ran.code == 64)
        #expect(ran.error.contains("error: --issuer "))
        #expect(desk.platform.lines.isEmpty)
        #expect(await desk.coveo("login", "--issuer", "a", "--issuer", "b").code == 64)
    }

    @Test("endpoints that are typed go before those of the metadata, now and in the next login")
    func overridden() async throws {
        let metadata = OwnServer.metadata(extra: #","revocation_endpoint":"https://as.example/revoke""#)
        var desk = desk([Self.wellKnown: [metadata], "POST /other": [OwnServer.tokens]])
        let ran = await desk.run(
            login + [
                OwnServer.issuer, "--token-endpoint", "https://other.example/other", "--revocation-endpoint",
                "https://other.example/revoke",
            ])
        #expect(ran.code == 0)
        #expect(desk.requests(to: "other.example").map(\.line) == ["POST /other"])
        #expect(desk.browser.opened.first?.hasPrefix("https://as.example/authorize?") == true)
        let session = try #require(try await desk.session())
        #expect(session.tokenEndpoint == "https://other.example/other")
        #expect(session.revocationEndpoint == "https://other.example/revoke")
        #expect(session.typedEndpoints == [.tokenEndpoint, .revocationEndpoint])
        desk.redirects = ScriptedRedirects()
        let redirects = desk.redirects
        desk.browser = ScriptedBrowser { _ in _ = redirects.request("/?code=\(Given.code)&state=\(Given.state)") }
        #expect(await desk.coveo("login", "--browser").code == 0)
        #expect(desk.requests(to: "other.example").count == 2)
        #expect(try await desk.session()?.revocationEndpoint == "https://other.example/revoke")
    }

    @Test("a server without an authorization endpoint is 64 for a browser, naming both ways out")
    func noAuthorization() async {
        let desk = desk([Self.wellKnown: [OwnServer.metadata(authorization: false)]])
        let ran = await desk.run(login + [OwnServer.issuer])
        #expect(ran.code == 64)
        #expect(ran.error.contains("no authorization endpoint is known"))
        #expect(ran.error.contains("--authorization-endpoint URL, or log in with --device"))
        #expect(desk.browser.opened.isEmpty)
    }

    @Test("a redirect of another issuer is 76: its code is not sent, and the page does not say done")
    func mixUp() async throws {
        let announced = OwnServer.metadata(extra: #","authorization_response_iss_parameter_supported":true"#)
        let cases: [(metadata: Answer, iss: String, code: Int32)] = [
            (announced, "&iss=https%3A%2F%2Fas.example", 0), (announced, "", 76),
            (announced, "&iss=https%3A%2F%2Fas.example%2F", 76), (announced, "&iss=https%3A%2F%2Fevil.example", 76),
            (OwnServer.metadata(), "", 0), (OwnServer.metadata(), "&iss=https%3A%2F%2Fevil.example", 76),
        ]
        for each in cases {
            let pages = Mutex<[String]>([])
            let desk = desk(
                [Self.wellKnown: [each.metadata]], query: "code=\(Given.code)&state=\(Given.state)\(each.iss)",
                page: { page in pages.withLock { $0.append(page?.body ?? "") } })
            let ran = await desk.run(login + [OwnServer.issuer])
            #expect(ran.code == each.code, "\(each.iss)")
            let page = try #require(pages.withLock { $0.first })
            #expect(page.contains("Back to the terminal") == (each.code == 0))
            #expect(page.contains("Login not trusted") == (each.code == 76))
            #expect(desk.platform.lines.contains("POST /token") == (each.code == 0))
            if each.code == 76 { #expect(ran.error.contains("it was not used\nhint: check --issuer")) }
        }
    }

    @Test("a refusal of another issuer is no refusal of this one")
    func forgedRefusal() async {
        let desk = desk(
            [Self.wellKnown: [OwnServer.metadata()]],
            query: "error=access_denied&state=\(Given.state)&iss=https%3A%2F%2Fevil.example")
        let ran = await desk.run(login + [OwnServer.issuer])
        #expect(ran.code == 76)
        #expect(!ran.error.contains("the login was refused"))
    }
}
