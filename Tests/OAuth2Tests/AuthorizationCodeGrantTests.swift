import Foundation
import OAuth2
import Ports
import Support
import Testing

@Suite("Login by authorization code", .timeLimit(.minutes(1)))
struct AuthorizationCodeGrantTests {
    @Test("the address is told before the browser opens it, and the code of the redirect becomes tokens")
    func throughBrowser() async throws {
        let login = Login()
        let browser = ScriptedBrowser { address in
            #expect(login.address == address)
            #expect(login.redirect() == ClosingPage.done)
        }
        let tokens = try await login.run(browser: browser)
        #expect(tokens.accessToken == Redacted("t-1"))
        #expect(tokens.expiresAt == PausedClock().now + 86_400)
        #expect(browser.opened == [login.address])
        #expect(login.events.first == .listening(port: 52296))
    }

    @Test("the redirect URI is the same in both requests, byte for byte, without a slash")
    func redirectURI() async throws {
        let login = Login()
        _ = try await login.run { login, event in
            if case .address = event { login.redirect() }
        }
        #expect(login.address?.contains("&redirect_uri=http%3A%2F%2F127.0.0.1%3A52296&") == true)
        #expect(login.tokenRequest["redirect_uri"] == "http://127.0.0.1:52296")
    }

    @Test("the verifier that is sent fits the S256 challenge that was shown: a strict server takes it")
    func challenge() async throws {
        let login = Login()
        _ = try await login.run { login, event in
            if case .address = event { login.redirect() }
        }
        let verifier = try #require(login.tokenRequest["code_verifier"])
        #expect(verifier.utf8.count == 43)
        #expect(login.parameter("code_challenge_method") == "S256")
        #expect(login.parameter("code_challenge") == PKCE(verifier: Redacted(verifier)).challenge)
        #expect(login.parameter("code_challenge") != verifier, "a server that rejects plain")
    }

    @Test("favicon, port scanner, forged state first, then the real one: the login succeeds")
    func strayRequests() async throws {
        let login = Login()
        let browser = ScriptedBrowser { _ in
            #expect(login.redirects.request("/favicon.ico")?.status == 404)
            #expect(login.redirects.request("/", method: "OPTIONS")?.status == 405)
            #expect(login.redirects.request("/?code=evil&state=guess")?.status == 404)
            #expect(login.redirects.request("/?error=access_denied&state=guess")?.status == 404)
            #expect(login.redirects.request("/?code=evil&state=\(login.state)", host: "evil.example")?.status == 404)
            #expect(login.redirect(code: "real")?.status == 200)
            #expect(login.redirect(code: "late")?.status == 404)
        }
        _ = try await login.run(browser: browser)
        #expect(login.tokenRequest["code"] == "real")
        #expect(login.events.filter { $0 == .strayRequest }.count == 6)
    }

    @Test("a request that comes before the address is told is stray")
    func early() async throws {
        let login = Login()
        _ = try await login.run { login, event in
            if event == .listening(port: 52296) { #expect(login.redirects.request("/?code=c&state=")?.status == 404) }
            if case .address = event { login.redirect() }
        }
    }

    @Test("a refusal on the redirect ends the login with what the server says, on the page too")
    func refused() async {
        let login = Login()
        let browser = ScriptedBrowser { _ in
            let page = login.redirects.request(
                "/?error=access_denied&error_description=%3Cb%3Eno%1B%5B31m&state=\(login.state)")
            #expect(page?.body.contains("&lt;b&gt;no\\u{1b}[31m") == true)
        }
        let error = OAuthError(code: "access_denied", description: "<b>no\u{1B}[31m")
        await #expect(throws: OAuth2Failure.refusedAtRedirect(error)) { try await login.run(browser: browser) }
        #expect(login.transport.requests.isEmpty)
        #expect(!login.redirects.isListening)
    }

    @Test("nobody comes: the login ends with its time")
    func timeOut() async {
        let login = Login()
        let clock = TestClock()
        await #expect(throws: OAuth2Failure.timedOut(after: .seconds(7))) {
            try await login.run(timeout: .seconds(7), clock: clock)
        }
        #expect(clock.sleeps == [.seconds(7)])
        #expect(!login.redirects.isListening)
    }

    @Test("the time that the browser takes to open is part of the login's time")
    func deadline() async {
        let login = Login()
        let clock = TestClock()
        let browser = ScriptedBrowser { _ in clock.advance(by: .seconds(2)) }
        await #expect(throws: OAuth2Failure.timedOut(after: .seconds(7))) {
            try await login.run(timeout: .seconds(7), browser: browser, clock: clock)
        }
        #expect(clock.sleeps == [.seconds(5)])
    }

    @Test("a browser that fails is told, and the login goes on")
    func failedBrowser() async throws {
        let login = Login()
        let failure = BrowserFailure.failed(program: "xdg-open", status: 3)
        let tokens = try await login.run(browser: ScriptedBrowser(failure: failure)) { login, event in
            if event == .browserFailed(failure) { login.redirect() }
        }
        #expect(tokens.accessToken == Redacted("t-1"))
        #expect(login.events.contains(.browserFailed(failure)))
        #expect(!login.events.contains(.browserOpened))
    }

    @Test("an opened browser is told")
    func openedBrowser() async throws {
        let login = Login()
        _ = try await login.run(browser: ScriptedBrowser()) { login, event in
            if event == .browserOpened { login.redirect() }
        }
        #expect(login.events.contains(.browserOpened))
    }

    @Test("an answer that comes while the opener still runs is taken at once, and the opener is left alone")
    func slowOpener() async throws {
        let login = Login()
        let (ends, end) = AsyncStream.makeStream(of: Bool.self)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let browser = ScriptedBrowser { _ in
            login.redirect()
            for await _ in gate {}
            end.yield(Task.isCancelled)
            end.finish()
        }
        _ = try await login.run(browser: browser)
        open.finish()
        for await wasCancelled in ends { #expect(!wasCancelled) }
    }

    @Test("the second port is used where the first is taken")
    func secondPort() async throws {
        let login = Login(taken: [52296])
        _ = try await login.run { login, event in
            if case .address = event { login.redirect() }
        }
        #expect(login.redirects.asked == [52296, 32111])
        #expect(login.events.first == .listening(port: 32111))
        #expect(login.tokenRequest["redirect_uri"] == "http://127.0.0.1:32111")
    }

    @Test("all ports taken and nobody to paste: the login ends with who holds them")
    func portsTaken() async {
        let login = Login(taken: [52296, 32111])
        let holders: [UInt16: String] = [52296: "other (pid 1)", 32111: "other (pid 1)"]
        await #expect(throws: OAuth2Failure.noRedirect(.portsTaken(ports: [52296, 32111], holders: holders))) {
            try await login.run()
        }
        #expect(login.address == nil)
    }

    @Test("the port is closed before the code is redeemed, and after every end")
    func closed() async throws {
        let login = Login(answers: [.success(.json(#"{"error":"invalid_grant"}"#, status: 400))])
        await #expect(throws: OAuth2Failure.tokenRefused(status: 400, OAuthError(code: "invalid_grant"))) {
            try await login.run { login, event in
                if case .address = event { login.redirect() }
            }
        }
        #expect(!login.redirects.isListening)
    }

    @Test("a cancelled login ends at once and closes the port")
    func cancelled() async {
        let login = Login()
        let (addresses, address) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await login.run(paste: .never) { _, event in
                if case .address = event { address.finish() }
            }
        }
        for await _ in addresses {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!login.redirects.isListening)
        #expect(login.transport.requests.isEmpty)
    }
}
