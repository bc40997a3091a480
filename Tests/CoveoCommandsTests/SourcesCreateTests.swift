import HTTPTypes
import JSON
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo sources create")
struct SourcesCreateTests {
    private let created: [String: [ScriptedPlatform.Answer]] = [
        "POST \(Given.sources)": [.success(.json(#"{"id":"acme-new","name":"x"}"#, status: 201))]
    ]

    @Test(
        "the founding procedure's bodies are sent byte for byte, by one POST without a query",
        arguments: FoundingProcedure.steps)
    func founding(arguments: [String], body: String) async throws {
        let desk = try await Desk.loggedIn(created)
        let ran = await desk.run(["sources", "create"] + arguments)
        #expect(ran.code == 0)
        #expect(ran.output == "acme-new\n")
        #expect(
            ran.error == """
                hint: check it with: coveo sources verify acme-new --wait 60
                hint: push an item to it with: coveo api PUT \
                '/push/v1/organizations/acme/sources/acme-new/documents?documentId=https://example.com/1' \
                -d '{"title":"Hello","data":"Hello, world"}'

                """)
        #expect(desk.platform.lines == ["POST /rest/organizations/acme/sources"])
        let request = try #require(desk.platform.requests.first)
        #expect(request.text == body)
        #expect(request.head.headerFields[.authorization] == "Bearer canary-token")
        #expect(request.head.headerFields[.contentType] == "application/json")
        #expect(request.head.headerFields[.userAgent]?.hasPrefix("coveo/") == true)
        #expect(request.head.headerFields[.acceptEncoding] == "identity")
        if let contract = Contract.source { #expect(contract.violations(of: request) == []) }
    }

    @Test("where the login knows no Push host, no push is suggested")
    func noPushHost() async throws {
        var session = Given.session()
        session.platformURL = "https://platform.example"
        session.pushURL = nil
        let ran = try await Desk.loggedIn(created, session: session).coveo("sources", "create", "x")
        #expect(ran.code == 0)
        #expect(ran.error == "hint: check it with: coveo sources verify acme-new --wait 60\n")
    }

    @Test(
        "a model of the same text gives the same body, from a file and from stdin",
        arguments: FoundingProcedure.steps.map(\.body))
    func model(body: String) async throws {
        var desk = try await Desk.loggedIn(created)
        desk.files = MemoryFiles(["m.json": body + "\n"])
        #expect(await desk.coveo("sources", "create", "--model", "m.json").code == 0)
        #expect(await desk.coveo("sources", "create", "--model", "-", terminal: .pipe(body)).code == 0)
        #expect(desk.platform.requests.map(\.text) == [body, body])
    }

    @Test("--dry-run prints the body, sends nothing and needs no login", arguments: FoundingProcedure.steps)
    func dryRun(arguments: [String], body: String) async {
        let desk = Desk()
        let ran = await desk.run(["sources", "create", "--dry-run"] + arguments)
        #expect(ran.code == 0)
        #expect(ran.output == body + "\n")
        #expect(desk.platform.lines.isEmpty && desk.store.calls.isEmpty)
    }

    @Test("other types, the stream, and what --rebuild asks for")
    func options() async throws {
        let desk = try await Desk.loggedIn(created)
        _ = await desk.coveo("sources", "create", "C", "--type", "catalog")
        _ = await desk.coveo("sources", "create", "C", "--type", "Push", "--stream", "--rebuild")
        #expect(
            desk.platform.requests.map(\.text) == [
                #"{"sourceType":"CATALOG","name":"C","sourceVisibility":"SHARED","streamEnabled":true}"#,
                #"{"sourceType":"PUSH","name":"C","sourceVisibility":"SHARED","pushEnabled":true,"streamEnabled":true}"#,
            ])
        #expect(desk.platform.lines[1] == "POST /rest/organizations/acme/sources?rebuild=true")
    }

    @Test("a model keeps what we don't know, its order and its numbers; only typed options win; no default applies")
    func overlay() async throws {
        var desk = try await Desk.loggedIn(created)
        desk.files = MemoryFiles(["m.json": #"{"x":1.50,"name":"N","sourceVisibility":"SECURED","y":{"b":1,"a":1e3}}"#])
        let ran = await desk.coveo("sources", "create", "--model", "m.json")
        #expect(
            desk.platform.requests[0].text == #"{"x":1.50,"name":"N","sourceVisibility":"SECURED","y":{"b":1,"a":1e3}}"#
        )
        #expect(ran.error.contains("warning: a secured source without a security provider"))
        _ = await desk.coveo("sources", "create", "--model", "m.json", "--visibility", "private")
        #expect(
            desk.platform.requests[1].text == #"{"x":1.50,"name":"N","sourceVisibility":"PRIVATE","y":{"b":1,"a":1e3}}"#
        )
    }

    @Test("--json has the contract's shape")
    func json() async throws {
        let ran = await (try await Desk.loggedIn(created)).coveo("sources", "create", "Docs", "--json")
        #expect(ran.output == "{\"id\":\"acme-new\",\"name\":\"Docs\",\"changed\":true}\n")
    }

    @Test("a name that begins with - stands after --, and the hint's ID is quoted for the shell")
    func dash() async throws {
        let desk = try await Desk.loggedIn([
            "POST \(Given.sources)": [.success(.json(#"{"id":"x $(id)"}"#, status: 201))]
        ])
        let ran = await desk.coveo("sources", "create", "--", "--json")
        #expect(ran.code == 0)
        #expect(desk.platform.requests[0].text.contains(#""name":"--json""#))
        #expect(ran.error.contains("coveo sources verify 'x $(id)' --wait 60"))
    }

    @Test(
        "wrong input ends before any request",
        arguments: [
            (["Docs", "--visibility", "secured"], Int32(64), "a secured source needs a security provider"),
            (["Docs", "--security-provider", "p"], 64, "security providers belong to secured sources"),
            (["Docs", "--visibility", "public"], 64, "'public'"),
            (["Docs", "--type", "psuh"], 64, "did you mean 'push'?"),
            (["Docs", "--wait", "5"], 64, "--wait stands beside --verify only"),
            (["Docs", "--verify", "--wait", "-1"], 64, "--wait"),
            (["Docs", "--visibility", "private", "--visibility", "shared"], 64, "--visibility is given twice"),
            ([], 64, "the source has no name"), ([""], 64, "the source has no name"),
            ([" \t"], 64, "the source has no name"), (["--model", "blank.json"], 65, "the source has no name"),
            (["--model", "array.json"], 65, "the model is no JSON object"),
            (["--model", "nameless.json"], 65, "the source has no name"),
            (["Other", "--model", "named.json"], 64, "the source is called 'Other' here and 'Docs' in the model"),
            (["--model", "broken.json"], 65, "broken.json holds no JSON that can be read: line 1, column"),
            (["--model", "public.json"], 65, "sourceVisibility 'PUBLIC' is unknown"),
            (["--model", "nowhere.json"], 66, "nowhere.json does not exist"),
            (["--model", "empty.json"], 65, "it is empty"),
        ])
    func wrong(arguments: [String], code: Int32, words: String) async throws {
        var desk = try await Desk.loggedIn(created)
        desk.files = MemoryFiles([
            "array.json": "[]", "nameless.json": "{}", "named.json": #"{"name":"Docs"}"#, "broken.json": "{name}",
            "public.json": #"{"name":"a","sourceVisibility":"PUBLIC"}"#, "empty.json": "",
            "blank.json": #"{"name":"  "}"#,
        ])
        let ran = await desk.run(["sources", "create"] + arguments)
        #expect(ran.code == code)
        #expect(ran.error.contains(words), "\(ran.error)")
        #expect(ran.error.contains("hint: "))
        #expect(ran.output.isEmpty)
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("--model - at a terminal is 64: nothing waits for input that can't come")
    func modelAtTerminal() async throws {
        let terminal = StagedTerminal.person()
        let ran = await (try await Desk.loggedIn()).coveo("sources", "create", "--model", "-", terminal: terminal)
        #expect(ran.code == 64)
        #expect(terminal.readCount == 0)
    }

    @Test("a missing privilege is named, with who can grant it")
    func privilege() async throws {
        for status in [403, 401] {
            let desk = try await Desk.loggedIn(["POST \(Given.sources)": [.success(Given.refusal(status))]])
            let ran = await desk.coveo("sources", "create", "Docs")
            #expect(ran.code == 77)
            #expect(ran.error.contains("may not create the source: it needs the privilege SOURCE CREATE"))
            #expect(ran.error.contains("hint: an administrator of the organization can grant it"))
            #expect(ran.output.isEmpty)
        }
    }

    @Test("--verify lists afterwards, its lines on stderr and the ID alone on stdout")
    func verify() async throws {
        var routes = created
        routes["GET \(Given.sources)/pages"] = [.success(Given.page()), .success(Given.page(Given.source("acme-new")))]
        let desk = try await Desk.loggedIn(routes)
        let ran = await desk.coveo("sources", "create", "Docs", "--verify", "--wait", "10")
        #expect(ran.code == 0)
        #expect(ran.output == "acme-new\n")
        #expect(ran.error.contains("✓ Docs  is in the list\n"))
        #expect(ran.error.contains("✓ Docs  visibility: SHARED\n"))
        let failing = try await Desk.loggedIn(
            created.merging([
                "GET \(Given.sources)/pages": [.success(Given.page(Given.source("acme-new", visibility: "PRIVATE")))]
            ]) { $1 })
        let failed = await failing.coveo("sources", "create", "Docs", "--verify", "--json")
        #expect(failed.code == 1)
        #expect(failed.output == "{\"id\":\"acme-new\",\"name\":\"Docs\",\"changed\":true}\n")
        #expect(failed.error.contains("✗ Docs  visibility: PRIVATE, expected SHARED\n"))
    }
}
