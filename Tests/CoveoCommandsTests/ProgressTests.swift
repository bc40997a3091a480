import CoveoPlatform
import Ports
import Support
import Synchronization
import Testing

@testable import CoveoCommands

@Suite("The line that tells how far it is", .timeLimit(.minutes(1)))
struct ProgressTests {
    private func context(
        _ terminal: StagedTerminal, arguments: [String] = [], environment: [String: String] = [:],
        clock: any Clock = TestClock()
    ) throws -> Context {
        let environment = Environment(["HOME": "/home/ann"].merging(environment) { $1 })
        guard
            case .invocation(let invocation) = Entry.parse(
                arguments: ["sources", "list"] + arguments, environment: environment)
        else { throw PortNotSet(port: "no command") }
        let world = FailingWorld.make(environment: environment.all, terminal: terminal, clock: clock)
        return try Context(invocation.command, world: world)
    }

    private func listing(_ count: Int, of total: Int?, isOver: Bool = false) throws -> SourceListingProgress {
        var listing = SourceListingProgress(organization: try OrganizationID("acme", code: .usage))
        listing.count = count
        listing.total = total
        listing.isOver = isOver
        return listing
    }

    @Test("count, rate and what is waited for, after a second")
    func words() throws {
        let progress = try context(.person()).progress
        defer { progress.close() }
        #expect(progress.text(at: .seconds(9)) == nil)
        progress.begin("reading sources of acme")
        #expect(progress.text(at: .milliseconds(999)) == nil)
        #expect(progress.text(at: .seconds(3)) == "reading sources of acme … 3 s")
        progress.begin("applying to acme", total: 1_000)
        for _ in 0..<45 { progress.step() }
        #expect(progress.text(at: .seconds(10)) == "applying to acme … 45 of 1000, 4.5/s")
        #expect(progress.text(at: .seconds(1)) == "applying to acme … 45 of 1000, 45/s")
        progress.end()
        #expect(progress.text(at: .seconds(10)) == nil)
    }

    @Test("what a command says goes first, then a list that is read, then a request that is not answered")
    func order() async throws {
        let clock = TestClock()
        let progress = try context(.person(), clock: clock).progress
        defer { progress.close() }
        try await progress.request(to: "example.com") {
            clock.advance(by: .seconds(1))
            #expect(progress.text(at: .seconds(2)) == "waiting for example.com … 2 s")
            try await progress.request(to: "example.com") {
                progress.list(try listing(0, of: nil))
                #expect(progress.text(at: .seconds(2)) == "listing the sources of acme … 1 s")
                progress.list(try listing(300, of: 25_000))
                #expect(progress.text(at: .seconds(3)) == "listing the sources of acme … 300 of 25000, 150/s")
                try await progress.during("looking for Docs in the list") {
                    progress.list(try listing(400, of: 25_000))
                    #expect(progress.text(at: .seconds(3)) == "looking for Docs in the list … 2 s")
                }
                progress.list(try listing(400, of: 25_000, isOver: true))
            }
            #expect(progress.text(at: .seconds(9)) == "waiting for example.com … 9 s")
        }
        #expect(progress.text(at: .seconds(9)) == nil)
        progress.begin("waiting for 'Docs'", since: .zero)
        #expect(progress.text(at: .seconds(1)) == "waiting for 'Docs' … 1 s")
    }

    @Test("it is drawn at a terminal, and gone where something is written and at the end")
    func drawn() async throws {
        let terminal = StagedTerminal.person(columns: 30)
        let clock = TestClock()
        let context = try context(terminal, clock: clock)
        context.progress.begin("waiting for a very long time, longer than the line")
        clock.advance(by: .seconds(2))
        while !terminal.error.contains("waiting") { await Task.yield() }
        context.output.say("something")
        #expect(terminal.error.hasPrefix("\r\u{1B}[Kwaiting for a very long tim"))
        // 27 columns of 30: a ^C fits behind it.
        #expect(!terminal.error.contains("waiting for a very long time"))
        #expect(terminal.error.contains("\r\u{1B}[Ksomething\n"))
        #expect(!terminal.error.contains(" in "))
        context.progress.conclude("7 sources")
        #expect(terminal.error.hasSuffix("7 sources in 2.0 s\n"))
        context.progress.close()
        let end = terminal.error
        #expect(end.hasSuffix("7 sources in 2.0 s\n") || end.hasSuffix("\r\u{1B}[K"))
    }

    @Test("a question is not written over while it waits for its answer, and nothing is drawn after the end")
    func questions() async throws {
        let base = HeldTerminal()
        let line = StatusLine(base)
        line.show("before")
        async let answer = line.readLine(prompt: "Really? ", echo: true)
        while !base.isAsked { await Task.yield() }
        line.show("meanwhile")
        #expect(base.staged.error == "\r\u{1B}[Kbefore\r\u{1B}[K")
        base.answer("y")
        #expect(try await answer == "y")
        line.show("after")
        line.close()
        line.show("too late")
        #expect(base.staged.error == "\r\u{1B}[Kbefore\r\u{1B}[K\r\u{1B}[Kafter\r\u{1B}[K")
    }

    @Test("a terminal that became narrower has broken the line: all its rows go; one that cuts lines loses no other")
    func narrower() {
        let terminal = ResizedTerminal()
        for (reflows, erasure) in [(true, "\r\u{1B}[2A\u{1B}[J"), (false, "\r\u{1B}[K")] {
            terminal.resize(to: 80)
            let line = StatusLine(terminal, reflows: reflows)
            line.show(String(repeating: "x", count: 25))
            terminal.resize(to: 10)
            line.show("short")
            #expect(
                terminal.staged.error.hasSuffix("x" + erasure + "short"), "\(terminal.staged.error.debugDescription)")
            line.close()
            #expect(terminal.staged.error.hasSuffix("short\r\u{1B}[K"))
        }
    }

    @Test(
        "nothing in a pipe, with --quiet or --verbose, or at a dumb terminal",
        arguments: [
            (StagedTerminal.pipe(), [], [:]), (.person(), ["--quiet"], [:]), (.person(), ["--verbose"], [:]),
            (.person(), [], ["TERM": "dumb"]),
        ] as [(StagedTerminal, [String], [String: String])])
    func hidden(terminal: StagedTerminal, arguments: [String], environment: [String: String]) async throws {
        let progress = try context(terminal, arguments: arguments, environment: environment).progress
        let result = await progress.during("waiting") { 7 }
        #expect(result == 7)
        progress.conclude("7 sources")
        #expect(terminal.error.isEmpty)
        #expect(progress.terminal is StagedTerminal)
        #expect(progress.text(at: .seconds(9)) == nil)
    }
}

/// A terminal whose window is made narrower and wider.
private final class ResizedTerminal: TerminalLayer {
    let staged = StagedTerminal.person()
    private let size = Mutex(80)

    func resize(to columns: Int) { size.withLock { $0 = columns } }

    var base: any Terminal { staged }
    var columns: Int? { size.withLock { $0 } }
}

/// A terminal whose person takes their time.
private final class HeldTerminal: TerminalLayer {
    let staged = StagedTerminal.person()
    private let (asked, asking) = AsyncStream.makeStream(of: String.self)

    var isAsked: Bool { staged.readCount > 0 }
    var base: any Terminal { staged }

    func answer(_ line: String) { asking.yield(line) }
    func readLine(prompt: String, echo: Bool) async throws(TerminalFailure) -> String? {
        _ = try await staged.readInput(limit: 1)
        for await line in asked { return line }
        return nil
    }
}
