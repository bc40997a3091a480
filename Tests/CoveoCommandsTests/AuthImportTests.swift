import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo auth import")
struct AuthImportTests {
    private static let path = "/home/ann/.config/@coveo/cli/config.json"
    /// As the vendor's CLI writes it.
    private static let usual = """
        {"version":"1.1.0","region":"us","environment":"prod","organization":"acme","accessToken":"canary-vendor",\
        "anonymous":false}

        """

    private func desk(_ text: String = usual, at path: String = path) -> Desk {
        var desk = Desk()
        desk.files = MemoryFiles([path: text])
        return desk
    }

    @Test("the token is tried on its platform and stored as 'login --with-token' stores it; the file stays")
    func usual() async throws {
        let desk = desk()
        let ran = await desk.coveo("auth", "import")
        #expect(ran.code == 0)
        #expect(ran.output.isEmpty)
        #expect(
            ran.error.contains("Logged in to https://platform.cloud.coveo.com as ann@example.com, organization acme"))
        #expect(
            ran.error.contains("hint: the token still stands in \(Self.path): 'coveo auth import --scrub' removes it"))
        #expect(desk.store.calls == ["probe", "read default", "read default", "write default", "read default"])
        let session = try #require(try await desk.session())
        #expect(session.tokens.accessToken.reveal() == "canary-vendor")
        #expect(session.way == .withToken && session.client == nil && session.tokens.expiresAt == nil)
        #expect(desk.platform.lines.first == "POST /oauth/check_token")
        #expect(desk.files.text(Self.path) == Self.usual)
        #expect(desk.files.text(Desk.configuration)?.contains(#""organization": "acme""#) == true)
    }

    @Test("--json prints the login as login does")
    func json() async {
        let ran = await desk().coveo("auth", "import", "--json", "--profile", "old", "--scrub")
        #expect(
            ran.output == """
                {"profile":"old","platformUrl":"https://platform.cloud.coveo.com",\
                "pushUrl":"https://api.cloud.coveo.com","organization":"acme","account":"ann@example.com",\
                "scopes":[],"expiresAt":null,"renewable":false,"store":"secret-service","way":"with-token"}

                """)
    }

    @Test(
        "each shape that the vendor's CLI has written names its platform",
        arguments: [
            (#"{"accessToken":"canary-v"}"#, "platform"),
            (#"{"version":"1.0.0","accessToken":"canary-v"}"#, "platform"),
            (#"{"version":"1.9","accessToken":"canary-v","region":null,"environment":null}"#, "platform"),
            (#"{"accessToken":"canary-v","region":"eu"}"#, "platform-eu"),
            (#"{"accessToken":"canary-v","region":"us-east-1"}"#, "platform"),
            (#"{"accessToken":"canary-v","region":"eu-west-1"}"#, "platform-eu"),
            (#"{"accessToken":"canary-v","region":"ap-southeast-2","environment":"prod"}"#, "platform-au"),
            (#"{"accessToken":"canary-v","region":"ca-central-1"}"#, "platform-ca"),
            (#"{"accessToken":"canary-v","environment":"hipaa"}"#, "platformhipaa"),
            (#"{"accessToken":"canary-v","region":"eu","environment":"stg"}"#, "platformstg-eu"),
            (#"{"accessToken":"canary-v","region":"US","environment":"dev"}"#, "platformdev"),
            (
                #"{"accessToken":"canary-v","organization":"","anonymous":true,"analyticsEnabled":false,"x":[1]}"#,
                "platform"
            ),
            (#"{"accessToken":" canary-v\n","anonymous":null,"amplitudeSessionID":17}"#, "platform"),
            ("\u{FEFF}{\"accessToken\":\"canary-v\"}", "platform"),
        ])
    func shapes(text: String, host: String) async throws {
        let desk = desk(text)
        let ran = await desk.coveo("auth", "import")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(desk.platform.requests.allSatisfy { $0.head.authority == "\(host).cloud.coveo.com" })
        #expect(try await desk.session()?.platformURL == "https://\(host).cloud.coveo.com")
        let bearers = Set(desk.platform.requests.map { $0.head.headerFields[.authorization] })
        #expect(bearers == ["Bearer canary-v"])
    }

    @Test(
        "what can't be taken over is told, and nothing is stored or sent",
        arguments: [
            ("", Int32(65), "it is empty"), ("{", 65, "line 1, column 2: unexpected end"),
            (#"["canary"]"#, 65, "it is no JSON object"), (#""canary""#, 65, "it is no JSON object"),
            (#"{"version":"2.0.0","accessToken":"canary-v"}"#, 65, "its version is '2.0.0'"),
            (#"{"version":"10.0.0","accessToken":"canary-v"}"#, 65, "its version is '10.0.0'"),
            (#"{"version":"","accessToken":"canary-v"}"#, 65, "its version is ''"),
            (#"{"version":1,"accessToken":"canary-v"}"#, 65, "its 'version' has another type"),
            (#"{"accessToken":17}"#, 65, "its 'accessToken' has another type"),
            (#"{"accessToken":"canary v"}"#, 65, "its accessToken holds spaces"),
            (#"{"accessToken":"canary-v","region":3}"#, 65, "its 'region' has another type"),
            (#"{"accessToken":"canary-v","region":"mars"}"#, 65, "its region is 'mars', which is unknown"),
            (#"{"accessToken":"canary-v","environment":"qa"}"#, 65, "its environment is 'qa', which is unknown"),
            (#"{"accessToken":"canary-v","environment":"hipaa","region":"eu"}"#, 65, "'eu, hipaa' is no place"),
            (#"{"accessToken":"canary-v","organization":"My Org"}"#, 65, "'My Org', its organization, is no ID"),
            (#"{"accessToken":"canary-v","organization":[]}"#, 65, "its 'organization' has another type"),
            (#"{"accessToken":"canary-v","anonymous":"yes"}"#, 65, "its 'anonymous' has another type"),
            (#"{"accessToken":"canary-v","accessToken":"canary-w"}"#, 65, "the key 'accessToken' stands there twice"),
            (#"{"version":"1.1.0","region":"us"}"#, 77, "the vendor's CLI is not logged in"),
            (#"{"accessToken":""}"#, 77, "the vendor's CLI is not logged in"),
            (#"{"accessToken":null}"#, 77, "the vendor's CLI is not logged in"),
        ])
    func unfit(text: String, code: Int32, words: String) async {
        let desk = desk(text)
        let ran = await desk.coveo("auth", "import", "--scrub")
        #expect(ran.code == code)
        #expect(ran.error.hasPrefix("error: ") && ran.error.contains("\nhint: "))
        #expect(ran.error.contains(words), "\(ran.error)")
        #expect(ran.error.contains(Self.path))
        #expect(desk.store.text("default") == nil && desk.platform.lines.isEmpty)
        #expect(desk.files.text(Self.path) == text)
    }

    @Test("no file is 66, with the ways on")
    func absent() async {
        let ran = await Desk().coveo("auth", "import")
        #expect(ran.code == 66)
        #expect(
            ran.error == """
                error: the vendor's CLI has no login here: \(Self.path) does not exist
                hint: name its file with --from FILE, or run 'coveo login'

                """)
        #expect(await Desk().coveo("auth", "import", environment: ["HOME": ""]).code == 66)
    }

    @Test("XDG_CONFIG_HOME and --from say where the file is")
    func places() async {
        let moved = desk(at: "/x/@coveo/cli/config.json")
        #expect(await moved.coveo("auth", "import", environment: ["XDG_CONFIG_HOME": "/x"]).code == 0)
        let relative = await desk().coveo("auth", "import", environment: ["XDG_CONFIG_HOME": "x"])
        #expect(relative.code == 0)
        #expect(await desk(at: "old.json").coveo("auth", "import", "--from", "old.json").code == 0)
        #expect(await desk().coveo("auth", "import", "--from", "a", "--from", "b").code == 64)
    }

    @Test(
        "a token that the platform does not accept is 77, and nothing is stored or removed", arguments: [true, false])
    func dead(isGiven: Bool) async throws {
        let text = Self.usual.replacing("false", with: "\(isGiven)")
        let desk = desk(text)
        desk.platform.answer("POST /oauth/check_token", .success(Given.dead))
        let ran = await desk.coveo("auth", "import", "--scrub")
        #expect(ran.code == 77)
        #expect(ran.error.hasPrefix("error: platform.cloud.coveo.com does not accept this token\nhint: "))
        #expect(ran.error.contains(isGiven ? "disabled or has expired" : "lasts a day"))
        #expect(!ran.error.contains("--region"))
        #expect(try await desk.session() == nil)
        #expect(desk.files.text(Self.path) == text)
    }

    @Test("an unusable store is 78 before any request")
    func unusableStore() async {
        let desk = desk()
        desk.store.fail(with: .noService)
        #expect(await desk.coveo("auth", "import", "--scrub").code == 78)
        #expect(desk.platform.lines.isEmpty)
        #expect(desk.files.text(Self.path) == Self.usual)
    }

    @Test("the token goes to no other platform than the file's; a file that names none takes the environment's")
    func otherPlatform() async throws {
        let environment = ["COVEO_PLATFORM_URL": "https://platform.example"]
        let refused = desk()
        let ran = await refused.coveo("auth", "import", environment: environment)
        #expect(ran.code == 77)
        #expect(
            ran.error.contains("the environment names platform.example, and the vendor's login is for platform.cloud"))
        #expect(refused.platform.lines.isEmpty && refused.store.calls.isEmpty)
        let free = desk(#"{"accessToken":"canary-v"}"#)
        #expect(await free.coveo("auth", "import", environment: environment).code == 0)
        #expect(try await free.session()?.platformURL == "https://platform.example")
        let same = await desk().coveo("auth", "import", environment: ["COVEO_REGION": "us"])
        #expect(same.code == 0)
    }

    @Test("the file's organization is asked for, a typed one goes before it")
    func organization() async throws {
        let routes: [String: [ScriptedPlatform.Answer]] = [
            "GET /rest/organizations": [.success(Given.organizations("acme", "beta"))],
            "GET /rest/organizations/gone": [.success(Given.refusal(404))],
        ]
        var desk = desk()
        desk.platform = ScriptedPlatform(routes)
        #expect(await desk.coveo("auth", "import").code == 0)
        #expect(try await desk.session()?.organization == "acme")
        #expect(await desk.coveo("auth", "import", "--org", "beta").code == 0)
        #expect(try await desk.session()?.organization == "beta")
        desk.files = MemoryFiles([Self.path: Self.usual.replacing("acme", with: "gone")])
        let gone = await desk.coveo("auth", "import")
        #expect(gone.code == 65)
        #expect(gone.error.contains("this account has no organization 'gone'; it has: acme, beta"))
    }

    @Test("another account's login asks at a terminal, and no keeps it; the file too")
    func replacing() async throws {
        for (answer, code, token) in [("n", Int32(1), "canary-token"), ("y", 0, "canary-vendor")] {
            let desk = desk()
            try await desk.logIn(Given.session(account: "bob@example.com"))
            let ran = await desk.coveo("auth", "import", "--scrub", terminal: .person(answer))
            #expect(ran.code == code)
            #expect(ran.error.contains("Profile 'default' is logged in as bob@example.com"))
            #expect(try await desk.session()?.tokens.accessToken.reveal() == token)
            #expect((desk.files.text(Self.path) == Self.usual) == (code == 1))
        }
    }

    @Test("COVEO_ACCESS_TOKEN is said to go before the login")
    func variable() async {
        let ran = await desk().coveo("auth", "import", environment: ["COVEO_ACCESS_TOKEN": "canary-variable"])
        #expect(ran.code == 0)
        #expect(ran.error.contains("warning: COVEO_ACCESS_TOKEN is set and goes before this login"))
    }
}
