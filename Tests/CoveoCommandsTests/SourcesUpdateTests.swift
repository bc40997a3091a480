import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo sources update")
struct SourcesUpdateTests {
    private let path = "\(Given.sources)/acme-1"

    /// Reads in this order, and a PUT that is accepted.
    private func routes(_ reads: String...) -> [String: [ScriptedPlatform.Answer]] {
        ["GET \(path)": reads.map { .success(.json($0)) }, "PUT \(path)": [.success(.json("{}"))]]
    }

    private let shared = Given.source(extra: #","later":{"b":1.50},"owner":"ann""#)
    private let secret = Given.source(visibility: "PRIVATE", modified: 2, extra: #","later":{"b":1.50},"owner":"ann""#)

    @Test("reads, reads again just before, PUTs the whole model with rebuild=false, reads back")
    func whole() async throws {
        let desk = try await Desk.loggedIn(routes(shared, shared, secret))
        let ran = await desk.coveo("sources", "update", "acme-1", "--visibility", "private")
        #expect(ran.code == 0)
        #expect(ran.output == "acme-1\n")
        #expect(desk.platform.lines == ["GET \(path)", "GET \(path)", "PUT \(path)?rebuild=false", "GET \(path)"])
        let put = try #require(desk.platform.requests(.put).first)
        #expect(
            put.text == #"{"id":"acme-1","name":"Docs","sourceType":"PUSH","sourceVisibility":"PRIVATE","#
                + #""pushEnabled":true,"later":{"b":1.50},"owner":"ann"}"#)
    }

    @Test("providers that a visibility leaves behind are told, with how to drop them")
    func leftProviders() async throws {
        let providers = #","securityProviderReferences":["p1"]"#
        let before = Given.source(visibility: "SECURED", extra: providers)
        let after = Given.source(visibility: "PRIVATE", modified: 2, extra: providers)
        let desk = try await Desk.loggedIn(routes(before, before, after))
        let ran = await desk.coveo("sources", "update", "acme-1", "--visibility", "private")
        #expect(ran.code == 0)
        #expect(ran.error.contains("its security providers stay referenced\n"))
        #expect(ran.error.contains("hint: --set 'securityProviderReferences=[]' empties the list\n"))
    }

    @Test("by its name it is found in the list")
    func byName() async throws {
        var scripted = routes(shared, shared, secret)
        scripted["GET \(Given.sources)/pages"] = [.success(Given.page(shared))]
        let desk = try await Desk.loggedIn(scripted)
        let ran = await desk.coveo("source", "update", "Docs", "--visibility", "private", "--json")
        #expect(ran.code == 0)
        #expect(ran.output == "{\"id\":\"acme-1\",\"name\":\"Docs\",\"changed\":true}\n")
    }

    @Test("--rebuild asks for it")
    func rebuild() async throws {
        let desk = try await Desk.loggedIn(routes(shared))
        #expect(await desk.coveo("sources", "update", "acme-1", "--rebuild").code == 0)
        #expect(desk.platform.requests(.put).map(\.line) == ["PUT \(path)?rebuild=true"])
    }

    @Test("a refusal of typed security providers says how to look them up, a create's too")
    func refusedProviders() async throws {
        let refused: [ScriptedPlatform.Answer] = [.success(Given.refusal(400, code: "SECURITY_PROVIDER_NOT_FOUND"))]
        let desk = try await Desk.loggedIn([
            "GET \(path)": [.success(.json(shared))], "PUT \(path)": refused, "POST \(Given.sources)": refused,
        ])
        let options = ["--visibility", "secured", "--security-provider", "nowhere"]
        let hint = "hint: check the security provider: 'coveo providers list' shows all there are"
        for arguments in [["update", "acme-1"], ["create", "Docs"]] {
            let ran = await desk.run(["sources"] + arguments + options)
            #expect(ran.code == 65)
            #expect(ran.error.contains("SECURITY_PROVIDER_NOT_FOUND") && ran.error.contains(hint), "\(ran.error)")
        }
        let other = await desk.coveo("sources", "update", "acme-1", "--visibility", "private")
        #expect(other.code == 65 && !other.error.contains("check the security provider"))
    }

    @Test("where nothing differs nothing is sent, and that is said")
    func unchanged() async throws {
        let desk = try await Desk.loggedIn(routes(shared))
        let ran = await desk.coveo("sources", "update", "acme-1", "--visibility", "shared")
        #expect(ran.code == 0)
        #expect(ran.output == "acme-1\n")
        #expect(ran.error == "'Docs' is so already; nothing was sent\n")
        #expect(desk.platform.requests(.put).isEmpty)
        let json = await desk.coveo("sources", "update", "acme-1", "--visibility", "shared", "--json")
        #expect(json.output.contains(#""changed":false"#))
    }

    @Test("where someone else moved it meanwhile, nothing is written: 1")
    func moved() async throws {
        let desk = try await Desk.loggedIn(routes(shared, Given.source(modified: 7)))
        let ran = await desk.coveo("sources", "update", "acme-1", "--visibility", "private")
        #expect(ran.code == 1)
        #expect(ran.error.contains("error: 'Docs' was changed by someone else meanwhile; nothing was written\nhint: "))
        #expect(desk.platform.requests(.put).isEmpty)
        #expect(ran.output.isEmpty)
    }

    @Test("a source whose date stands still was not changed, whatever else moved by itself")
    func sameDate() async throws {
        let desk = try await Desk.loggedIn(routes(shared, Given.source(extra: #","counter":7"#), secret))
        #expect(await desk.coveo("sources", "update", "acme-1", "--visibility", "private").code == 0)
        #expect(desk.platform.requests(.put).count == 1)
    }

    @Test("a read-back that lags is read again, twice at most")
    func lagging() async throws {
        let clock = TestClock()
        var desk = try await Desk.loggedIn(routes(shared, shared, shared, shared, secret))
        desk.clock = clock
        let ran = await desk.coveo("sources", "update", "acme-1", "--visibility", "private")
        #expect(ran.code == 0)
        #expect(ran.error.isEmpty)
        #expect(clock.sleeps == [.milliseconds(500), .seconds(1)])
        #expect(desk.platform.requests(.put).count == 1)
    }

    @Test("with --verify --wait the verification decides, not the read-back")
    func verified() async throws {
        func desk(_ lists: ReceivedResponse...) async throws -> Desk {
            var scripted = routes(shared, shared)
            scripted["GET \(Given.sources)/pages"] = lists.map { .success($0) }
            return try await Desk.loggedIn(scripted)
        }
        let arguments = ["sources", "update", "acme-1", "--visibility", "private", "--verify", "--wait", "30"]
        let late = try await desk(Given.page(shared), Given.page(shared), Given.page(secret))
        let ran = await late.run(arguments)
        #expect(ran.code == 0)
        #expect(ran.output == "acme-1\n")
        #expect(late.platform.requests(.get).map(\.line).filter { $0.hasSuffix("/acme-1") }.count == 2)
        let never = try await desk(Given.page(shared))
        let waited = await never.run(arguments)
        #expect(waited.code == 75)
        #expect(waited.error.contains("it did not hold within 30"))
    }

    @Test("an update that the platform takes and does not do is 1, with the field")
    func notDone() async throws {
        let clock = TestClock()
        var desk = try await Desk.loggedIn(routes(shared))
        desk.clock = clock
        defer { #expect(clock.sleeps == [.milliseconds(500), .seconds(1)]) }
        let ran = await desk.coveo("sources", "update", "acme-1", "--visibility", "private")
        #expect(ran.code == 1)
        #expect(ran.output == "acme-1\n")
        #expect(ran.error.contains(#"did not do all of it: sourceVisibility is "SHARED", not "PRIVATE""#))
    }

    @Test("--set and --model change what they name and nothing else; the typed option wins")
    func setAndModel() async throws {
        var desk = try await Desk.loggedIn(routes(shared))
        desk.files = MemoryFiles(["c.json": #"{"owner":"bob","new":[1]}"#])
        let ran = await desk.coveo(
            "sources", "update", "acme-1", "--dry-run", "--model", "c.json", "--set", "later.b=2", "--set",
            #"later.c.d="x""#, "--visibility", "private")
        #expect(ran.code == 0)
        #expect(
            ran.output == #"{"id":"acme-1","name":"Docs","sourceType":"PUSH","sourceVisibility":"PRIVATE","#
                + #""pushEnabled":true,"later":{"b":2,"c":{"d":"x"}},"owner":"bob","new":[1]}"#
                + "\n")
        #expect(desk.platform.requests(.put).isEmpty)
    }

    @Test("--security-provider replaces the list")
    func providers() async throws {
        let secured = Given.source(visibility: "SECURED", extra: #","securityProviderReferences":["p"]"#)
        let desk = try await Desk.loggedIn(routes(secured))
        let ran = await desk.coveo(
            "sources", "update", "acme-1", "--security-provider", "q", "--security-provider", "r", "--dry-run")
        #expect(ran.output.contains(#""securityProviderReferences":["q","r"]"#))
    }

    @Test("typed, a widening is said")
    func wideningTyped() async throws {
        let desk = try await Desk.loggedIn(routes(secret, secret, Given.source(modified: 3)))
        let ran = await desk.coveo("sources", "update", "acme-1", "--visibility", "shared")
        #expect(ran.code == 0)
        #expect(ran.error.contains("'Docs' becomes visible to everyone (PRIVATE to SHARED)\n"))
    }

    @Test(
        "from a file or --set, a widening asks; no keeps it; a pipe needs --yes",
        arguments: [
            ["--model", "shared.json"], ["--set", #"sourceVisibility="SHARED""#],
        ])
    func wideningGiven(options: [String]) async throws {
        let arguments = ["sources", "update", "acme-1"] + options
        func desk() async throws -> Desk {
            var desk = try await Desk.loggedIn(routes(secret, secret, Given.source(modified: 3)))
            desk.files = MemoryFiles(["shared.json": #"{"sourceVisibility":"SHARED"}"#])
            return desk
        }
        let piped = try await desk()
        let refused = await piped.run(arguments)
        #expect(refused.code == 64)
        #expect(refused.error.contains("hint: add --yes to confirm"))
        #expect(piped.platform.requests(.put).isEmpty)
        let asked = try await desk()
        let kept = await asked.run(arguments, terminal: .person("maybe", ""))
        #expect(kept.code == 1)
        #expect(kept.error.contains("makes 'Docs' visible to everyone (PRIVATE to SHARED). Do that? [y/N]"))
        #expect(kept.error.contains("Please answer yes or no."))
        #expect(asked.platform.requests(.put).isEmpty)
        let agreed = try await desk()
        #expect(await agreed.run(arguments, terminal: .person("yes")).code == 0)
        #expect(agreed.platform.requests(.put).count == 1)
        let confirmed = try await desk()
        #expect(await confirmed.run(arguments + ["-y"]).code == 0)
    }

    @Test("Ctrl-C and Ctrl-D at the question change nothing")
    func notAnswered() async throws {
        for (terminal, code) in [
            (StagedTerminal.person(), Int32(1)),
            (
                StagedTerminal(
                    inputIsTerminal: true, outputIsTerminal: true, errorIsTerminal: true, reading: .cancelled), 130
            ),
        ] {
            let desk = try await Desk.loggedIn(routes(secret))
            let ran = await desk.coveo(
                "sources", "update", "acme-1", "--set", #"sourceVisibility="SHARED""#, terminal: terminal)
            #expect(ran.code == code)
            #expect(desk.platform.requests(.put).isEmpty)
        }
    }

    @Test(
        "wrong changes end before the PUT",
        arguments: [
            ([], Int32(64), "no change is named"),
            (["--set", "a"], 64, "is not KEY=JSON"),
            (["--set", "a=b"], 64, "'b' is no JSON"),
            (["--set", #"id="other""#], 65, "the source's ID is 'acme-1'"),
            (["--set", #"name="Wiki""#], 65, "can't be renamed"),
            (["--set", "owner.x=1"], 65, "'owner' in the source is no object"),
            (["--set", #"sourceVisibility="PUBLIC""#], 65, #"the visibility "PUBLIC" is unknown"#),
            (["--set", "lastModifiedDate=1"], 65, "is written by the platform alone"),
            (["--visibility", "secured"], 64, "a secured source needs a security provider"),
            (["--security-provider", "p"], 64, "security providers belong to secured sources"),
            (["--model", "array.json"], 65, "the model is no JSON object"),
            (["--model", "nowhere.json"], 66, "does not exist"),
            (["--wait", "3", "--rebuild"], 64, "--wait stands beside --verify only"),
        ])
    func wrong(options: [String], code: Int32, words: String) async throws {
        var desk = try await Desk.loggedIn(routes(shared))
        desk.files = MemoryFiles(["array.json": "[1]"])
        let ran = await desk.run(["sources", "update", "acme-1"] + options)
        #expect(ran.code == code)
        #expect(ran.error.contains(words), "\(ran.error)")
        #expect(ran.error.contains("hint: "))
        #expect(desk.platform.requests(.put).isEmpty)
    }
}
