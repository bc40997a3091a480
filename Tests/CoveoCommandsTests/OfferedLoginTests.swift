import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Not logged in at a terminal: a login is offered")
struct OfferedLoginTests {
    /// A desk where nobody is logged in, with a person whose browser works.
    private func desk() -> Desk {
        let redirects = ScriptedRedirects()
        var desk = Desk(
            platform: ScriptedPlatform([
                "POST /oauth/token": [.success(Given.tokens)],
                "POST \(Given.sources)": [.success(.json(#"{"id":"acme-new"}"#, status: 201))],
            ]))
        desk.redirects = redirects
        desk.browser = ScriptedBrowser { _ in
            _ = redirects.request("/?code=\(Given.code)&state=\(Given.state)")
        }
        return desk
    }

    @Test("yes logs in and goes on with the create, the ID alone on a captured stdout", arguments: ["", "y", "YES"])
    func goesOn(answer: String) async throws {
        let desk = desk()
        let ran = await desk.coveo("sources", "create", "Docs", terminal: .captured(answer))
        #expect(ran.code == 0)
        #expect(ran.output == "acme-new\n")
        #expect(ran.error.hasPrefix("You are not logged in.\nLog in now? [Y/n] "))
        #expect(try await desk.session()?.tokens.accessToken.reveal() == Given.token)
        #expect(desk.platform.lines.last == "POST /rest/organizations/acme/sources")
    }

    @Test("no is 1, and nothing is sent")
    func refused() async throws {
        let desk = desk()
        let ran = await desk.coveo("sources", "create", "Docs", terminal: .captured("n"))
        #expect(ran.code == 1)
        #expect(ran.error.contains("error: not logged in\nhint: run 'coveo login' when you want to"))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("an expired login is offered anew")
    func expired() async throws {
        let desk = desk()
        try await desk.logIn(Given.session(token: "canary-old", expiresIn: -1))
        let ran = await desk.coveo("sources", "create", "Docs", terminal: .captured("y"))
        #expect(ran.code == 0)
        #expect(ran.error.hasPrefix("The login has expired.\n"))
        #expect(try await desk.session()?.tokens.accessToken.reveal() == Given.token)
    }

    @Test("the --org of the command that offered it is for that command alone")
    func organization() async throws {
        let desk = desk()
        desk.platform.answer("GET /rest/organizations", .success(Given.organizations("acme", "beta")))
        desk.platform.answer(
            "POST /rest/organizations/beta/sources", .success(.json(#"{"id":"beta-new"}"#, status: 201)))
        try await desk.logIn(Given.session(token: "canary-old", expiresIn: -1))
        let ran = await desk.coveo("sources", "create", "Docs", "--org", "beta", terminal: .captured("y"))
        #expect(ran.output == "beta-new\n")
        #expect(try await desk.session()?.organization == "acme")
    }

    @Test("in a pipe, in CI and with --no-input nobody is asked: 77 with the command to run")
    func notOffered() async {
        let terminal = StagedTerminal.captured("y")
        let cases: [([String], [String: String], StagedTerminal)] = [
            ([], [:], .pipe()), (["--no-input"], [:], terminal), ([], ["CI": "true"], terminal),
        ]
        for (options, environment, terminal) in cases {
            let ran = await desk().run(["sources", "list"] + options, environment: environment, terminal: terminal)
            #expect(ran.code == 77)
            #expect(ran.error.contains("hint: run 'coveo login'\n"))
            #expect(terminal.readCount == 0)
        }
    }

    @Test("Ctrl-C at the question is 130")
    func interrupted() async {
        let terminal = StagedTerminal(inputIsTerminal: true, errorIsTerminal: true, reading: .cancelled)
        let ran = await desk().coveo("sources", "list", terminal: terminal)
        #expect(ran.code == 130)
    }
}
