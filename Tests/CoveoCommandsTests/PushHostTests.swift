import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("A login that does not know the Push API's address")
struct PushHostTests {
    private let login = "login --platform-url https://p.example --push-url URL"

    @Test("the login says so, with the whole command, and one that knows it says nothing")
    func login() async throws {
        let desk = Desk()
        let ran = await desk.coveo(
            "login", "--with-token", "--platform-url", "https://p.example", "--profile", "key",
            terminal: .pipe("canary-token"))
        #expect(ran.code == 0)
        let command = "coveo login --with-token --platform-url https://p.example --push-url URL --profile key"
        #expect(
            ran.error.hasSuffix(
                "hint: pushing ('coveo api' with /push/v1/…) needs the Push API's address too: '\(command)'\n"),
            "\(ran.error)")
        for options in [
            ["--region", "eu"], ["--platform-url", "https://p.example", "--push-url", "https://q.example"],
        ] {
            let ran = await Desk().run(["login", "--with-token"] + options, terminal: .pipe("canary-token"))
            #expect(ran.code == 0 && !ran.error.contains("Push API"))
        }
    }

    @Test("a push without it ends with a command that works for this profile")
    func push() async throws {
        var session = OwnServer.session()
        session.platformURL = "https://p.example"
        session.pushURL = nil
        let desk = try await Desk.loggedIn(session: session, profile: "own")
        let ran = await desk.coveo("api", "/push/v1/organizations/{org}/sources/x/status", "--profile", "own")
        #expect(ran.code == 78)
        #expect(
            ran.error == """
                error: the path is one of the Push API, and the login does not know its address
                hint: log in again with that address for URL: 'coveo \(login) --profile own'

                """)
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("with COVEO_ACCESS_TOKEN it is a matter of the environment")
    func variable() async throws {
        let ran = await Desk().coveo(
            "api", "/push/v1/organizations/acme/sources/x/status",
            environment: ["COVEO_ACCESS_TOKEN": "canary-variable", "COVEO_PLATFORM_URL": "https://p.example"])
        #expect(ran.code == 78)
        #expect(ran.error.hasSuffix("hint: set COVEO_PUSH_URL to that address, beside COVEO_PLATFORM_URL\n"))
    }
}
