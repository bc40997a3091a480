import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Logging in on another device")
struct LoginByDeviceTests {
    private func desk(
        _ polls: [ScriptedPlatform.Answer] = [OwnServer.tokens],
        device: ScriptedPlatform.Answer = OwnServer.deviceAnswer(), clock: TestClock = TestClock()
    ) -> Desk {
        var desk = Desk(platform: ScriptedPlatform(["POST /device": [device], "POST /token": polls]))
        desk.clock = clock
        return desk
    }

    @Test("shows where to go and what to type, polls until it is done, and stores the session")
    func whole() async throws {
        let clock = TestClock()
        let desk = desk([OwnServer.pending, OwnServer.pending, OwnServer.tokens], clock: clock)
        let ran = await desk.run(OwnServer.device)
        #expect(ran.code == 0)
        #expect(ran.output.isEmpty)
        try Golden.expect(ran.error, "login-device.txt")
        #expect(
            desk.platform.lines == [
                "POST /device", "POST /token", "POST /token", "POST /token", "POST /oauth/check_token",
                "GET /rest/organizations?page=0&perPage=100",
            ])
        #expect(desk.platform.requests[0].text == "scope=full&client_id=mine")
        #expect(
            desk.platform.requests[1].text == "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                + "&device_code=canary-device&client_id=mine")
        #expect(clock.sleeps == [.seconds(5), .seconds(5), .seconds(5)])
        let session = try #require(try await desk.session())
        #expect(session.way == .device)
        #expect(session.tokens.refreshToken?.reveal() == "canary-refresh")
        #expect(session.deviceAuthorizationEndpoint == "https://as.example/device")
        #expect(session.client == OAuthClient(id: "mine", authentication: .none))
        #expect(desk.browser.opened.isEmpty)
    }

    @Test("--json says which way it was, and that it can be renewed")
    func json() async {
        let ran = await desk().run(OwnServer.device + ["--json", "--quiet"])
        #expect(ran.output.contains(#""renewable":true,"store":"secret-service","way":"device""#))
    }

    @Test("what ends it has its words and code, and stores nothing")
    func ends() async throws {
        let ends: [(poll: ScriptedPlatform.Answer, code: Int32, words: String)] = [
            (OwnServer.refusal("access_denied"), 77, "error: the login was refused on the other device\n"),
            (
                OwnServer.refusal("access_denied", words: #"Ann\u001b[2J said no"#), 77,
                "refused on the other device: Ann\\u{1b}[2J said no\n"
            ),
            (OwnServer.refusal("expired_token"), 75, "error: the code expired before the login was finished"),
            (OwnServer.refusal("invalid_grant"), 77, "gave no token: invalid_grant\n"),
            (OwnServer.refusal("invalid_client", status: 401), 77, "hint: check --client-id and --client-auth"),
            (.success(.plain("<html>", status: 200, type: "text/html")), 76, "is no JSON object but text/html"),
        ]
        for end in ends {
            let desk = desk([OwnServer.pending, end.poll])
            let ran = await desk.run(OwnServer.device)
            #expect(ran.code == end.code, "\(end.words)")
            #expect(ran.error.contains(end.words), "\(ran.error)")
            #expect(desk.platform.lines == ["POST /device", "POST /token", "POST /token"])
            #expect(try await desk.session() == nil)
        }
    }

    @Test("nobody comes: 75, after the smaller of the code's life and --login-timeout")
    func timeOut() async {
        let clock = TestClock()
        let typed = await desk([OwnServer.pending], clock: clock).run(OwnServer.device + ["--login-timeout", "20"])
        #expect(typed.code == 75)
        #expect(typed.error.contains("It waits 20 seconds"))
        #expect(typed.error.contains("error: nobody finished the login within 20 seconds\n"))
        #expect(clock.uptime == .seconds(20))
        let other = TestClock()
        let short = await desk([OwnServer.pending], device: OwnServer.deviceAnswer(life: 12), clock: other)
            .run(OwnServer.device)
        #expect(short.code == 75)
        #expect(short.error.contains("It waits 12 seconds"))
        #expect(short.error.contains("hint: run 'coveo login --device' again, which gives a new code\n"))
        #expect(other.uptime == .seconds(12))
    }

    @Test("a lost connection and a busy server are waited out, with a word; slower polls are asked for in silence")
    func troubles() async throws {
        let clock = TestClock()
        let desk = desk(
            [
                .failure(.cut(host: "as.example")), .success(.plain("", status: 503)),
                .failure(.timedOut(host: "as.example", after: .seconds(30))), OwnServer.refusal("slow_down"),
                OwnServer.tokens,
            ], clock: clock)
        let ran = await desk.run(OwnServer.device)
        #expect(ran.code == 0)
        #expect(ran.error.contains("The connection to the authorization server was lost; asking again in 10 seconds\n"))
        #expect(ran.error.contains("The authorization server failed (HTTP 503); asking again in 20 seconds\n"))
        #expect(ran.error.contains("The authorization server did not answer in time; asking again in 10 seconds\n"))
        #expect(!ran.error.contains("slower"))
        #expect(clock.sleeps.last == .seconds(15))
        let loud = await self.desk([OwnServer.refusal("slow_down"), OwnServer.tokens])
            .run(OwnServer.device + ["--verbose"])
        #expect(loud.error.contains("* the server asks for slower polls: every 10 seconds\n"))
    }

    @Test(
        "a server that wants fewer polls is waited for as long as it says, with a word; 75 with the time where it is long"
    )
    func retryAfter() async throws {
        func busy(_ text: String, _ status: Int = 429) -> ScriptedPlatform.Answer {
            .success(.plain("", status: status, fields: [.retryAfter: text]))
        }
        let clock = TestClock()
        let ran = await desk([busy("60"), busy("Fri, 02 Jan 2026 03:05:50 GMT", 503), OwnServer.tokens], clock: clock)
            .run(OwnServer.device)
        #expect(ran.code == 0)
        #expect(
            ran.error.contains(
                "The authorization server wants fewer requests (HTTP 429); asking again in 60 seconds\n"
                    + "The authorization server failed (HTTP 503); asking again in 40 seconds\n"), "\(ran.error)")
        #expect(clock.uptime == .seconds(5 + 60 + 40))
        for status in [429, 503] {
            let long = desk([busy("3600", status)])
            let ran = await long.run(OwnServer.device)
            #expect(ran.code == 75)
            #expect(
                ran.error.contains(", and wants to be asked again in 60 minutes (2026-01-02 04:04 "), "\(ran.error)")
            #expect(long.platform.lines == ["POST /device", "POST /token"])
            #expect(try await long.session() == nil)
        }
    }

    @Test("an interval that is longer than --login-timeout leaves one poll, at its end")
    func longInterval() async {
        let clock = TestClock()
        let device = OwnServer.deviceAnswer(extra: #","x":1"#)
        guard case .success(let answer) = device else { return }
        let long = String(decoding: answer.body, as: UTF8.self).replacing(#""interval":5"#, with: #""interval":120"#)
        let ran = await desk(device: .success(.json(long)), clock: clock)
            .run(OwnServer.device + ["--login-timeout", "60"])
        #expect(ran.code == 0, "\(ran.error)")
        #expect(clock.sleeps.first == .seconds(60))
    }

    @Test(
        "an unusable answer of the device endpoint is 76, and nobody is sent anywhere",
        arguments: [
            "{}", #"{"device_code":"canary-device","user_code":"  ","verification_uri":"https://as.example"}"#, "[]",
            "{",
        ])
    func unusable(body: String) async throws {
        let desk = desk(device: .success(.json(body)))
        let ran = await desk.run(OwnServer.device)
        #expect(ran.code == 76)
        #expect(ran.error.hasPrefix("error: "))
        #expect(ran.error.contains("the authorization server"))
        #expect(desk.platform.lines == ["POST /device"])
    }

    @Test("the platform's own client has no device grant: 64 at once, naming --no-browser")
    func platforms() async {
        let desk = Desk()
        let ran = await desk.coveo("login", "--device")
        #expect(ran.code == 64)
        #expect(
            ran.error.hasPrefix(
                "error: the platform's own client has no device grant as far as its vendor has published\n"
                    + "hint: use 'coveo login --no-browser'"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("neither has a server that names no endpoint: 64, naming the option and --no-browser")
    func issuerWithout() async {
        let desk = Desk(
            platform: ScriptedPlatform(["GET /.well-known/oauth-authorization-server": [OwnServer.metadata()]]))
        let ran = await desk.coveo("login", "--device", "--issuer", OwnServer.issuer)
        #expect(ran.code == 64)
        #expect(ran.error.hasPrefix("error: the authorization server names no device authorization endpoint\n"))
        #expect(ran.error.contains("--device-authorization-endpoint URL\n"))
        #expect(ran.error.contains("coveo login --no-browser"))
    }

    @Test("is chosen by itself where no browser can be opened and the server offers it, and where it offers no other")
    func chosen() async throws {
        let cases: [(hasBrowser: Bool, metadata: ScriptedPlatform.Answer, isDevice: Bool)] = [
            (false, OwnServer.metadata(device: true), true), (false, OwnServer.metadata(), false),
            (true, OwnServer.metadata(device: true), false),
            (true, OwnServer.metadata(authorization: false, device: true), true),
        ]
        for each in cases {
            var desk = Desk(
                platform: ScriptedPlatform([
                    "GET /.well-known/oauth-authorization-server": [each.metadata],
                    "POST /device": [OwnServer.deviceAnswer()], "POST /token": [OwnServer.tokens],
                ]))
            desk.browser = ScriptedBrowser(isAvailable: each.hasBrowser)
            let ran = await desk.coveo("login", "--issuer", OwnServer.issuer, "--client-id", "mine")
            #expect(desk.platform.lines.contains("POST /device") == each.isDevice)
            #expect(ran.code == (each.isDevice ? 0 : 75))
            #expect(ran.error.contains("Open this address to log in to as.example") == !each.isDevice)
        }
    }
}
