import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo sources list and show")
struct SourcesListTests {
    private let pages = "GET \(Given.sources)/pages"

    private func desk(_ sources: String...) async throws -> Desk {
        let body = sources.joined(separator: ",")
        return try await Desk.loggedIn([
            pages: [.success(.json(#"{"sourceModels":[\#(body)],"totalEntries":\#(sources.count),"totalPages":1}"#))]
        ])
    }

    private func three() async throws -> Desk {
        try await desk(
            Given.source("acme-3", "wiki", visibility: "SECURED", extra: #","securityProviderReferences":["p","q"]"#),
            Given.source("acme-1", "A very long name of a source that does not fit into forty columns at all"),
            Given.source("acme-2", "Docs", visibility: "PRIVATE", status: "ERROR", extra: #","owner":"ann""#))
    }

    @Test("in a pipe: tab-separated by name, without a header, nothing cut")
    func pipe() async throws {
        let ran = await (try await three()).coveo("sources", "list")
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "list-pipe.txt")
        #expect(ran.error.isEmpty)
    }

    @Test("on a terminal a table of its width", arguments: [40, 80])
    func terminal(columns: Int) async throws {
        let ran = await (try await three()).coveo(
            "sources", "list", "--color", "never", terminal: .person(columns: columns))
        #expect(ran.code == 0)
        #expect(ran.output.split(separator: "\n").allSatisfy { $0.count <= columns })
        try Golden.expect(ran.output, "list-\(columns).txt")
    }

    @Test("other columns")
    func columns() async throws {
        let ran = await (try await three()).coveo(
            "sources", "list", "--columns", "name,providers,owner,modified,documents,size")
        #expect(
            ran.output == """
                A very long name of a source that does not fit into forty columns at all\t\t\t1970-01-01T00:00:00Z\t\t
                Docs\t\tann\t1970-01-01T00:00:00Z\t\t
                wiki\tp,q\t\t1970-01-01T00:00:00Z\t\t

                """)
        let wrong = await (try await three()).coveo("sources", "list", "--columns", "id,nmae")
        #expect(wrong.code == 64)
        #expect(wrong.error.contains("'nmae' is no column") && wrong.error.contains("did you mean 'name'?"))
    }

    @Test(
        "filters, each and all",
        arguments: [
            (["--filter", "DOC"], ["acme-2"]), (["--visibility", "secured"], ["acme-3"]),
            (["--status", "error"], ["acme-2"]),
            (["--type", "push"], ["acme-1", "acme-2", "acme-3"]), (["--type", "web2"], []),
            (["--limit", "2"], ["acme-1", "acme-2"]),
            (["--filter", "i", "--visibility", "secured"], ["acme-3"]),
        ])
    func filters(options: [String], ids: [String]) async throws {
        let ran = await (try await three()).run(["sources", "list", "--columns", "id"] + options)
        #expect(ran.code == 0)
        #expect(ran.output.split(separator: "\n").map(String.init) == ids)
    }

    @Test("--json is the server's models, untouched, and [] where there is none")
    func json() async throws {
        let odd = Given.source(extra: #","x":1.50,"é":"\u001b""#)
        let ran = await (try await desk(odd)).coveo("sources", "list", "--json")
        #expect(ran.output == "[\(odd)]\n")
        let none = await (try await desk()).coveo("sources", "list", "--json")
        #expect(none.output == "[]\n")
        let text = await (try await desk()).coveo("sources", "list", terminal: .person())
        #expect(text.output.isEmpty && text.error == "no sources\n" && text.code == 0)
    }

    @Test("pages are printed as they come, in the platform's order, and one that fails leaves the array open")
    func pages() async throws {
        func page(_ source: String) -> ScriptedPlatform.Answer {
            .success(.json(#"{"sourceModels":[\#(source)],"totalEntries":2,"totalPages":2}"#))
        }
        let desk = try await Desk.loggedIn([pages: [page(Given.source("a", "A")), page(Given.source("b", "B"))]])
        let ran = await desk.coveo("sources", "list", "--columns", "id")
        #expect(ran.output == "a\nb\n")
        #expect(
            desk.platform.lines == [
                "\(pages)?page=0&perPage=100&sortingType=NAME", "\(pages)?page=1&perPage=100&sortingType=NAME",
            ])
        let failing = try await Desk.loggedIn([pages: [page(Given.source("b", "B")), .success(Given.refusal(500))]])
        let failed = await failing.coveo("sources", "list", "--json")
        #expect(failed.code == 69)
        #expect(failed.output == "[" + Given.source("b", "B"))
        #expect(failed.error.contains("error: the platform failed to list the sources"))
    }

    @Test("a stranger's name can't move the cursor or break a column, in terminals and in pipes")
    func strangers() async throws {
        let name = #"a\u001b[2J\tb\nc\u202ed"#
        let evil = Given.source("acme-1", name)
        let shown = "a\\u{1b}[2J\\u{9}b\\u{a}c\\u{202e}d"
        for terminal in [StagedTerminal.pipe(), .person(columns: 200)] {
            let ran = await (try await desk(evil)).coveo("sources", "list", "--color", "never", terminal: terminal)
            #expect(ran.output.contains(shown))
            #expect(ran.output.split(separator: "\n").count <= 2)
        }
        let json = await (try await desk(evil)).coveo("sources", "list", "--json", terminal: .person())
        #expect(json.output.contains(#""a\u001b[2J\tb\nc\u202ed""#))
        #expect(!json.output.unicodeScalars.contains("\u{202E}"))
    }

    @Test("show prints what is known; --json the whole model")
    func show() async throws {
        let source = Given.source(extra: #","owner":"ann","securityProviderReferences":[{"id":"p"}],"x":[1.0]"#)
        let desk = try await Desk.loggedIn([
            "GET \(Given.sources)/acme-1": [.success(.json(source))], pages: [.success(Given.page(source))],
        ])
        let ran = await desk.coveo("sources", "show", "Docs", terminal: .person())
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "show.txt")
        let json = await desk.coveo("sources", "show", "acme-1", "--json")
        #expect(json.output == source + "\n")
    }

    @Test("a name that is nobody's has near ones as a hint, one of several the IDs: 65")
    func unresolved() async throws {
        let desk = try await desk(Given.source("s-1", "Docs"), Given.source("s-2", "Wiki"), Given.source("s-3", "Wiki"))
        desk.platform.answer("GET \(Given.sources)/Dcos", .success(Given.refusal(404)))
        for command in [["show"], ["update", "--visibility", "private"], ["delete", "-y"]] {
            let absent = await desk.run(["sources"] + command + ["Dcos"])
            #expect(absent.code == 65)
            #expect(absent.error.contains("there is no source with the ID or name 'Dcos'"))
            #expect(absent.error.contains("hint: did you mean 'Docs'?"))
            let ambiguous = await desk.run(["sources"] + command + ["Wiki"])
            #expect(ambiguous.code == 65)
            #expect(ambiguous.error.contains("2 sources are called 'Wiki': s-2, s-3"))
        }
        #expect(desk.platform.requests.allSatisfy { $0.head.method == .get })
    }
}
