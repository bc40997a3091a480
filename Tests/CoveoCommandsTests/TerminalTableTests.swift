import FoundationEssentials
import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("Tables at terminals of any width")
struct TerminalTableTests {
    /// As long as the platform's own.
    private static let id = "mycompanyproductionk3f5p0ja-xw7trnkq5z2lqbmkqzlmvbrc2i"
    private static let name = "The handbook of the whole company, in four languages"

    private func list(
        _ columns: Int, _ options: [String] = [], environment: [String: String] = [:]
    ) async throws -> Ran {
        let sources = [
            Given.source(Self.id, Self.name, modified: 1_767_322_445_000), Given.source("acme-2", "日本語のドキュメント置き場"),
            Given.source(
                "acme-3", "Wiki", extra: #","owner":"ann","securityProviderReferences":["a","b"]"#),
        ].joined(separator: ",")
        let page = ReceivedResponse.json(#"{"sourceModels":[\#(sources)],"totalEntries":3,"totalPages":1}"#)
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(page)]])
        return await desk.run(
            ["sources", "list", "--color", "never"] + options, environment: environment,
            terminal: .person(columns: columns)
        )
    }

    @Test("each as it was agreed on", arguments: [40, 80, 120])
    func golden(columns: Int) async throws {
        try Golden.expect(try await list(columns).output, "table-\(columns).txt")
    }

    @Test(
        "no ID is ever cut or broken, and nothing else is wider than the terminal",
        arguments: [20, 40, 60, 80, 100, 200])
    func whole(columns: Int) async throws {
        let terminal = RecordingTerminal(isTerminal: true, columns: columns)
        for options in [[], ["--columns", "id,name,type,visibility,status,documents,size,modified,owner,providers"]] {
            let ran = try await list(columns, options)
            let lines = ran.output.split(separator: "\n").map(String.init)
            for id in [Self.id, "acme-2", "acme-3"] {
                #expect(lines.contains { $0 == id || $0.hasPrefix(id + "  ") }, "\(ran.output)")
            }
            #expect(
                lines.allSatisfy { $0.hasPrefix(Self.id) || terminal.width(of: $0) <= columns },
                "\(columns):\n\(ran.output)")
            #expect(!ran.output.contains { $0 == "\u{1B}" })
        }
    }

    @Test("a name is whole where it is what is copied, and in every pipe")
    func names() async throws {
        #expect(try await list(40, ["--columns", "name,status"]).output.contains(Self.name + "\n"))
        #expect(try await list(40).output.contains("The handbook of the whole company, in…\n"))
        let page = Given.page(Given.source(Self.id, Self.name))
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(page)]])
        #expect(await desk.coveo("sources", "list", "--color", "always").output.contains("\(Self.id)\t\(Self.name)\t"))
    }

    @Test("columns stand below each other where a character takes two of them")
    func wide() async throws {
        let terminal = RecordingTerminal(isTerminal: true, columns: 120)
        let table = Table(
            columns: [.text("name"), .whole("word")], rows: [["界界", "x"], ["👩‍👩‍👧‍👦!", "x"], ["e\u{301}", "x"]])
        let lines = table.lines(for: terminal, style: Style(isOn: false))
        #expect(lines == ["NAME  WORD", "界界  x", "👩‍👩‍👧‍👦!   x", "e\u{301}     x"])
        #expect(terminal.cut("日本語", to: 4) == "日…")
        #expect(terminal.cut("日本語", to: 6) == "日本語")
    }

    @Test("a stranger's name can't break a column at any width", arguments: [10, 40, 80])
    func strangers(columns: Int) async throws {
        let page = Given.page(Given.source("acme-1", #"a\u001b[2J\u009b2J\tb\nc\u202ed\u0007"#))
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(page)]])
        let ran = await desk.run(["sources", "list", "--color", "always"], terminal: .person(columns: columns))
        let text = ran.output.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !Visible.mustBeEscaped($0) }, "\(text)")
    }

    @Test("people read how many, how much and how long ago; scripts read numbers and ISO 8601")
    func quantities() async throws {
        let extra =
            #","information":{"sourceStatus":{"type":"IDLE"},"numberOfDocuments":25000,"documentsTotalSize":1234567}"#
        let now = Int(TestClock().now.timeIntervalSince1970 * 1_000)
        let source = #"{"id":"a","name":"A","sourceType":"PUSH","lastModifiedDate":\#(now - 180_000)\#(extra)}"#
        let answers: [String: [ScriptedPlatform.Answer]] = [
            "GET \(Given.sources)/pages": [.success(Given.page(source))],
            "GET \(Given.sources)/a": [.success(.json(source))],
        ]
        let words = ["sources", "list", "--columns", "id,documents,size,modified", "--color", "never"]
        let desk = try await Desk.loggedIn(answers)
        let shown = await desk.run(words, terminal: .person()).output
        #expect(shown == "ID  DOCUMENTS    SIZE  MODIFIED\na      25,000  1.2 MB  3 minutes ago\n")
        let piped = await desk.run(words).output
        #expect(piped == "a\t25000\t1234567\t\(Moment.iso(TestClock().now.addingTimeInterval(-180)))\n")
        let one = await desk.run(["sources", "show", "a"], terminal: .person()).output
        #expect(one.contains("documents       25,000\nsize            1.2 MB (1,234,567 bytes)\n"))
        #expect(one.contains("modified        3 minutes ago ("))
        let pipedOne = await desk.run(["sources", "show", "a"]).output
        #expect(pipedOne.contains("documents\t25000\nsize\t1234567\nmodified\t20"))
    }

    @Test(
        "sizes, counts and moments",
        arguments: [
            (0, "0 B", "0"), (999, "999 B", "999"), (1_000, "1.0 kB", "1,000"), (9_949, "9.9 kB", "9,949"),
            (9_950, "9.9 kB", "9,950"), (9_999, "10 kB", "9,999"), (999_499, "999 kB", "999,499"),
            (999_500, "1.0 MB", "999,500"),
            (1_234_567_890, "1.2 GB", "1,234,567,890"), (-5, "-5 B", "-5"),
        ])
    func quantity(number: Int, bytes: String, count: String) {
        #expect(Quantity.count(number) == count)
        if number != 9_950 { #expect(Quantity.bytes(number) == bytes) }
    }

    @Test(
        "how long ago, and how long to go",
        arguments: [
            (0, "now"), (-1, "1 second ago"), (-45, "45 seconds ago"), (-180, "3 minutes ago"),
            (-7_200, "2 hours ago"),
            (-259_200, "3 days ago"), (7_776_000, "in 90 days"), (3_600 * 5, "in 5 hours"),
        ] as [(Double, String)])
    func moments(seconds: Double, words: String) {
        let now = TestClock().now
        #expect(Moment.brief(now.addingTimeInterval(seconds), from: now) == words)
        let far = now.addingTimeInterval(-400 * 86_400)
        #expect(Moment.brief(far, from: now) == String(Moment.iso(far).prefix(10)))
    }

    @Test("verify's lines and apply's fit by a shorter name, and an ID is whole on a line of its own")
    func lines() async throws {
        let source = Given.source(Self.id, Self.name)
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(Given.page(source))]])
        let verify = await desk.run(
            ["sources", "verify", Self.name, "--color", "never"], terminal: .person(columns: 40))
        #expect(verify.output.split(separator: "\n").allSatisfy { $0.count <= 40 }, "\(verify.output)")
        #expect(verify.output.contains("✓ The handbook…  status: PUSH_READY\n"), "\(verify.output)")
        let platform = try StandingPlatform([source])
        let other = try await Desk.standing(
            platform, manifest: "- {name: '\(Self.name)', x: 1}\n- {name: New, sourceType: PUSH}\n")
        let apply = await other.run(
            ["sources", "apply", "-f", "m.yaml", "--color", "never"], terminal: .person(columns: 40))
        #expect(apply.output.contains("+ created    New (acme-n1)\n"), "\(apply.output)")
        #expect(apply.output.contains("~ updated    The handbook of the whole…\n  \(Self.id)\n"), "\(apply.output)")
    }

    @Test("what doesn't fit beside its label stands below it, whole", arguments: [40, 80])
    func fields(columns: Int) async throws {
        let source = Given.source(Self.id, "Docs")
        let desk = try await Desk.loggedIn([
            "GET \(Given.sources)/pages": [.success(Given.page(source))],
            "GET \(Given.sources)/\(Self.id)": [.success(.json(source))],
            "POST /oauth/check_token": [.success(Given.ann)],
        ])
        let show = await desk.run(["sources", "show", "Docs"], terminal: .person(columns: columns)).output
        #expect(
            show.hasPrefix(
                columns == 80 ? "id              \(Self.id)\nname" : "id\n  \(Self.id)\nname            Docs\n"))
        let status = await desk.run(["auth", "status", "--color", "never"], terminal: .person(columns: columns)).output
        #expect(status.contains("  organization  acme\n"))
        let renewable = "no: log in again when it ends"
        #expect(status.contains(columns == 80 ? "  renewable     \(renewable)\n" : "  renewable\n    \(renewable)\n"))
    }
}
