import Ports
import Support
import Synchronization
import Testing

@testable import CoveoCommands

@Suite("A pager, where COVEO_PAGER asks for one")
struct PagingTests {
    private let variables = ["COVEO_PAGER": "less -S"]

    private func desk(_ pager: RecordingPager, code: Int = 200) async throws -> Desk {
        let page = code == 200 ? Given.page(Given.source()) : Given.refusal(code)
        var desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(page)]])
        desk.pager = pager
        return desk
    }

    @Test("lists and help go through it at a terminal; it has ended before the command does")
    func paged() async throws {
        for (words, text) in [
            (["sources", "list", "--color", "never"], "acme-1  Docs"), (["help", "environment"], "COVEO_PAGER"),
            (["sources", "--help"], "COMMANDS:"), (["sources", "list", "--json"], #""id": "acme-1""#),
        ] {
            let pager = RecordingPager()
            let ran = await (try await desk(pager)).run(words, environment: variables, terminal: .person())
            #expect(ran.code == 0)
            #expect(pager.started == ["less -S"] && pager.isFinished)
            #expect(pager.text.contains(text) && ran.output.isEmpty, "\(words): \(pager.text)")
        }
    }

    @Test("not in a pipe, not unasked, not for 'cat' or nothing, not for a command that changes something")
    func notPaged() async throws {
        for (words, environment, terminal) in [
            (["sources", "list"], variables, .pipe()), (["sources", "list"], [:], .person()),
            (["sources", "list"], ["COVEO_PAGER": " "], .person()),
            (["sources", "list"], ["COVEO_PAGER": "cat"], .person()),
            (["--version"], variables, .person()), (["completion", "bash"], variables, .person()),
            (["help", "login"], variables, .pipe()), (["sources", "list"], ["PAGER": "less"], .person()),
            (["sources", "verify", "Docs"], variables, .person()),
        ] as [([String], [String: String], StagedTerminal)] {
            let pager = RecordingPager()
            let ran = await (try await desk(pager)).run(words, environment: environment, terminal: terminal)
            #expect(ran.code == 0 && !ran.output.isEmpty && pager.started.isEmpty, "\(words)")
        }
    }

    @Test("what a login asks for meanwhile is read as it is without one, a paste too")
    func pasted() async throws {
        let paging = try #require(
            Paging(RecordingPager(), environment: Environment(variables), terminal: StagedTerminal.person()))
        let terminal = PagedTerminal(PastingTerminal(), paging: paging) {}
        #expect(try await terminal.readPasted(prompt: "") == "first second")
        #expect(try await terminal.readLine(prompt: "", echo: true) == "first")
    }

    @Test("one that can't be started is said once, and the text is there all the same")
    func missing() async throws {
        let desk = try await Desk.loggedIn(["GET \(Given.sources)/pages": [.success(Given.page(Given.source()))]])
        let ran = await desk.run(
            ["sources", "list", "--color", "never"], environment: ["COVEO_PAGER": "no-such\u{1B}"], terminal: .person())
        #expect(ran.code == 0 && ran.output.contains("acme-1"))
        #expect(ran.error == "warning: COVEO_PAGER: 'no-such\\u{1b}' can't be started\n")
    }

    @Test("one that fails and reads nothing is said, and the text is there all the same")
    func broken() async throws {
        for words in [["sources", "list", "--color", "never"], ["help", "environment"]] {
            let ran = await (try await desk(RecordingPager(failingWith: 127))).run(
                words, environment: variables, terminal: .person())
            #expect(ran.code == 0 && ran.output.contains(words[0] == "help" ? "COVEO_PAGER" : "acme-1"), "\(words)")
            #expect(
                ran.error
                    == "warning: COVEO_PAGER: 'less -S' ended with 127 and read nothing; here is the text without it\n")
        }
    }

    @Test("what fails before anything was shown starts none, and what fails is told where it is seen")
    func failing() async throws {
        let pager = RecordingPager()
        let ran = await (try await desk(pager, code: 403)).run(
            ["sources", "list"], environment: variables, terminal: .person())
        #expect(ran.code == 77 && pager.started.isEmpty && ran.error.hasPrefix("error: "))
    }

    @Test("who leaves it early has read enough: nothing is said, and the exit status is that of the command")
    func left() async throws {
        let pager = RecordingPager(takes: 1)
        let platform = try StandingPlatform([Given.source(visibility: "PRIVATE")])
        var desk = try await Desk.standing(
            platform, manifest: "- {name: Docs, x: 1}\n- {name: Wiki, sourceType: PUSH}\n")
        desk.pager = pager
        let ran = await desk.run(
            ["sources", "diff", "-f", "m.yaml"], environment: variables, terminal: .person())
        #expect(ran.code == 1)
        #expect(pager.isFinished && ran.output.isEmpty && ran.error.isEmpty, "\(ran.error)")
    }
}

/// Keeps what it is handed, up to a number of pieces.
private final class RecordingPager: Pager, RunningPager {
    private struct State {
        var started: [String] = []
        var text = ""
        var pieces = 0
        var isFinished = false
    }

    private let state = Mutex(State())
    private let limit: Int
    private let status: Int32?

    /// - Parameter status: with which it fails, and reads nothing.
    init(takes limit: Int = .max, failingWith status: Int32? = nil) {
        self.limit = limit
        self.status = status
    }

    var started: [String] { state.withLock { $0.started } }
    var text: String { state.withLock { $0.text } }
    var isFinished: Bool { state.withLock { $0.isFinished } }

    func start(_ command: String) -> (any RunningPager)? {
        state.withLock { $0.started.append(command) }
        return self
    }

    func write(_ bytes: [UInt8]) {
        state.withLock { state in
            state.pieces += 1
            if state.pieces <= limit { state.text += String(decoding: bytes, as: UTF8.self) }
        }
    }

    func finish() async -> PagerFailure? {
        state.withLock { state in
            state.isFinished = true
            return status.map { PagerFailure(status: $0, unread: Array(state.text.utf8)) }
        }
    }
}

/// A terminal at which a text of two lines is pasted.
private struct PastingTerminal: TerminalLayer {
    var base: any Terminal { StagedTerminal.person("first", "second") }

    func readPasted(prompt: String) async throws(TerminalFailure) -> String? { "first second" }
}
