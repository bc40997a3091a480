import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo auth token")
struct AuthTokenTests {
    @Test("prints the token and a newline, and asks neither server nor stdin")
    func plain() async throws {
        let desk = try await Desk.loggedIn()
        let terminal = StagedTerminal.pipe("x")
        let ran = await desk.coveo("auth", "token", terminal: terminal, showsToken: true)
        #expect(ran.code == 0)
        #expect(ran.output == "canary-token\n")
        #expect(ran.error.isEmpty)
        #expect(desk.platform.lines.isEmpty)
        #expect(terminal.readCount == 0)
        #expect(desk.store.calls.filter { $0 != "write default" } == ["read default"])
    }

    @Test("--header is fit for curl -H @-")
    func header() async throws {
        let ran = await (try await Desk.loggedIn()).coveo("auth", "token", "--header", showsToken: true)
        #expect(ran.output == "Authorization: Bearer canary-token\n")
        let both = await (try await Desk.loggedIn()).coveo("auth", "token", "--header", "--json")
        #expect(both.code == 64)
    }

    @Test("--json has the contract's shape")
    func json() async throws {
        let ran = await (try await Desk.loggedIn()).coveo("auth", "token", "--json", showsToken: true)
        #expect(
            ran.output == """
                {"accessToken":"canary-token","tokenType":"Bearer","expiresAt":"2026-01-03T03:04:05Z",\
                "platformUrl":"https://platform.cloud.coveo.com","pushUrl":"https://api.cloud.coveo.com",\
                "organization":"acme"}

                """)
    }

    @Test("a terminal is refused without --show")
    func terminal() async throws {
        let desk = try await Desk.loggedIn()
        let refused = await desk.coveo("auth", "token", terminal: .person())
        #expect(refused.code == 64)
        #expect(refused.error == "error: a token on a terminal stays in its history\nhint: pipe it, or add --show\n")
        let shown = await desk.coveo("auth", "token", "--show", terminal: .person(), showsToken: true)
        #expect(shown.output == "canary-token\n")
    }

    @Test("a token that ends soon is printed, with its end on stderr")
    func endsSoon() async throws {
        let desk = try await Desk.loggedIn(session: Given.session(expiresIn: 30))
        let ran = await desk.coveo("auth", "token", showsToken: true)
        #expect(ran.code == 0)
        #expect(ran.error == "the token ends in 30 seconds (2026-01-02 03:04 UTC)\n")
    }

    @Test("one whose end is unknown is valid")
    func unknownEnd() async throws {
        let desk = try await Desk.loggedIn(session: Given.session(expiresIn: nil))
        #expect(await desk.coveo("auth", "token", showsToken: true).code == 0)
    }

    @Test("an expired one is 77 and not printed")
    func expired() async throws {
        let desk = try await Desk.loggedIn(session: Given.session(expiresIn: 0))
        let ran = await desk.coveo("auth", "token")
        #expect(ran.code == 77)
        #expect(ran.output.isEmpty)
        #expect(ran.error.contains("error: the login has expired (at 2026-01-02 03:04 UTC)\nhint: run 'coveo login'"))
    }

    @Test("without a login it is 77, at a terminal too: nobody is asked")
    func notLoggedIn() async {
        let ran = await Desk().coveo("auth", "token")
        #expect(ran.code == 77)
        #expect(ran.error == "error: not logged in\nhint: run 'coveo login'\nhint: or, in CI, set COVEO_ACCESS_TOKEN\n")
        let person = StagedTerminal.captured("y")
        #expect(await Desk().coveo("auth", "token", terminal: person).code == 77)
        #expect(person.readCount == 0)
    }

    @Test("a variable that is set but empty counts as unset, and the error says so", arguments: ["", "  \n"])
    func emptyVariable(value: String) async throws {
        let environment = ["COVEO_ACCESS_TOKEN": value]
        for arguments in [["auth", "token"], ["sources", "list"]] {
            let ran = await Desk().run(arguments, environment: environment)
            #expect(ran.code == 77)
            #expect(ran.error.contains("not logged in (COVEO_ACCESS_TOKEN is set but empty)"))
        }
        let desk = try await Desk.loggedIn()
        #expect(
            await desk.coveo("auth", "token", environment: environment, showsToken: true).output == "canary-token\n")
    }

    @Test("the variable's token is printed trimmed; a typed --profile beats it, COVEO_PROFILE doesn't")
    func variable() async throws {
        let desk = try await Desk.loggedIn()
        let environment = ["COVEO_ACCESS_TOKEN": " canary-variable ", "COVEO_PROFILE": "default"]
        let variable = await desk.coveo("auth", "token", environment: environment, showsToken: true)
        #expect(variable.output == "canary-variable\n")
        let profile = await desk.coveo(
            "auth", "token", "--profile", "default", environment: environment, showsToken: true)
        #expect(profile.output == "canary-token\n")
    }

    @Test("a variable that no header can hold is 77 and not shown")
    func unfitVariable() async {
        let ran = await Desk().coveo("auth", "token", environment: ["COVEO_ACCESS_TOKEN": "canary a\nb"])
        #expect(ran.code == 77)
        #expect(ran.error.contains("COVEO_ACCESS_TOKEN holds spaces"))
    }

    @Test("a token of another platform than the environment names is 77 and not printed")
    func otherPlatform() async throws {
        let ran = await (try await Desk.loggedIn()).coveo("auth", "token", environment: ["COVEO_REGION": "eu"])
        #expect(ran.code == 77)
        #expect(ran.output.isEmpty)
    }

    @Test("stdout that can't be written is 73")
    func closedOutput() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("auth", "token", terminal: StagedTerminal(writing: .outputLost(code: 9)))
        #expect(ran.code == 73)
        #expect(ran.error.hasPrefix("error: standard output can't be written (errno 9)\nhint: "))
    }
}
