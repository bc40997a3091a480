import JSON
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("Logging in with a token from stdin")
struct LoginWithTokenTests {
    @Test("a piped token is trimmed, proven on the platform and stored")
    func piped() async throws {
        let desk = Desk()
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("  canary-token\n"))
        #expect(ran.code == 0)
        #expect(ran.output.isEmpty)
        #expect(
            ran.error.contains("Logged in to https://platform.cloud.coveo.com as ann@example.com, organization acme"))
        #expect(desk.platform.lines == ["POST /oauth/check_token", "GET /rest/organizations?page=0&perPage=100"])
        let session = try #require(try await desk.session())
        #expect(session.tokens.accessToken.reveal() == "canary-token")
        #expect(session.organization == "acme")
        #expect(session.way == .withToken)
        #expect(session.client == nil)
        #expect(session.tokens.expiresAt == nil)
    }

    @Test("at a terminal it is prompted for, without echo")
    func typed() async throws {
        let desk = Desk()
        let ran = await desk.coveo("login", "--with-token", terminal: .person("canary-token"))
        #expect(ran.code == 0)
        #expect(ran.error.contains("Access token or API key (not shown): "))
        #expect(try await desk.session() != nil)
    }

    @Test("at a terminal where nothing may be asked it is 64")
    func typedNoInput() async {
        let terminal = StagedTerminal.person("canary-token")
        let ran = await Desk().coveo("login", "--with-token", "--no-input", terminal: terminal)
        #expect(ran.code == 64)
        #expect(terminal.readCount == 0)
    }

    @Test(
        "nothing, blanks, and two words are no token; nothing is sent",
        arguments: ["", " \n\t", "canary-a canary-b", "canary-a\ncanary-b"])
    func unfit(input: String) async throws {
        let desk = Desk()
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe(input))
        #expect(ran.code == 65)
        #expect(ran.error.contains(input.contains("canary") ? "is no token" : "no token came on stdin"))
        #expect(desk.platform.lines.isEmpty)
        #expect(try await desk.session() == nil)
    }

    @Test("a token that the platform refuses hints at the region and stores nothing")
    func dead() async throws {
        let desk = Desk(platform: ScriptedPlatform(["POST /oauth/check_token": [.success(Given.dead)]]))
        let ran = await desk.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(ran.code == 77)
        #expect(ran.error.contains("platform.cloud.coveo.com does not accept this token"))
        #expect(ran.error.contains("name another with --region"))
        #expect(try await desk.session() == nil)
        #expect(desk.files.text(Desk.configuration) == nil)
    }

    @Test("a platform that says nothing of the token has to prove it otherwise, or nothing is stored")
    func unproven() async throws {
        let silent = ScriptedPlatform.Answer.success(Given.refusal(404))
        for (organizations, code) in [
            (Given.organizations("acme"), Int32(0)), (Given.refusal(401), 77), (Given.refusal(403), 77),
        ] {
            let desk = Desk(
                platform: ScriptedPlatform([
                    "POST /oauth/check_token": [silent], "GET /rest/organizations": [.success(organizations)],
                    "GET /rest/organizations/acme": [.success(Given.refusal(401))],
                    "GET \(Given.sources)/pages": [.success(Given.refusal(401))],
                ]))
            let ran = await desk.coveo("login", "--with-token", "--org", "acme", terminal: .pipe("canary-token"))
            #expect(ran.code == code, "\(ran.error)")
            #expect(try await (desk.session() != nil) == (code == 0))
        }
    }

    @Test("a key that may not list organizations needs --org, and is accepted with it")
    func noOrganizationRights() async throws {
        let routes: [String: [ScriptedPlatform.Answer]] = ["GET /rest/organizations": [.success(Given.refusal(403))]]
        let without = Desk(platform: ScriptedPlatform(routes))
        let refused = await without.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(refused.code == 64)
        #expect(
            refused.error.contains(
                "error: this token may not list organizations\nhint: name the organization with --org ID"))
        #expect(try await without.session() == nil)
        let with = Desk(platform: ScriptedPlatform(routes))
        let ran = await with.coveo("login", "--with-token", "--org", "acme", terminal: .pipe("canary-token"))
        #expect(ran.code == 0)
        #expect(try await with.session()?.organization == "acme")
    }

    @Test("several organizations are never silently the first: a list in a pipe, a choice at a terminal")
    func severalOrganizations() async throws {
        let routes: [String: [ScriptedPlatform.Answer]] = [
            "GET /rest/organizations": [.success(Given.organizations("acme", "beta"))]
        ]
        let pipe = Desk(platform: ScriptedPlatform(routes))
        let refused = await pipe.coveo("login", "--with-token", terminal: .pipe("canary-token"))
        #expect(refused.code == 64)
        #expect(refused.error.contains("this account has 2 organizations, and none is named: acme, beta"))
        #expect(try await pipe.session() == nil)
        for answer in ["2", "beta", " beta "] {
            let desk = Desk(platform: ScriptedPlatform(routes))
            let ran = await desk.coveo("login", "--with-token", terminal: .person("canary-token", "3", answer))
            #expect(ran.code == 0)
            #expect(ran.error.contains("  2  beta  The beta\n"))
            #expect(ran.error.contains("Please give a number from 1 to 2, or one of the IDs."))
            #expect(try await desk.session()?.organization == "beta")
        }
    }

    @Test("Ctrl-D at the choice stores nothing")
    func endOfInput() async throws {
        let desk = Desk(
            platform: ScriptedPlatform(["GET /rest/organizations": [.success(Given.organizations("acme", "beta"))]]))
        let ran = await desk.coveo("login", "--with-token", terminal: .person("canary-token"))
        #expect(ran.code == 64)
        #expect(try await desk.session() == nil)
    }

    @Test("an organization that is none of the account's is 65, with the near one as a hint")
    func unknownOrganization() async throws {
        let desk = Desk(
            platform: ScriptedPlatform(["GET /rest/organizations/acne": [.success(Given.refusal(404))]]))
        let ran = await desk.coveo("login", "--with-token", "--org", "acne", terminal: .pipe("canary-token"))
        #expect(ran.code == 65)
        #expect(
            ran.error == "error: this account has no organization 'acne'; it has: acme\nhint: did you mean 'acme'?\n")
    }

    @Test("no organization at all is said, with the region as a hint")
    func noOrganization() async {
        let desk = Desk(platform: ScriptedPlatform(["GET /rest/organizations": [.success(Given.organizations())]]))
        let ran = await desk.coveo("login", "--with-token", terminal: .person("canary-token"))
        #expect(ran.code == 64)
        #expect(ran.error.contains("this account has no organization here"))
    }

    @Test("'My Org' is no ID: the likely one is hinted at before anything is asked or sent")
    func noID() async {
        let desk = Desk()
        let terminal = StagedTerminal.pipe("canary-token")
        let ran = await desk.coveo("login", "--with-token", "--org", "My Org", terminal: terminal)
        #expect(ran.code == 64)
        #expect(ran.error.contains("'My Org' is no organization ID"))
        #expect(ran.error.contains("hint: did you mean 'myorg'?"))
        #expect(desk.platform.lines.isEmpty)
        #expect(terminal.readCount == 0)
    }

    @Test("the expected account is checked before anything is stored")
    func expectedAccount() async throws {
        let wrong = Desk()
        let ran = await wrong.coveo(
            "login", "--with-token", "--expect-account", "bob@example.com", terminal: .pipe("canary-token"))
        #expect(ran.code == 77)
        #expect(ran.error.contains("the login is ann@example.com, not bob@example.com"))
        #expect(try await wrong.session() == nil)
        for name in ["ann", "ann@example.com", "Ann@Example.com"] {
            let right = Desk()
            let ran = await right.coveo(
                "login", "--with-token", "--expect-account", name, terminal: .pipe("canary-token"))
            #expect(ran.code == 0)
        }
    }

    @Test("--json prints the login and no token")
    func json() async throws {
        let ran = await Desk().coveo("login", "--with-token", "--json", terminal: .pipe("canary-token"))
        #expect(
            ran.output == """
                {"profile":"default","platformUrl":"https://platform.cloud.coveo.com",\
                "pushUrl":"https://api.cloud.coveo.com","organization":"acme","account":"ann@example.com",\
                "scopes":[],"expiresAt":null,"renewable":false,"store":"secret-service","way":"with-token"}

                """)
    }
}
