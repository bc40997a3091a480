import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("The line that tells how far it is")
struct ProgressTests {
    /// A clock that moves by itself, a tick each time it is slept on.
    private func progress(
        _ terminal: StagedTerminal, arguments: [String] = [], environment: [String: String] = [:],
        clock: any Clock = TestClock()
    ) throws -> Progress {
        let environment = Environment(["HOME": "/home/ann"].merging(environment) { $1 })
        guard
            case .invocation(let invocation) = Entry.parse(
                arguments: ["sources", "list"] + arguments, environment: environment)
        else { throw PortNotSet(port: "no command") }
        let world = FailingWorld.make(environment: environment.all, terminal: terminal, clock: clock)
        return Progress(try Context(invocation.command, world: world))
    }

    @Test("count, rate and what is waited for, after a second")
    func words() throws {
        let clock = TestClock()
        let progress = try progress(.person(), clock: clock)
        #expect(progress.text(at: .seconds(9)) == nil)
        progress.begin("listing the sources of acme")
        #expect(progress.text(at: .milliseconds(999)) == nil)
        #expect(progress.text(at: .seconds(3)) == "listing the sources of acme … 3 s")
        progress.begin("applying to acme", total: 1_000)
        for _ in 0..<45 { progress.step() }
        #expect(progress.text(at: .seconds(10)) == "applying to acme … 45 of 1000, 4.5/s")
        #expect(progress.text(at: .seconds(1)) == "applying to acme … 45 of 1000, 45/s")
    }

    @Test("it is drawn at a terminal, and gone where something is written and at the end")
    func drawn() async throws {
        let terminal = StagedTerminal.person(columns: 30)
        let clock = TestClock()
        let progress = try progress(terminal, clock: clock)
        try await progress.beside {
            progress.begin("waiting for a very long time, longer than the line")
            while !terminal.error.contains("waiting"), clock.uptime < .seconds(500) { await Task.yield() }
            progress.terminal.writeError("something\n")
        }
        #expect(terminal.error.contains("\r\u{1B}[Kwaiting for a very long time,"))
        #expect(!terminal.error.contains("longer than the line"))
        #expect(terminal.error.contains("\r\u{1B}[Ksomething\n"))
    }

    @Test(
        "nothing in a pipe, with --quiet or --verbose, or at a dumb terminal",
        arguments: [
            (StagedTerminal.pipe(), [], [:]), (.person(), ["--quiet"], [:]), (.person(), ["--verbose"], [:]),
            (.person(), [], ["TERM": "dumb"]),
        ] as [(StagedTerminal, [String], [String: String])])
    func hidden(terminal: StagedTerminal, arguments: [String], environment: [String: String]) async throws {
        let progress = try progress(terminal, arguments: arguments, environment: environment)
        let result = try await progress.beside {
            progress.begin("waiting")
            return 7
        }
        #expect(result == 7)
        #expect(terminal.error.isEmpty)
        #expect(progress.terminal is StagedTerminal)
    }
}
