import HTTPTypes
import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo keys create")
struct KeysCreateTests {
    private static let path = "/rest/organizations/acme/apikeys"
    private static let evaluate = "POST /rest/privilege/evaluate"
    private static let made = ReceivedResponse.json(
        #"{"id":"k-1","displayName":"coveo push: Docs","enabled":true,"value":"canary-key","#
            + #""expirationDate":1775099045000}"#, status: 201)
    private static let line = ["keys", "create", "--for", "push", "--source", "acme-1"]
    /// The mark that `CountingRandom` makes.
    private static let orphan = """
        [{"id":"k-0","displayName":"coveo push: Docs","description":"x","enabled":true},\
        {"id":"k-1","displayName":"coveo push: Docs","description":"y (coveo-0001020304050607)","enabled":true}]
        """

    private func desk(_ answers: [String: [ScriptedPlatform.Answer]] = [:]) async throws -> Desk {
        try await Desk.loggedIn(
            [
                "GET \(Given.sources)/acme-1": [.success(.json(Given.source()))],
                Self.evaluate: [.success(.json(#"{"approved":true}"#))],
                "POST \(Self.path)": [.success(Self.made)],
                "PUT \(Self.path)/k-1": [.success(.json("{}"))],
            ].merging(answers) { $1 })
    }

    @Test("the value alone is on stdout, the ID before it on stderr, and the key may do the least")
    func value() async throws {
        let desk = try await desk()
        let ran = await desk.run(Self.line + ["--expires", "90d"], showsToken: true)
        #expect(ran.code == 0)
        #expect(ran.output == "canary-key\n")
        #expect(ran.error == "API key k-1 ('coveo push: Docs'), expires 2026-04-02 03:04 UTC\n")
        let posts = desk.platform.requests(.post)
        #expect(posts.map(\.line) == [Self.evaluate, "POST \(Self.path)"])
        #expect(posts[0].text.contains(#""targetDomain":"API_KEY","type":"CREATE""#))
        #expect(
            posts[1].text == """
                {"displayName":"coveo push: Docs","description":"Made by 'coveo keys create' to push to the source \
                acme-1 (coveo-0001020304050607)","enabled":true,"privileges":[{"owner":"PLATFORM","targetDomain":\
                "SOURCE","type":"EDIT","targetId":"acme-1"},{"owner":"PLATFORM","targetDomain":"SOURCE","type":"VIEW",\
                "targetId":"acme-1"},{"owner":"PLATFORM","targetDomain":"ORGANIZATION","type":"VIEW","targetId":"*"}],\
                "lifetimeDuration":"P90D"}
                """)
    }

    @Test("with --json it is one object, and --verbose shows no value")
    func json() async throws {
        let desk = try await desk()
        let ran = await desk.run(Self.line + ["--json", "--verbose"], showsToken: true)
        #expect(
            ran.output == #"{"id":"k-1","name":"coveo push: Docs","source":"acme-1","#
                + #""expiresAt":"2026-04-02T03:04:05Z","value":"canary-key"}"# + "\n")
        #expect(!ran.error.contains("canary"))
    }

    @Test("lifetimes", arguments: [("12h", "PT12H"), ("1w", "P1W"), ("6M", "P6M"), ("2y", "P2Y")])
    func lifetimes(typed: String, sent: String) async throws {
        let desk = try await desk()
        _ = await desk.run(Self.line + ["--expires", typed], showsToken: true)
        #expect(desk.platform.requests(.post).last?.text.contains(#""lifetimeDuration":"\#(sent)""#) == true)
    }

    @Test("what is missing or wrong is 64 before any request")
    func usage() async throws {
        let desk = try await desk()
        for arguments in [
            ["keys", "create", "--for", "push"], ["keys", "create", "--source", "acme-1"],
            ["keys", "create", "--for", "create-key", "--source", "acme-1"], Self.line + ["--expires", "0d"],
            Self.line + ["--expires", "90"], Self.line + ["--expires", "d"], Self.line + ["--store-as", ""],
            Self.line + ["--store-as", "a\u{1B}"], Self.line + ["--store-as", "default"],
            Self.line + ["--store", "file"], Self.line + ["--store-as", "ci", "--store", "keyring"],
            Self.line + ["--store-as", "ci", "--store", "file", "--store", "secret-service"],
        ] {
            let ran = await desk.run(arguments)
            #expect(ran.code == 64 && ran.error.contains("hint: "), "\(arguments): \(ran.error)")
        }
        #expect(desk.platform.requests.isEmpty)
    }

    @Test("who may not create keys is told before anything is made")
    func privilege() async throws {
        let desk = try await desk([Self.evaluate: [.success(.json(#"{"approved":false}"#))]])
        let ran = await desk.run(Self.line)
        #expect(ran.code == 77)
        #expect(ran.error.contains("it needs the privilege API_KEY CREATE"))
        #expect(!desk.platform.lines.contains("POST \(Self.path)"))
        desk.platform.answer(Self.evaluate, .success(Given.refusal(404)))
        #expect(await desk.run(Self.line, showsToken: true).code == 0)
    }

    @Test("a lost answer: the orphan is found by its mark, disabled and named; there is no second key")
    func lost() async throws {
        let desk = try await desk([
            "POST \(Self.path)": [.failure(.cut(host: "h"))], "GET \(Self.path)": [.success(.json(Self.orphan))],
        ])
        let ran = await desk.run(Self.line)
        #expect(ran.code == 69 && ran.output == "")
        #expect(
            ran.error.contains("error: the API key k-1 ('coveo push: Docs') was disabled: the platform made it, and"))
        #expect(ran.error.contains("hint: run the command again for another key"))
        #expect(desk.platform.lines.filter { $0 == "POST \(Self.path)" }.count == 1)
        #expect(desk.platform.requests(.put).map(\.line) == ["PUT \(Self.path)/k-1"])
    }

    @Test("an orphan that can't be disabled either is named as what it is")
    func enabledOrphan() async throws {
        let desk = try await desk([
            "POST \(Self.path)": [.success(.json(#"{"id":"k-1","displayName":"n"}"#, status: 201))],
            "PUT \(Self.path)/k-1": [.success(Given.refusal(403))],
        ])
        let ran = await desk.run(Self.line)
        #expect(ran.code == 76)
        #expect(ran.error.contains("the API key k-1 ('n') is there, ENABLED, and nobody has its value"))
        #expect(ran.error.contains("hint: end it with 'coveo keys delete k-1'"))
    }

    @Test("a value that can't be written is no key that lives on")
    func unwritable() async throws {
        let desk = try await desk()
        let ran = await desk.run(Self.line, terminal: StagedTerminal(writing: .outputLost(code: 28)))
        #expect(ran.code == 73)
        #expect(ran.error.contains("API key k-1 ('coveo push: Docs')"))
        #expect(ran.error.contains("was disabled: its value could not be printed"))
        #expect(desk.platform.requests(.put).count == 1)
    }

    /// Cuts what is cancelled, as a real one does; a signal comes with the POST that makes the key.
    private struct Interrupting: HTTPTransport {
        let base: any HTTPTransport
        let button: Button

        func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
            if request.head.method == .post, request.head.path == KeysCreateTests.path {
                button.press()
                // Until the command has heard of it.
                for _ in 0..<1_000 { await Task.yield() }
            }
            if Task.isCancelled { throw TransportFailure.cancelled }
            return try await base.send(request)
        }
    }

    @Test("a signal while it is being made leaves none behind: the answer is waited for, and the key disabled")
    func interrupted() async throws {
        for answer in [ScriptedPlatform.Answer.success(Self.made), .failure(.cut(host: "h"))] {
            var desk = try await desk([
                "POST \(Self.path)": [answer], "GET \(Self.path)": [.success(.json(Self.orphan))],
            ])
            let button = Button()
            desk.interrupts = button
            desk.transport = Interrupting(base: desk.platform, button: button)
            let ran = await desk.run(Self.line)
            #expect(ran.code == 130 && ran.output == "")
            #expect(ran.error.contains("error: the API key k-1 ('coveo push: Docs') was disabled: "), "\(ran.error)")
            #expect(ran.error.contains("hint: 'coveo keys delete k-1' removes it"))
            #expect(desk.platform.requests(.put).map(\.line) == ["PUT \(Self.path)/k-1"])
        }
    }

    @Test("--store-as keeps it as a login of its own, which pushes and nothing else")
    func stored() async throws {
        let desk = try await desk()
        let ran = await desk.run(Self.line + ["--store-as", "ci", "--json"])
        #expect(ran.code == 0)
        #expect(
            ran.output == #"{"id":"k-1","name":"coveo push: Docs","source":"acme-1","#
                + #""expiresAt":"2026-04-02T03:04:05Z","profile":"ci","store":"secret-service"}"# + "\n")
        #expect(ran.error.contains("It is kept as profile 'ci' in secret-service"))
        let session = try #require(try await desk.session("ci"))
        #expect(session.tokens.accessToken.reveal() == "canary-key" && session.organization == "acme")
        #expect(session.way == .withToken && session.tokens.expiresAt != nil)
        #expect(try await desk.session()?.tokens.accessToken.reveal() == Given.token)
        let token = await desk.coveo("auth", "token", "--profile", "ci", showsToken: true)
        #expect(token.output == "canary-key\n")
    }

    @Test("--store says where that login is kept, now and from then on")
    func storedElsewhere() async throws {
        let desk = try await desk()
        let ran = await desk.run(Self.line + ["--store-as", "ci", "--store", "file", "--json"])
        #expect(ran.code == 0, "\(ran.error)")
        #expect(ran.output.contains(#""profile":"ci","store":"file"}"#))
        #expect(try await desk.session("ci", in: .file)?.tokens.accessToken.reveal() == "canary-key")
        #expect(try await desk.session("ci") == nil)
        let token = await desk.coveo("auth", "token", "--profile", "ci", showsToken: true)
        #expect(token.output == "canary-key\n")
    }

    @Test("where nothing is said of that profile's store, the key is kept where the login is that makes it")
    func storedBeside() async throws {
        let desk = try await desk()
        #expect(await desk.coveo("config", "set", "store", "file").code == 0)
        try await desk.logIn(Given.session(), in: .file)
        let ran = await desk.run(Self.line + ["--store-as", "ci", "--json"])
        #expect(ran.code == 0, "\(ran.error)")
        #expect(try await desk.session("ci", in: .file)?.tokens.accessToken.reveal() == "canary-key")
        let token = await desk.coveo("auth", "token", "--profile", "ci", showsToken: true)
        #expect(token.output == "canary-key\n")
    }

    @Test("a store that can't be used is known before there is a key")
    func noStore() async throws {
        let desk = Desk(store: MemoryStore(failure: .noService))
        let ran = await desk.run(
            Self.line + ["--store-as", "ci", "--org", "acme"], environment: ["COVEO_ACCESS_TOKEN": "canary-x"])
        #expect(ran.code == 78)
        #expect(desk.platform.requests.isEmpty)
    }

    @Test("another login of that profile is replaced after a question, else it is said")
    func replaced() async throws {
        let desk = try await desk()
        try await desk.logIn(Given.session(token: "canary-old", account: "bob"), profile: "ci")
        let asked = await desk.run(Self.line + ["--store-as", "ci"], terminal: .person("n"))
        #expect(asked.code == 1)
        #expect(asked.error.contains("Profile 'ci' is logged in as bob"))
        #expect(desk.platform.requests.isEmpty)
        let ran = await desk.run(Self.line + ["--store-as", "ci"])
        #expect(ran.code == 0 && ran.error.contains("this replaces the login of bob"))
        #expect(try await desk.session("ci")?.tokens.accessToken.reveal() == "canary-key")
    }

    @Test("another key for that profile: asked, or said; and the old one is named with the command that ends it")
    func again() async throws {
        let desk = try await desk([
            "POST \(Self.path)": [
                .success(Self.made),
                .success(.json(#"{"id":"k-2","displayName":"x","enabled":true,"value":"canary-key-2"}"#, status: 201)),
            ]
        ])
        let line = Self.line + ["--store-as", "ci", "--profile", "default"]
        #expect(await desk.run(line).code == 0)
        #expect(try await desk.session("ci")?.keyID == "k-1")
        let count = desk.platform.requests.count
        let asked = await desk.run(line, terminal: .person("n"))
        #expect(asked.code == 1)
        #expect(
            asked.error.contains(
                "Profile 'ci' is logged in as the API key k-1 at \(Given.platform). Replace that login?"),
            "\(asked.error)")
        #expect(asked.error.contains("hint: give --store-as another name\n"))
        #expect(desk.platform.requests.count == count)
        let ran = await desk.run(line)
        #expect(ran.code == 0)
        #expect(ran.error.contains("this replaces the login of the API key k-1 at \(Given.platform)\n"), "\(ran.error)")
        #expect(
            ran.error.contains(
                "note: the API key k-1 of the earlier login was not disabled: 'coveo keys disable k-1 --org acme --profile default' does that\n"
            ), "\(ran.error)")
        #expect(try await desk.session("ci")?.keyID == "k-2")
        #expect(try await desk.session("ci")?.tokens.accessToken.reveal() == "canary-key-2")
    }

    @Test("a key that is kept has its profile in its name")
    func named() async throws {
        let desk = try await desk()
        #expect(await desk.run(Self.line + ["--store-as", "ci"]).code == 0)
        #expect(desk.platform.requests(.post).last?.text.contains(#""displayName":"coveo push: Docs (ci)""#) == true)
    }
}
