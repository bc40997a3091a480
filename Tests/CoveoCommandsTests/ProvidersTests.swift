import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo providers")
struct ProvidersTests {
    private static let path = "/rest/organizations/acme/securityproviders"
    private static let sso = """
        {"id":"sso","displayName":"Single\\u0007","type":"EXPANDED","caseSensitive":false,"nodeRequired":false,\
        "referencedBy":[{"id":"acme-1","type":"SOURCE"}],"currentStatus":{"type":"IDLE"},"cascadingSecurityProviders":\
        {"EmailSecurityProvider":{"id":"Email Security Provider","type":"EMAIL"}}}
        """
    private static let absent = ScriptedPlatform.Answer.success(Given.refusal(404))

    private func desk(_ answers: [String: [ScriptedPlatform.Answer]] = [:]) async throws -> Desk {
        try await Desk.loggedIn(
            [
                "GET \(Self.path)": [.success(.json(#"[\#(Self.sso),{"id":"a","odd":1}]"#))],
                "GET \(Self.path)/sso": [.success(.json(Self.sso))],
            ].merging(answers) { $1 })
    }

    @Test("list is sorted by ID, as a table, in a pipe, as the platform's models")
    func list() async throws {
        let desk = try await desk()
        #expect(
            await desk.coveo("providers", "list").output
                == "a\t\t\t\t0\nsso\tSingle\\u{7}\tEXPANDED\tIDLE\t1\n")
        let table = await desk.coveo("provider", "list", "--color", "never", terminal: .person())
        try Golden.expect(table.output, "providers-list.txt")
        #expect(await desk.coveo("providers", "list", "--json").output == "[{\"id\":\"a\",\"odd\":1},\(Self.sso)]\n")
        desk.platform.answer("GET \(Self.path)", .success(.json("[]")))
        #expect(await desk.coveo("providers", "list").output == "")
        #expect(await desk.coveo("providers", "list", terminal: .person()).error == "no security providers\n")
    }

    @Test("show tells one; one that is not there is 65 with the command that lists them")
    func show() async throws {
        let desk = try await desk(["GET \(Self.path)/gone": [Self.absent]])
        try Golden.expect(
            await desk.coveo("providers", "show", "sso", terminal: .person()).output, "providers-show.txt")
        #expect(await desk.coveo("providers", "show", "sso", "--json").output == Self.sso + "\n")
        let gone = await desk.coveo("providers", "show", "gone")
        #expect(gone.code == 65 && gone.error.contains("the security provider 'gone' was not found"))
        #expect(await desk.coveo("providers", "show", "").code == 64)
        let dots = await desk.coveo("providers", "show", "..")
        #expect(dots.code == 65 && dots.error.contains("look with 'coveo providers list'"))
    }

    @Test("create looks first, posts once and prints the ID alone")
    func create() async throws {
        let desk = try await desk([
            "GET \(Self.path)/sso": [Self.absent], "POST \(Self.path)": [.success(.json(Self.sso))],
            "GET \(Given.sources)/pages": [.success(Given.page(Given.source()))],
        ])
        let ran = await desk.coveo("providers", "create", "sso", "--source", "Docs")
        #expect(ran.code == 0 && ran.output == "sso\n" && ran.error == "")
        #expect(
            desk.platform.requests(.post).last?.text == """
                {"id":"sso","displayName":"sso","nodeRequired":false,"type":"EXPANDED","referencedBy":\
                [{"id":"acme-1","type":"SOURCE"}],"cascadingSecurityProviders":{"EmailSecurityProvider":\
                {"id":"Email Security Provider","type":"EMAIL"}}}
                """)
        let json = await desk.coveo("providers", "create", "sso", "--case-sensitive", "--json")
        #expect(json.output == #"{"id":"sso","name":"Single\u0007","changed":true}"# + "\n")
    }

    @Test("one that is there is left as it is: 65, or with --if-not-exists 0 where it agrees and 1 where it differs")
    func there() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("providers", "create", "sso")
        #expect(ran.code == 65 && ran.error.contains("there is a security provider 'sso' already"))
        let name = "Single\u{7}"
        let same = await desk.coveo("providers", "create", "sso", "--if-not-exists", "--display-name", name)
        #expect(same.code == 0 && same.output == "sso\n")
        let other = await desk.coveo("providers", "create", "sso", "--if-not-exists", "--type", "custom")
        #expect(other.code == 1 && other.output == "sso\n")
        #expect(other.error.contains(#"  type is "EXPANDED", not "CUSTOM""#))
        #expect(!desk.platform.lines.contains("POST \(Self.path)"))
    }

    @Test("one that somebody else made meanwhile, and that differs, is not claimed: 1, nothing on stdout")
    func race() async throws {
        let other = #"{"id":"sso","displayName":"theirs","type":"CUSTOM","referencedBy":[]}"#
        let desk = try await desk([
            "GET \(Self.path)/sso": [Self.absent, .success(.json(other))],
            "POST \(Self.path)": [.success(Given.refusal(500))],
        ])
        let ran = await desk.coveo("providers", "create", "sso", "--json")
        #expect(ran.code == 1 && ran.output.isEmpty)
        #expect(
            ran.error.contains(
                "error: the platform did not confirm the create, and there is a security provider 'sso', which differs: "
            ))
        #expect(ran.error.contains(#"type is "CUSTOM", not "EXPANDED""#))
        #expect(ran.error.contains("hint: 'coveo providers show sso' shows it"))
    }

    @Test("a lost answer is looked up before another try")
    func lost() async throws {
        let ours = Self.sso.replacing(#"Single\u0007"#, with: "sso")
        let desk = try await desk([
            "GET \(Self.path)/sso": [Self.absent, .success(.json(ours))],
            "POST \(Self.path)": [.failure(.cut(host: "h"))],
        ])
        let ran = await desk.coveo("providers", "create", "sso")
        #expect(ran.code == 0 && ran.output == "sso\n")
        #expect(ran.error.contains("the platform did not confirm the create: looking whether 'sso' was created"))
        #expect(ran.error.contains("where it is not there, it is tried again, up to 3 times\n"))
        #expect(desk.platform.lines.filter { $0 == "POST \(Self.path)" }.count == 1)
    }

    @Test("an ID that begins with a dash goes after --")
    func dashed() async throws {
        let desk = try await desk(["GET \(Self.path)/--help": [.success(.json(#"{"id":"--help"}"#))]])
        #expect(await desk.coveo("providers", "show", "--", "--help").output == "id\t--help\n")
        let ran = await desk.coveo("providers", "show", "--draft")
        #expect(ran.code == 64 && ran.error.contains("options before it: coveo providers show -- '--draft'"))
        #expect(await desk.coveo("keys", "delete", "-old").error.contains("coveo keys delete -- '-old'"))
    }

    @Test("a dry run prints the body and sends nothing; wrong options are known before any request")
    func dryRun() async throws {
        let desk = try await desk()
        let ran = await desk.coveo("providers", "create", "x", "--type", "custom", "--dry-run")
        #expect(ran.code == 0 && ran.output.contains(#""type":"CUSTOM""#))
        #expect(await desk.coveo("providers", "create").code == 65)
        #expect(await desk.coveo("providers", "create", "x", "--type", "expandet").code == 64)
        #expect(await desk.coveo("providers", "create", "x", "--type", "a", "--type", "b").code == 64)
        let model = await desk.coveo(
            "providers", "create", "--model", "-", "--dry-run", terminal: .pipe(#"{"id":"m","x":1.0}"#))
        #expect(model.output == #"{"id":"m","x":1.0}"# + "\n")
        #expect(desk.platform.requests.isEmpty)
    }
}
