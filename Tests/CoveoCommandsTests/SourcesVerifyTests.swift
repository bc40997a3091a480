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

    @Test("what is there as it should be is told line by line, and exits 0")
    func verified() async throws {
        let desk = try await desk(Given.page(Given.source()))
        let ran = await desk.coveo("sources", "verify", "Docs", "--visibility", "shared")
        #expect(ran.code == 0)
        try Golden.expect(ran.output, "verify.txt")
        #expect(desk.platform.lines.count == 1)
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

    @Test("several sources are listed once, and one that fails is the command's")
    func several() async throws {
        let desk = try await desk(Given.page(Given.source("acme-1", "Docs"), Given.source("acme-2", "Wiki")))
        let ran = await desk.coveo("sources", "verify", "Wiki", "acme-1", "Nobody")
        #expect(ran.code == 1)
        #expect(ran.output.contains("✓ Wiki  is in the list") && ran.output.contains("✗ Nobody  is not in the list"))
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
        for page in [
            Given.page(), Given.page(Given.source(status: "CREATING")), Given.page(Given.source(visibility: "PRIVATE")),
        ] {
            var desk = try await desk(page)
            let clock = TestClock()
            desk.clock = clock
            let ran = await desk.coveo("sources", "verify", "Docs", "--visibility", "shared", "--wait", "3")
            #expect(ran.code == 75)
            #expect(
                ran.error.contains("error: it did not hold within 3 seconds\nhint: give it longer with --wait SECONDS"))
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
