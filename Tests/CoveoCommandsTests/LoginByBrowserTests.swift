import Foundation
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Logging in with a browser")
struct LoginByBrowserTests {
    /// A desk whose person opens the address and is sent back with `query` (state included where it says so).
    private func desk(
        _ routes: [String: [ScriptedPlatform.Answer]] = ["POST /oauth/token": [.success(Given.tokens)]],
        taken: Set<UInt16> = [], stray: [String] = [], query: String = "code=\(Given.code)&state=\(Given.state)"
    ) -> Desk {
        let redirects = ScriptedRedirects(taken: taken)
        var desk = Desk(platform: ScriptedPlatform(routes))
        desk.redirects = redirects
        desk.browser = ScriptedBrowser { _ in
            for target in stray { #expect(redirects.request(target)?.status == 404) }
            #expect(redirects.request("/?\(query)")?.status == 200)
        }
        return desk
    }

    @Test("the address asks for a code with PKCE, the code is redeemed by client 'cli', and the session is stored")
    func whole() async throws {
        let desk = desk()
        let ran = await desk.coveo("login", "--browser", terminal: .person())
        #expect(ran.code == 0)
        let items = URLComponents(string: try #require(desk.browser.opened.first))?.queryItems ?? []
        #expect(desk.browser.opened[0].hasPrefix("https://platform.cloud.coveo.com/oauth/authorize?"))
        #expect(
            items.map { "\($0.name)=\($0.value ?? "")" } == [
                "response_type=code", "client_id=cli", "redirect_uri=http://127.0.0.1:52296", "scope=full",
                "state=\(Given.state)", "code_challenge=6oZqdX5MOLq_qBJ8vppAnT4fk6AP8UiP9zX8-Rev_9A",
                "code_challenge_method=S256",
            ])
        let request = try #require(desk.platform.requests.first)
        #expect(request.line == "POST /oauth/token")
        #expect(request.head.headerFields[.authorization] == "Basic Y2xpOmNsaQ==")
        #expect(request.head.headerFields[.contentType] == "application/x-www-form-urlencoded")
        #expect(
            request.text == "grant_type=authorization_code&code=canary-code&redirect_uri=http%3A%2F%2F127.0.0.1%3A52296"
                + "&code_verifier=\(Given.verifier)")
        let session = try #require(try await desk.session())
        #expect(session.tokens.accessToken.reveal() == Given.token)
        #expect(session.tokens.expiresAt == TestClock().now.addingTimeInterval(86_400))
        #expect(session.scopes == ["full"])
        #expect(session.way == .browser)
        #expect(session.tokenEndpoint == "https://platform.cloud.coveo.com/oauth/token")
        #expect(ran.error.contains("It ends in 24 hours (2026-01-03 03:04 UTC); then run 'coveo login' again"))
        #expect(!desk.redirects.isListening)
    }

    @Test("region and environment name the vendor's hosts")
    func region() async throws {
        let desk = desk()
        let ran = await desk.coveo("login", "--browser", "--region", "EU", terminal: .person())
        #expect(ran.code == 0)
        #expect(desk.browser.opened.first?.hasPrefix("https://platform-eu.cloud.coveo.com/oauth/authorize?") == true)
        #expect(desk.platform.requests.allSatisfy { $0.head.authority == "platform-eu.cloud.coveo.com" })
        #expect(try await desk.session()?.pushURL == "https://api-eu.cloud.coveo.com")
    }

    @Test("where the first port is taken the second registered one is in both requests")
    func secondPort() async throws {
        let desk = desk(taken: [52_296])
        let ran = await desk.coveo("login", "--browser", terminal: .person())
        #expect(ran.code == 0)
        #expect(desk.redirects.asked == [52_296, 32_111])
        #expect(desk.browser.opened.first?.contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A32111&") == true)
        #expect(desk.platform.requests[0].text.contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A32111&"))
    }

    @Test("where both are taken it is 69, naming who holds them")
    func portsTaken() async throws {
        let desk = desk(taken: [52_296, 32_111])
        let ran = await desk.coveo("login", "--browser", terminal: .person())
        #expect(ran.code == 69)
        #expect(ran.error.contains("no redirect port is free: 52296 (held by other (pid 1)), 32111 (held by"))
        #expect(ran.error.contains("coveo login --no-browser"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("stray and forged requests change nothing")
    func stray() async throws {
        let desk = desk(stray: ["/?code=forged&state=wrong", "/favicon.ico", "/?error=access_denied&state=x", "/"])
        let ran = await desk.coveo("login", "--browser", terminal: .person())
        #expect(ran.code == 0)
        #expect(desk.platform.requests[0].text.contains("code=canary-code&"))
    }

    @Test("the person's refusal is 77, in the server's words made visible, and keeps the earlier login")
    func refusal() async throws {
        let desk = desk(query: "error=access_denied&error_description=Ann%1B%5B2J+said+no&state=\(Given.state)")
        try await desk.logIn(Given.session(token: "canary-earlier"))
        let ran = await desk.coveo("login", "--browser", terminal: .person())
        #expect(ran.code == 77)
        #expect(ran.error.contains("error: the login was refused: Ann\\u{1b}[2J said no\nhint: nothing was stored"))
        #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-earlier")
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("nobody comes: 75 after the typed time")
    func timeOut() async {
        var desk = Desk()
        desk.browser = ScriptedBrowser()
        let ran = await desk.coveo("login", "--browser", "--login-timeout", "20", terminal: .person())
        #expect(ran.code == 75)
        #expect(
            ran.error.contains(
                "error: nobody finished the login within 20 seconds\nhint: run 'coveo login --browser "))
        #expect(!desk.redirects.isListening)
    }

    @Test("a code that the token endpoint refuses is 77; the code is not sent twice")
    func refusedCode() async throws {
        let desk = desk([
            "POST /oauth/token": [
                .success(.json(#"{"error":"invalid_grant","error_description":"used"}"#, status: 400))
            ]
        ])
        let ran = await desk.coveo("login", "--browser", terminal: .person())
        #expect(ran.code == 77)
        #expect(ran.error.contains("the authorization server gave no token: invalid_grant: used"))
        #expect(desk.platform.lines == ["POST /oauth/token"])
        #expect(try await desk.session() == nil)
    }

    @Test(
        "what a token endpoint may answer otherwise",
        arguments: [
            (ReceivedResponse.plain("<html>", status: 200, type: "text/html"), Int32(76)),
            (.plain("", status: 503), 69),
            (.json(#"{"token_type":"bearer"}"#), 76),
            (.plain("", status: 302), 76),
            (.json(#"{"access_token":"canary-token","token_type":"mac"}"#), 76),
            (.json(#"{"access_token":"canary token"}"#), 76),
        ])
    func oddAnswers(answer: ReceivedResponse, code: Int32) async throws {
        let desk = desk(["POST /oauth/token": [.success(answer)]])
        let ran = await desk.coveo("login", "--browser", terminal: .person())
        #expect(ran.code == code)
        #expect(ran.error.contains("hint: "))
        #expect(desk.platform.requests.count == 1)
        #expect(try await desk.session() == nil)
    }

    @Test("an own client authenticates without the secret of 'cli', with its own scopes and ports")
    func ownClient() async throws {
        let desk = desk()
        let ran = await desk.coveo(
            "login", "--browser", "--client-id", "mine", "--scope", "a", "--scope", "b", "--redirect-port", "8123",
            terminal: .person())
        #expect(ran.code == 0)
        #expect(desk.redirects.asked == [8_123])
        #expect(desk.browser.opened.first?.contains("client_id=mine&") == true)
        #expect(desk.browser.opened.first?.contains("scope=a%20b&") == true)
        #expect(desk.platform.requests[0].head.headerFields[.authorization] == nil)
        #expect(desk.platform.requests[0].text.hasSuffix("&client_id=mine"))
    }

    @Test("--verbose shows each request and store access, and no secret")
    func verbose() async {
        let desk = desk()
        let ran = await desk.coveo("login", "--browser", "--verbose", terminal: .person())
        #expect(ran.code == 0)
        #expect(ran.error.contains("* secret-service probe: done"))
        #expect(ran.error.contains("* secret-service write default: done"))
        #expect(ran.error.contains("POST https://platform.cloud.coveo.com/oauth/token"))
    }
}
