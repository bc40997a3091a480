import HTTPTypes
import Ports
import Support
import Testing

@Suite("coveo sources verify")
struct SourcesVerifyTests {
    private let pages = "GET \(Given.sources)/pages"

    private func desk(_ answers: ReceivedResponse...) async throws -> Desk {
        try await Desk.loggedIn([pages: answers.map { .success($0) }])
    }

    @Test("at a narrow terminal lines are broken at blanks, and not in a pipe")
    func narrow() async throws {
        let source = Given.source(visibility: "SHARED")
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(Given.page(source))]])
        let words = ["sources", "verify", "Docs", "--visibility", "private", "--color", "never"]
        let lines = await desk.run(words, terminal: .person(columns: 30)).output.split(separator: "\n")
        #expect(lines.contains("✗ Docs  visibility: SHARED,") && lines.contains("    expected PRIVATE"), "\(lines)")
        #expect(lines.allSatisfy { $0.count <= 30 }, "\(lines)")
        #expect(await desk.run(words).output.contains("✗ Docs  visibility: SHARED, expected PRIVATE\n"))
    }

    @Test("what is there as it should be is told line by line, and exits 0")
    func verified() async throws {
        let desk = try await desk(Given.page(Given.source()))
        let ran = await desk.coveo("sources", "verify", "Docs", "--visibility", "shared")
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "verify.txt")
        #expect(desk.platform.lines.count == 1)
    }

    @Test("a source that the list names so, and that is called otherwise when it is read by itself, is not it")
    func renamed() async throws {
        let source = Given.source("acme-1", "Renamed", extra: #","customParameters":{"a":1}"#)
        let desk = try await desk(Given.page(Given.source()))
        desk.platform.answer("GET \(Given.sources)/acme-1", .success(.json(source)))
        let terminal = StagedTerminal.pipe(#"{"customParameters":{"a":1}}"#)
        let ran = await desk.coveo("sources", "verify", "Docs", "--model", "-", terminal: terminal)
        #expect(ran.code == 1 && ran.output.contains("✗ Renamed  name: Renamed, expected Docs\n"))
        let byID = await desk.coveo(
            "sources", "verify", "acme-1", "--model", "-", terminal: .pipe(#"{"customParameters":{"a":1}}"#))
        #expect(byID.code == 0)
    }

    @Test("--json has the contract's shape")
    func json() async throws {
        let ran = await (try await desk(Given.page(Given.source(visibility: "PRIVATE")))).coveo(
            "sources", "verify", "acme-1", "--visibility", "shared", "--json")
        #expect(ran.code == 1)
        #expect(
            ran.output == """
                [{"id":"acme-1","name":"Docs","verified":false,"checks":[\
                {"check":"exists","ok":true,"expected":true,"actual":true},\
                {"check":"unique","ok":true,"expected":1,"actual":1},\
                {"check":"type","ok":true,"expected":"PUSH","actual":"PUSH"},\
                {"check":"pushEnabled","ok":true,"expected":true,"actual":true},\
                {"check":"visibility","ok":false,"expected":"SHARED","actual":"PRIVATE"},\
                {"check":"configurationError","ok":true,"expected":null,"actual":null},\
                {"check":"status","ok":true,"expected":["PUSH_READY","IDLE","REFRESHING"],"actual":"PUSH_READY"}]}]

                """)
    }

    @Test("--json of a source that is not there, and of two of one name, has no ID")
    func jsonOfNone() async throws {
        let desk = try await desk(Given.page(Given.source("a", "Twin"), Given.source("b", "Twin")))
        let ran = await desk.coveo("sources", "verify", "Nobody", "Twin", "--json")
        #expect(ran.code == 1)
        #expect(
            ran.output == """
                [{"id":null,"name":"Nobody","verified":false,"checks":[\
                {"check":"exists","ok":false,"expected":true,"actual":false}]},\
                {"id":null,"name":"Twin","verified":false,"checks":[\
                {"check":"exists","ok":true,"expected":true,"actual":true},\
                {"check":"unique","ok":false,"expected":1,"actual":2}]}]

                """)
    }

    @Test("--json has a check for all that --model names, each place that differs by its path")
    func jsonOfModel() async throws {
        let ran = try await verify(
            #"{"name":"Docs","odd":2,"customParameters":{"team":{"lead":"bob","new":1}},"mappings":[{"a":1}]}"#,
            "--json")
        #expect(ran.code == 1)
        let checks = [
            #"{"check":"name","ok":true,"expected":"Docs","actual":"Docs"}"#,
            #"{"check":"odd","ok":false,"expected":2,"actual":1}"#,
            #"{"check":"customParameters.team.lead","ok":false,"expected":"bob","actual":"ann"}"#,
            #"{"check":"customParameters.team.new","ok":false,"expected":1,"actual":null}"#,
            #"{"check":"mappings","ok":true,"expected":[{"a":1}],"actual":[{"id":"m","a":1.00}]}"#,
        ]
        for check in checks { #expect(ran.output.contains(check), "\(ran.output)") }
    }

    @Test("no match is never success: 1, with the near name")
    func absent() async throws {
        let ran = await (try await desk(Given.page(Given.source()))).coveo("sources", "verify", "Dcos")
        #expect(ran.code == 1)
        #expect(ran.output == "✗ Dcos  is not in the list\n")
        #expect(ran.error == "hint: did you mean 'Docs'?\n")
        let empty = await (try await desk(Given.page())).coveo("sources", "verify", "Docs")
        #expect(empty.code == 1)
    }

    @Test("a name that two have is a failed check")
    func ambiguous() async throws {
        let page = Given.page(Given.source("a"), Given.source("b"))
        let ran = await (try await desk(page)).coveo("sources", "verify", "Docs")
        #expect(ran.code == 1)
        #expect(ran.output.contains("✗ Docs  is there 2 times: name it by its ID\n"))
    }

    @Test("what is wrong says what is there and what should be")
    func wrong() async throws {
        let odd = Given.source(
            visibility: "SECURED", status: "CREATING",
            extra: #","securityProviderReferences":["p"],"configurationError":{"errorCode":"BAD"}"#)
        let ran = await (try await desk(Given.page(odd))).coveo(
            "sources", "verify", "Docs", "--visibility", "private", "--security-provider", "q")
        #expect(ran.code == 1)
        try Golden.expect(ran.output, "verify-wrong.txt")
    }

    @Test("a status that we don't know passes, with a warning")
    func unknownStatus() async throws {
        let ran = await (try await desk(Given.page(Given.source(status: "DREAMING")))).coveo(
            "sources", "verify", "Docs")
        #expect(ran.code == 0)
        #expect(ran.error.contains("warning: the status DREAMING is not known to this program"))
    }

    /// A model with a bit of everything, which the list holds in another order, with more in it.
    private static let model = #"""
        {"id":"elsewhere-7","name":"Docs","owner":"bob","lastModifiedDate":3,"information":{"x":1},"sourceType":"PUSH",
        "pushEnabled":true,"sourceVisibility":"SECURED","securityProviderReferences":[{"id":"q"},"p"],"odd":1.0,
        "huge":1e400,"customParameters":{"team":{"lead":"ann","size":9223372036854775809}},"mappings":[{"a":1}],"gone":null}
        """#
    private static let extra = #"""
        ,"securityProviderReferences":["p","q"],"odd":1,"huge":1e400,"mappings":[{"id":"m","a":1.00}],\#
        "customParameters":{"more":[],"team":{"size":9223372036854775809,"lead":"ann"}}
        """#

    private func verify(_ model: String, _ options: String..., extra: String = Self.extra) async throws -> Ran {
        let desk = try await desk(Given.page(Given.source(visibility: "SECURED", extra: extra)))
        desk.files.put(model, "model.json")
        let ran = await desk.run(["sources", "verify", "acme-1", "--model", "model.json"] + options)
        #expect(desk.platform.lines.count == 1)
        return ran
    }

    @Test(
        "--model compares all that the file names, at every level; what the platform writes by itself is nothing to it")
    func model() async throws {
        let ran = try await verify(Self.model)
        #expect(ran.code == 0, "\(ran.output)\(ran.error)")
        let checks = ran.output.split(separator: "\n").map { $0.split(separator: " ")[2] }
        #expect(
            checks == [
                "is", "is", "name:", "type:", "pushEnabled:", "visibility:", "securityProviders:", "odd:", "huge:",
                "customParameters:", "mappings:", "gone:", "configuration:", "status:",
            ])
    }

    @Test(
        "each place where the source is not as --model says is a failed check: 1",
        arguments: [
            (#"{"name":"Wiki"}"#, "name: Docs, expected Wiki"),
            (#"{"customParameters":{"team":{"lead":"bob"}}}"#, "customParameters.team.lead: ann, expected bob"),
            (
                #"{"customParameters":{"team":{"size":9223372036854775808}}}"#,
                "customParameters.team.size: 9223372036854775809, expected 9223372036854775808"
            ),
            (#"{"odd":1.5}"#, "odd: 1, expected 1.5"), (#"{"odd":"1"}"#, "odd: 1, expected 1"),
            (#"{"huge":1e401}"#, "huge: 1e400, expected 1e401"),
            (#"{"mappings":[]}"#, #"mappings: [{"id":"m","a":1.00}], expected []"#),
            (#"{"mappings":null}"#, #"mappings: [{"id":"m","a":1.00}], expected none"#),
            (#"{"securityProviderReferences":["p"]}"#, #"securityProviders: ["p","q"], expected ["p"]"#),
            (#"{"sourceType":"CATALOG"}"#, "type: PUSH, expected CATALOG"),
            (#"{"pushEnabled":false}"#, "pushEnabled: true, expected false"),
        ])
    func otherModel(model: String, words: String) async throws {
        let ran = try await verify(model)
        #expect(ran.code == 1)
        let failed = ran.output.split(separator: "\n").filter { $0.hasPrefix("✗") }
        #expect(failed == ["✗ Docs  \(words)"])
    }

    @Test("what is typed goes before --model")
    func modelAndOptions() async throws {
        let right = try await verify(
            #"{"sourceVisibility":"SHARED","securityProviderReferences":[]}"#, "--visibility", "secured",
            "--security-provider", "q", "--security-provider", "p")
        #expect(right.code == 0, "\(right.output)")
        let wrong = try await verify(Self.model, "--visibility", "private", "--security-provider", "p", "--json")
        #expect(wrong.code == 1)
        #expect(
            wrong.output.contains(#"{"check":"visibility","ok":false,"expected":"PRIVATE","actual":"SECURED"}"#)
                && wrong.output.contains(
                    #"{"check":"securityProviders","ok":false,"expected":["p"],"actual":["p","q"]}"#)
        )
    }

    @Test("a field that the list leaves out is looked up in the source itself before it is called missing")
    func shortList() async throws {
        let desk = try await desk(Given.page(Given.source("acme-1"), Given.source("acme-2", "Wiki")))
        desk.platform.answer(
            "GET \(Given.sources)/acme-1", .success(.json(Given.source("acme-1", extra: #","odd":{"a":1,"b":2}"#))))
        desk.platform.answer("GET \(Given.sources)/acme-2", .success(Given.refusal(404)))
        desk.files.put(#"{"odd":{"a":1}}"#, "model.json")
        let ran = await desk.coveo("sources", "verify", "Docs", "Wiki", "--model", "model.json")
        #expect(ran.code == 1)
        #expect(ran.output.contains("✓ Docs  odd: ") && ran.output.contains("✗ Wiki  odd: none, expected "))
        #expect(ran.error.contains("2 sources: 1 verified, 1 not verified\n"))
        #expect(desk.platform.lines.count == 3)
    }

    @Test("--model from stdin, and what is no model: 65 and 66, before any request")
    func modelInput() async throws {
        let desk = try await desk(Given.page(Given.source()))
        let piped = await desk.coveo(
            "sources", "verify", "Docs", "--model", "-", terminal: .pipe(#"{"sourceVisibility":"SHARED"}"#))
        #expect(piped.code == 0, "\(piped.error)")
        for (text, words) in [
            ("[]", "the model is no JSON object"), (#"{"a":1,"a":2}"#, "the key 'a' stands there twice"),
            ("{", "no JSON"),
        ] {
            let ran = await desk.coveo("sources", "verify", "Docs", "--model", "-", terminal: .pipe(text))
            #expect(ran.code == 65 && ran.error.contains(words), "\(ran.error)")
        }
        let absent = await desk.coveo("sources", "verify", "Docs", "--model", "absent.json")
        #expect(absent.code == 66)
        let terminal = await desk.coveo("sources", "verify", "Docs", "--model", "-", terminal: .person())
        #expect(terminal.code == 64)
        #expect(desk.platform.lines.count == 1)
    }

    @Test("several sources are listed once, and one that fails is the command's")
    func several() async throws {
        let desk = try await desk(Given.page(Given.source("acme-1", "Docs"), Given.source("acme-2", "Wiki")))
        let ran = await desk.coveo("sources", "verify", "Wiki", "acme-1", "Nobody")
        #expect(ran.code == 1)
        #expect(ran.output.contains("✓ Wiki  is in the list") && ran.output.contains("✗ Nobody  is not in the list"))
        #expect(ran.error == "3 sources: 2 verified, 1 not verified\n")
        #expect(desk.platform.lines.count == 1)
    }

    @Test("--wait polls with growing pauses until it holds")
    func wait() async throws {
        let creating = Given.page(Given.source(status: "CREATING"))
        var desk = try await desk(Given.page(), Given.page(), creating, Given.page(Given.source()))
        let clock = TestClock()
        desk.clock = clock
        let ran = await desk.coveo("sources", "verify", "Docs", "--wait", "60")
        #expect(ran.code == 0)
        #expect(clock.sleeps == [.seconds(0.5), .seconds(0.75), .seconds(1.125)])
        #expect(ran.error.contains("waiting up to 60 seconds for it to hold …\n"))
        #expect(ran.output.split(separator: "\n").allSatisfy { $0.hasPrefix("✓") })
    }

    @Test("when time is up it is 75, also for a source that never came")
    func timeUp() async throws {
        let longer = "give it longer with --wait SECONDS"
        for (page, hint) in [
            (Given.page(), longer), (Given.page(Given.source(status: "CREATING")), longer),
            (
                Given.page(Given.source(visibility: "PRIVATE")),
                "unless somebody else changes it, 'coveo sources update acme-1' has to"
            ),
        ] {
            var desk = try await desk(page)
            let clock = TestClock()
            desk.clock = clock
            let ran = await desk.coveo("sources", "verify", "Docs", "--visibility", "shared", "--wait", "3")
            #expect(ran.code == 75)
            #expect(ran.error.contains("error: it did not hold within 3 seconds\nhint: \(hint)\n"))
            #expect(ran.output.contains("✗"))
            #expect(clock.sleeps.reduce(.zero, +) == .seconds(3))
        }
    }

    @Test("a source that the platform gave up on ends the wait at once", arguments: ["ERROR", "PAUSED_ON_ERROR"])
    func givenUp(status: String) async throws {
        var desk = try await desk(Given.page(), Given.page(Given.source(status: status)))
        let clock = TestClock()
        desk.clock = clock
        let ran = await desk.coveo("sources", "verify", "Docs", "--wait", "60")
        #expect(ran.code == 1)
        #expect(clock.sleeps.count == 1)
    }
}
