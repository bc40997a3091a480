import Ports
import Support
import Testing

@Suite("coveo sources diff")
struct SourcesDiffTests {
    private let docs = Given.source(visibility: "PRIVATE", extra: #","customParameters":{"a":"1"},"later":1.50"#)

    @Test("what would change as 'diff -u' tells it, 1 where something would, one list and nothing else")
    func text() async throws {
        let platform = try StandingPlatform([docs])
        let manifest = "- {name: Docs, customParameters: {a: '2'}}\n- {name: New, sourceType: PUSH}\n"
        let desk = try await Desk.standing(platform, manifest: manifest)
        let ran = await desk.coveo("sources", "diff", "-f", "m.yaml")
        #expect(ran.code == 1)
        #expect(
            ran.output == """
                --- Docs (acme-1)
                +++ Docs in m.yaml, line 1, column 3
                @@ -4,7 +4,7 @@
                   "sourceVisibility": "PRIVATE",
                   "pushEnabled": true,
                   "customParameters": {
                -    "a": "1"
                +    "a": "2"
                   },
                   "later": 1.50
                 }
                --- /dev/null
                +++ New in m.yaml, line 2, column 3
                @@ -0,0 +1,4 @@
                +{
                +  "name": "New",
                +  "sourceType": "PUSH"
                +}

                """)
        #expect(ran.error == "1 would be created, 1 would change\n")
        #expect(platform.lines == ["GET \(Given.sources)/pages?page=0&perPage=100&sortingType=NAME"])
    }

    @Test("nothing would: 0, and nothing on stdout; with --json an empty list")
    func same() async throws {
        let desk = try await Desk.standing(
            StandingPlatform([docs]), manifest: "{name: Docs, later: 1.5, id: x, owner: y, gone: null}")
        let ran = await desk.coveo("sources", "diff", "-f", "m.yaml")
        #expect(ran.code == 0 && ran.output.isEmpty && ran.error == "1 as the manifest says\n", "\(ran)")
        #expect(await desk.coveo("sources", "diff", "-f", "m.yaml", "--json").output == "[]\n")
    }

    @Test("--json: a patch for each source that would change")
    func json() async throws {
        let desk = try await Desk.standing(
            StandingPlatform([docs]),
            manifest: "- {name: Docs, later: ~}\n- {name: \"a/~\\n\", sourceType: PUSH}\n")
        let ran = await desk.coveo("sources", "diff", "-f", "m.yaml", "--json")
        #expect(ran.code == 1)
        #expect(
            ran.output
                == #"[{"name":"Docs","id":"acme-1","patch":[{"op":"remove","path":"/later"}]},"#
                + #"{"name":"a/~\n","id":null,"patch":[{"op":"add","path":"","value":{"name":"a/~\n","sourceType":"PUSH"}}]}]"#
                + "\n")
    }

    @Test("what widens who sees a source is marked on both streams")
    func widening() async throws {
        let desk = try await Desk.standing(
            StandingPlatform([docs]), manifest: "{name: Docs, sourceVisibility: SHARED}")
        let ran = await desk.coveo("sources", "diff", "-f", "m.yaml", "--color", "always")
        #expect(ran.output.hasPrefix("\u{1B}[35m! Docs becomes visible to everyone (PRIVATE to SHARED)\u{1B}[0m\n"))
        #expect(ran.output.contains("\u{1B}[31m-  \"sourceVisibility\": \"PRIVATE\",\u{1B}[0m\n\u{1B}[32m+  "))
        #expect(ran.error.contains("warning:") && ran.error.contains("'sources apply' asks for it"))
    }

    @Test("a field that the list leaves out is looked up before it is called different")
    func lightList() async throws {
        let platform = try StandingPlatform([docs])
        let light = Given.page(Given.source(visibility: "PRIVATE"))
        platform.play { request, _ in request.line.contains("/pages") ? .answer(light) : nil }
        let desk = try await Desk.standing(platform, manifest: "{name: Docs, customParameters: {a: '1'}}")
        let ran = await desk.coveo("sources", "diff", "-f", "m.yaml")
        #expect(ran.code == 0, "\(ran)")
        #expect(platform.lines.last == "GET \(Given.sources)/acme-1")
    }

    @Test("a name that two sources have is 65, and the others are told all the same")
    func ambiguous() async throws {
        let desk = try await Desk.standing(
            StandingPlatform([docs, Given.source("acme-2"), Given.source("acme-3", "Wiki")]),
            manifest: "- name: Docs\n- {name: Wiki, x: 1}\n")
        let ran = await desk.coveo("sources", "diff", "-f", "m.yaml")
        #expect(ran.code == 65)
        #expect(ran.error.contains("error: 'Docs': 2 sources are called 'Docs': acme-1, acme-2\n"))
        #expect(ran.output.contains("+++ Wiki"))
    }

    @Test(
        "another organization or platform than the manifest's, and what is no manifest, end before any request",
        arguments: [
            ("organization: other\nsources: []", Int32(64)), ("platformUrl: https://other.example\nsources: []", 64),
            ("organization: My Org\nsources: []", 65), ("platformUrl: http://p.example\nsources: []", 65),
            ("organization: acme\nsource: []", 65), ("- name: A\n- name: A\n", 65), ("a: [", 65), ("", 65),
        ])
    func refused(manifest: String, code: Int32) async throws {
        let platform = try StandingPlatform()
        let desk = try await Desk.standing(platform, manifest: manifest)
        for command in ["diff", "apply"] {
            let ran = await desk.coveo("sources", command, "-f", "m.yaml")
            #expect(ran.code == code, "\(ran.error)")
            #expect(ran.error.hasPrefix("error: ") && ran.error.contains("\nhint: "), "\(ran.error)")
            #expect(ran.output.isEmpty)
        }
        #expect(platform.lines.isEmpty)
    }

    @Test("the manifest's organization and platform are taken where they agree, or where nothing else names one")
    func organization() async throws {
        let platform = try StandingPlatform([docs])
        let desk = try await Desk.standing(
            platform, manifest: "organization: acme\nplatformUrl: \(Given.platform)/\nsources: [{name: Docs}]")
        #expect(await desk.coveo("sources", "diff", "-f", "m.yaml").code == 0)
        let ran = await desk.coveo(
            "sources", "diff", "-f", "m.yaml", environment: ["COVEO_ACCESS_TOKEN": "canary-key"])
        #expect(ran.code == 0, "\(ran.error)")
        #expect(platform.count("GET /rest/organizations?") == 0)
    }

    @Test("from stdin, from several files, and from none")
    func inputs() async throws {
        let desk = try await Desk.standing(StandingPlatform([docs]), manifest: "name: Docs")
        let piped = await desk.coveo("sources", "diff", "-f", "-", terminal: .pipe(#"[{"name":"Docs"}]"#))
        #expect(piped.code == 0, "\(piped.error)")
        let both = await desk.coveo("sources", "diff", "-f", "m.yaml", "-f", "-", terminal: .pipe("name: Docs"))
        #expect(both.code == 65)
        #expect(
            both.error.contains(
                "standard input, line 1, column 1 ('Docs'): a source of that name stands in m.yaml, line 1, column 1 already"
            ))
        #expect(await desk.coveo("sources", "diff", "-f", "-", "-f", "-").code == 64)
        #expect(await desk.coveo("sources", "diff").code == 64)
        #expect(await desk.coveo("sources", "diff", "-f", "nowhere.yaml").code == 66)
        let terminal = await desk.coveo("sources", "diff", "-f", "-", terminal: .person())
        #expect(terminal.code == 64)
        #expect(terminal.error.contains("nothing is piped in"))
    }
}
