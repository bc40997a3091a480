import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Before a person signs in")
struct LoginReachTests {
    private static let platform = "https://platform.cloud.coveo.com"
    private static let unreachable = TransportFailure.unreachable(host: "platform.cloud.coveo.com")

    private func desk(_ routes: [String: [ScriptedPlatform.Answer]] = [:]) -> Desk {
        let redirects = ScriptedRedirects()
        var desk = Desk(
            platform: ScriptedPlatform(["POST /oauth/token": [.success(Given.tokens)]].merging(routes) { $1 }))
        desk.redirects = redirects
        desk.browser = ScriptedBrowser { _ in
            #expect(redirects.request("/?code=\(Given.code)&state=\(Given.state)")?.status == 200)
        }
        return desk
    }

    @Test("the server is asked once whether it can be reached, by a request with nothing of the login in it")
    func asked() async throws {
        let transport = ScriptedTransport { request, _ in
            switch request.head.method {
            case .head: .plain("", status: 503)
            default: request.line == "POST /oauth/token" ? Given.tokens : Given.ann
            }
        }
        var desk = desk()
        desk.transport = transport
        _ = await desk.coveo("login", "--browser", terminal: .person())
        let first = try #require(transport.requests.first)
        #expect(first.line == "HEAD /" && first.head.authority == "platform.cloud.coveo.com" && first.body.isEmpty)
        #expect(first.head.headerFields.map(\.name.canonicalName) == ["user-agent", "accept-encoding"])
        #expect(transport.requests.filter { $0.head.method == .head }.count == 1)
        #expect(transport.requests.dropFirst().first?.line == "POST /oauth/token")
    }

    @Test(
        "where it can't be, that ends the login at once: no port, no browser, no address to open",
        arguments: [
            (unreachable, Int32(69), "no connection to platform.cloud.coveo.com: it refused, or nothing listens there"),
            (.unknownHost(host: "platform.cloud.coveo.com"), 69, "the host platform.cloud.coveo.com can't be found"),
            (
                .certificate(host: "platform.cloud.coveo.com", .selfSigned), 69,
                "the certificate of platform.cloud.coveo.com was refused: it is signed by itself"
            ),
            (.proxy(host: "p:3128", .unreachable), 69, "the proxy p:3128 can't be used: it can't be reached"),
            (
                .timedOut(host: "platform.cloud.coveo.com", after: .seconds(30)), 75,
                "platform.cloud.coveo.com did not answer within 30 seconds"
            ),
        ])
    func refused(failure: TransportFailure, code: Int32, words: String) async throws {
        for way in ["--browser", "--no-browser"] {
            let desk = desk()
            try await desk.logIn(Given.session(token: "canary-earlier"))
            desk.platform.refuseReach(failure)
            let ran = await desk.coveo("login", way, terminal: .person())
            #expect(ran.code == code)
            #expect(ran.error.hasPrefix("error: \(words)\nhint: "), "\(ran.error)")
            #expect(desk.redirects.asked.isEmpty && desk.browser.opened.isEmpty && desk.platform.lines.isEmpty)
            #expect(desk.platform.reaches == [Self.platform])
            #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-earlier")
        }
    }

    @Test(
        "a server that answers oddly is there",
        arguments: [
            TransportFailure.cut(host: "h"), .malformed(host: "h"), .tooLarge(host: "h", limit: 1),
        ])
    func odd(failure: TransportFailure) async throws {
        let desk = desk()
        desk.platform.refuseReach(failure)
        #expect(await desk.coveo("login", "--browser", terminal: .person()).code == 0)
    }

    @Test("an issuer that gave its metadata is not asked again, nor a device endpoint that is asked next; others are")
    func others() async throws {
        let routes = [
            "GET /.well-known/oauth-authorization-server": [OwnServer.metadata(device: true)],
            "POST /token": [OwnServer.tokens], "POST /device": [OwnServer.deviceAnswer()],
        ]
        let atIssuer = desk(routes)
        let ran = await atIssuer.coveo(
            "login", "--browser", "--issuer", OwnServer.issuer, "--client-id", "mine", terminal: .person())
        #expect(ran.code == 0, "\(ran.error)")
        #expect(atIssuer.platform.reaches == [Self.platform])
        let atEndpoints = desk(routes)
        #expect(await atEndpoints.run(["login", "--browser"] + OwnServer.endpoints, terminal: .person()).code == 0)
        #expect(atEndpoints.platform.reaches == [OwnServer.issuer, Self.platform])
        let byDevice = desk(routes)
        #expect(await byDevice.run(OwnServer.device, terminal: .person()).code == 0)
        #expect(byDevice.platform.reaches == [Self.platform])
        let byToken = desk()
        #expect(await byToken.coveo("login", "--with-token", terminal: .pipe(Given.token)).code == 0)
        #expect(byToken.platform.reaches.isEmpty)
    }

    @Test("a host that can't be found: what to check is what the command takes")
    func unknownHost() async throws {
        let desk = try await Desk.loggedIn([
            "GET \(Given.sources)/pages": [.failure(.unknownHost(host: "platform.cloud.coveo.com"))]
        ])
        let network = "hint: check the network, and HTTPS_PROXY and NO_PROXY where a proxy is needed\n"
        let list = await desk.coveo("sources", "list")
        #expect(list.code == 69)
        #expect(
            list.error.hasSuffix(
                network
                    + "hint: check COVEO_REGION and COVEO_PLATFORM_URL, or the platform that the login was made for\n"),
            "\(list.error)")
        desk.platform.refuseReach(.unknownHost(host: "platform.cloud.coveo.com"))
        for words in [["login", "--no-browser"], ["auth", "login", "--no-browser"]] {
            let login = await desk.run(words, terminal: .person())
            #expect(
                login.error.hasSuffix(
                    network
                        + "hint: check --region, --platform-url, --issuer and the like, or COVEO_REGION and "
                        + "COVEO_PLATFORM_URL\n"), "\(login.error)")
        }
    }
}
