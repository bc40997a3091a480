import HTTPTypes
import Ports
import Support
import Testing

@Suite("Nothing is created twice")
struct SourcesCreateOnceTests {
    private let post = "POST \(Given.sources)"
    private let pages = "GET \(Given.sources)/pages"
    private let lost: [ScriptedPlatform.Answer] = [.failure(.cut(host: "platform.cloud.coveo.com"))]
    private let done = ScriptedPlatform.Answer.success(.json(#"{"id":"acme-new"}"#, status: 201))

    @Test("an answer that was lost is looked up by the exact name before anything is sent again")
    func found() async throws {
        let desk = try await Desk.loggedIn([post: lost, pages: [.success(Given.page(Self.ours))]])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 0)
        #expect(ran.output == "acme-9\n")
        #expect(
            ran.error.contains(
                "the platform did not confirm the create: looking whether 'Docs' was created, for 6 seconds, or longer "
                    + "where the list is slow to answer; where it is not there, it is tried again, up to 3 times\n"))
        #expect(ran.error.contains("the platform did not confirm the create; the source was found in the list"))
        #expect(desk.platform.requests(.post).count == 1)
    }

    /// Made when the tests' clock begins.
    private static let ours = Given.source("acme-9", "Docs", extra: #","createdDate":1767323045000"#)

    @Test("one that was there before is not claimed: 65, nothing on stdout; --if-not-exists takes it as it is")
    func older() async throws {
        let old = Given.source("acme-old", "Docs", extra: #","createdDate":1600000000000"#)
        for answer in [ScriptedPlatform.Answer.success(Given.refusal(500)), .success(Given.refusal(503))] {
            let desk = try await Desk.loggedIn([post: [answer], pages: [.success(Given.page(old))]])
            let ran = await desk.coveo("sources", "create", "Docs", "--json")
            #expect(ran.code == 65 && ran.output.isEmpty)
            #expect(
                ran.error.contains(
                    "error: the platform did not confirm the create, and the source of that name, acme-old, was there "
                        + "before: it is not taken for the new one\n"))
            #expect(ran.error.contains("hint: 'coveo sources show acme-old' shows it; --if-not-exists takes one"))
            #expect(desk.platform.requests(.post).count == 1)
        }
        let lagging = try await Desk.loggedIn([
            post: [.success(Given.refusal(500))], pages: [.success(Given.page()), .success(Given.page(old))],
        ])
        let ran = await lagging.coveo("sources", "create", "Docs", "--if-not-exists", "--json")
        #expect(ran.code == 0 && ran.output == #"{"id":"acme-old","name":"Docs","changed":false}"# + "\n")
    }

    @Test("where stdout is lost the error names the ID of what was created")
    func untold() async throws {
        let desk = try await Desk.loggedIn([
            post: [done], "POST \(Given.sources)/acme-1/duplicate": [done],
            "GET \(Given.sources)/acme-1": [.success(.json(Given.source("acme-1", "Docs")))],
            pages: [.success(Given.page(Given.source("acme-1", "Docs")))],
        ])
        for command in [["create", "New"], ["create", "New", "--json"], ["duplicate", "acme-1", "New"]] {
            let ran = await desk.run(["sources"] + command, terminal: StagedTerminal(writing: .outputLost(code: 28)))
            #expect(ran.code == 73)
            #expect(
                ran.error.contains(
                    "error: the source 'New' was created, its ID is acme-new, and standard output can't be written"))
        }
    }

    @Test("where the list doesn't show it another try is made")
    func again() async throws {
        let desk = try await Desk.loggedIn([post: lost + [done], pages: [.success(Given.page())]])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 0)
        #expect(ran.output == "acme-new\n")
        #expect(ran.error.contains("the list does not show 'Docs': trying again\n"))
        let lines = desk.platform.lines.map { String($0.prefix { $0 != "?" }) }
        #expect(lines == [post] + Array(repeating: pages, count: 5) + [post])
    }

    @Test("an outcome that stays unknown is said to be unknown")
    func unknown() async throws {
        let desk = try await Desk.loggedIn([
            post: [.failure(.timedOut(host: "platform.cloud.coveo.com", after: .seconds(30)))],
            pages: [.success(Given.page())],
        ])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 75)
        #expect(ran.error.contains("error: it is not known whether the source 'Docs' was created"))
        #expect(ran.error.contains("--if-not-exists is safe to repeat"))
        #expect(desk.platform.requests(.post).count == 2)
    }

    @Test("a failed platform leaves it unknown: 69, one POST, and the platform's words")
    func failed() async throws {
        let desk = try await Desk.loggedIn([post: [.success(Given.refusal(500))], pages: [.success(Given.page())]])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 69)
        #expect(ran.error.contains("error: it is not known whether the source 'Docs' was created (the platform failed"))
        #expect(ran.error.contains("SOME_CODE: Some words (HTTP 500)), and the list does not show it\n"))
        #expect(ran.error.contains("--if-not-exists is safe to repeat"))
        #expect(desk.platform.requests(.post).count == 1)
    }

    @Test("a list that can't be read either is said to be so")
    func unread() async throws {
        let desk = try await Desk.loggedIn([post: lost, pages: [.success(Given.refusal(403))]])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 69)
        #expect(ran.error.contains("and the list could not be read either ("))
        #expect(!ran.error.contains("does not show"))
        #expect(desk.platform.requests(.post).count == 1)
    }

    @Test("one of that name that differs is 1, and is left alone")
    func another() async throws {
        let desk = try await Desk.loggedIn([
            post: lost, pages: [.success(Given.page(Given.source("acme-9", "Docs", visibility: "PRIVATE")))],
        ])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 1)
        #expect(ran.error.contains(#"acme-9, which differs: sourceVisibility is "PRIVATE", not "SHARED""#))
        #expect(ran.output.isEmpty)
    }

    @Test("a refused connection was no create: 69, one request")
    func unreachable() async throws {
        let desk = try await Desk.loggedIn([post: [.failure(.unreachable(host: "platform.cloud.coveo.com"))]])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 69)
        #expect(desk.platform.lines.count == 1)
    }

    @Test("Ctrl-C during the create says that it may be there")
    func interrupted() async throws {
        let desk = try await Desk.loggedIn([post: [.failure(.cancelled)]])
        let ran = await desk.coveo("sources", "create", "Docs")
        #expect(ran.code == 130)
        #expect(ran.error.contains("warning: interrupted while 'Docs' was being created: it may be there"))
    }

    @Test("--if-not-exists prints the ID of one that agrees, and creates nothing")
    func agrees() async throws {
        let desk = try await Desk.loggedIn([pages: [.success(Given.page(Given.source("acme-9", "Docs")))]])
        let ran = await desk.coveo("sources", "create", "Docs", "--if-not-exists")
        #expect(ran.code == 0)
        #expect(ran.output == "acme-9\n")
        #expect(desk.platform.requests(.post).isEmpty)
        let json = await desk.coveo("sources", "create", "Docs", "--if-not-exists", "--json")
        #expect(json.output == "{\"id\":\"acme-9\",\"name\":\"Docs\",\"changed\":false}\n")
    }

    @Test("--if-not-exists verifies what it found, where that is asked for")
    func agreesAndVerifies() async throws {
        let creating = Given.source("acme-9", "Docs", status: "CREATING")
        let desk = try await Desk.loggedIn([pages: [.success(Given.page(creating))]])
        let ran = await desk.coveo("sources", "create", "Docs", "--if-not-exists", "--verify")
        #expect(ran.code == 1)
        #expect(ran.output == "acme-9\n")
        #expect(ran.error.contains("✗ Docs  status: CREATING"))
    }

    @Test("one that another process created in between is found after the conflict")
    func race() async throws {
        let desk = try await Desk.loggedIn([
            pages: Array(repeating: .success(Given.page()), count: 5)
                + [.success(Given.page(Given.source("acme-9", "Docs")))],
            post: [.success(Given.refusal(409))],
        ])
        let ran = await desk.coveo("sources", "create", "Docs", "--if-not-exists")
        #expect(ran.code == 0)
        #expect(ran.output == "acme-9\n")
        #expect(ran.error.contains("a source 'Docs' is said to be there: looking for it in the list …\n"))
        #expect(desk.platform.requests(.post).count == 1)
    }

    @Test("a conflict over a name that the list goes on not to show stands")
    func hiddenConflict() async throws {
        let desk = try await Desk.loggedIn([
            pages: [.success(Given.page())], post: [.success(Given.refusal(409))],
        ])
        let ran = await desk.coveo("sources", "create", "Docs", "--if-not-exists")
        #expect(ran.code == 65)
        #expect(desk.platform.requests(.get).count == 6)
    }

    @Test("of one that differs it prints the ID, says how, and exits 1")
    func differs() async throws {
        let desk = try await Desk.loggedIn([
            pages: [.success(Given.page(Given.source("acme-9", "Docs", visibility: "PRIVATE")))]
        ])
        let ran = await desk.coveo("sources", "create", "Docs", "--if-not-exists")
        #expect(ran.code == 1)
        #expect(ran.output == "acme-9\n")
        #expect(
            ran.error.contains(
                "'Docs' is there already, and differs:\n  sourceVisibility is \"PRIVATE\", not \"SHARED\"\n"))
        #expect(ran.error.contains("hint: change it with: coveo sources update acme-9 …"))
        #expect(desk.platform.requests(.post).isEmpty)
    }

    @Test("of several it names the IDs and exits 65; names are compared by their bytes")
    func several() async throws {
        let desk = try await Desk.loggedIn([
            post: [done],
            pages: [
                .success(
                    Given.page(
                        Given.source("a-1", "Caf\u{E9}"), Given.source("a-2", "Docs"), Given.source("a-3", "Docs")))
            ],
        ])
        let ran = await desk.coveo("sources", "create", "Docs", "--if-not-exists")
        #expect(ran.code == 65)
        #expect(ran.error.contains("2 sources are called 'Docs': a-2, a-3"))
        let other = await desk.coveo("sources", "create", "Cafe\u{301}", "--if-not-exists")
        #expect(other.output == "acme-new\n")
    }
}
