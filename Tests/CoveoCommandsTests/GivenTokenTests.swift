import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("A login by an access token or API key")
struct GivenTokenTests {
    private let hint = "hint: run 'coveo login --with-token' with another token or API key\n"

    private func session(expiresIn seconds: Double? = nil) -> Session {
        var session = Given.session(account: "ann@example.com", expiresIn: seconds)
        session.client = nil
        session.tokenEndpoint = nil
        session.way = .withToken
        return session
    }

    @Test(
        "once it has ended, the hint is the way by which it came",
        arguments: [["sources", "list"], ["auth", "token"]])
    func ended(arguments: [String]) async throws {
        let desk = try await Desk.loggedIn(session: session(expiresIn: -1))
        let ran = await desk.run(arguments)
        #expect(ran.code == 77)
        #expect(ran.error.hasPrefix("error: the login has expired: its access token or API key ended at "))
        #expect(ran.error.hasSuffix(hint))
        let status = await desk.coveo("auth", "status")
        #expect(status.code == 1 && status.error == "hint: run 'coveo login --with-token'\n")
    }

    @Test("once it is refused, the same, and a renewal says that there is none")
    func refused() async throws {
        let desk = try await Desk.loggedIn(
            [
                "GET \(Given.sources)/pages": [.success(Given.dead)],
                "POST /oauth/check_token": [.success(Given.dead)],
            ],
            session: session())
        let ran = await desk.coveo("sources", "list")
        #expect(ran.code == 77 && ran.error.hasSuffix(hint), "\(ran.error)")
        let status = await desk.coveo("auth", "status")
        #expect(status.code == 1 && status.error == "hint: run 'coveo login --with-token'\n")
        let renewal = await desk.coveo("auth", "refresh")
        #expect(renewal.code == 77)
        #expect(
            renewal.error
                == "error: the login can't be renewed: it is an access token or API key that was given\n" + hint)
    }

    @Test("at a terminal another token is asked for where it has ended, and where it was logged out")
    func offered() async throws {
        let desk = try await Desk.loggedIn(
            ["GET \(Given.sources)/pages": [.success(Given.page())]], session: session(expiresIn: -1))
        let ran = await desk.coveo("sources", "list", terminal: .person("y", "canary-new"))
        #expect(ran.code == 0, "\(ran.error)")
        #expect(ran.error.contains("Log in now? [Y/n] "))
        #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-new")
        #expect(await desk.coveo("logout").code == 0)
        let again = await desk.coveo("sources", "list", terminal: .person("y", "canary-newer"))
        #expect(again.code == 0, "\(again.error)")
        #expect(try await desk.session()?.way == .withToken)
        #expect(desk.browser.opened.isEmpty)
    }

    @Test("status and profiles say what it is, and after a logout how the next one is made")
    func said() async throws {
        let desk = Desk()
        #expect(await desk.coveo("login", "--with-token", terminal: .pipe("canary-token")).code == 0)
        let status = await desk.coveo("auth", "status")
        #expect(status.output.contains("\n  way           with-token, an access token or API key\n"))
        #expect(await desk.coveo("profiles", "list").output.hasSuffix("\tsecret-service\twith-token\n"))
        #expect(await desk.coveo("profiles", "list", "--json").output.contains(#""way":"with-token""#))
        #expect(await desk.coveo("logout").code == 0)
        let ran = await desk.coveo("sources", "list")
        #expect(ran.error.contains("hint: run 'coveo login --with-token'\n"))
    }

    @Test("a right that it lacks is its own, and no account's")
    func lacks() async throws {
        let routes: [String: [ScriptedPlatform.Answer]] = [
            "GET \(Given.sources)/pages": [.success(Given.refusal(403))]
        ]
        let key = try await Desk.loggedIn(routes, session: session())
        let ran = await key.coveo("sources", "list")
        #expect(ran.code == 77)
        #expect(ran.error.hasPrefix("error: this access token or API key may not "), "\(ran.error)")
        let variable = Desk(platform: ScriptedPlatform(routes))
        let other = await variable.coveo(
            "sources", "list", "--org", "acme", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(other.error.hasPrefix("error: this access token or API key may not "), "\(other.error)")
        let account = try await Desk.loggedIn(routes)
        #expect(await account.coveo("sources", "list").error.hasPrefix("error: this account may not "))
    }
}
