import Ports
import Synchronization

/// The pager that `COVEO_PAGER` asks for: started by the first thing that goes to stdout, at a terminal only.
final class Paging: Sendable {
    /// The variable that asks for one.
    static let variable = "COVEO_PAGER"

    private enum State {
        case waiting
        case started(any RunningPager)
        case failed
    }

    private let pager: any Pager
    private let command: String
    private let terminal: any Terminal
    private let state = Mutex(State.waiting)

    /// nil where nobody asked for a pager, or nobody is there to turn pages.
    init?(_ pager: any Pager, environment: Environment, terminal: any Terminal) {
        guard Self.isWanted(environment, at: terminal), let command = environment[Self.variable] else { return nil }
        self.pager = pager
        self.command = command
        self.terminal = terminal
    }

    /// Whether somebody asked for a pager and is there to turn pages; `cat` is the usual word for none.
    static func isWanted(_ environment: Environment, at terminal: any Terminal) -> Bool {
        guard terminal.outputIsTerminal, let command = environment[variable]?.trimmed else { return false }
        return !command.isEmpty && command != "cat"
    }

    /// The pager, if it runs by now.
    var running: (any RunningPager)? {
        state.withLock { if case .started(let running) = $0 { running } else { nil } }
    }

    /// The pager, started where it does not run yet.
    ///
    /// - Parameters:
    ///   - onStart: called before it is started.
    ///   - onFailure: called once where it can't be.
    func start(onStart: () -> Void, onFailure: (String) -> Void) -> (any RunningPager)? {
        state.withLock { state in
            switch state {
            case .started(let running): return running
            case .failed: return nil
            case .waiting:
                onStart()
                guard let running = pager.start(command) else {
                    onFailure("\(Self.variable): '\(Visible(command))' can't be started")
                    state = .failed
                    return nil
                }
                state = .started(running)
                return running
            }
        }
    }

    /// Waits until the person has left the pager. What one that failed has not read is shown without it.
    func finish() async {
        let failure = await running?.finish()
        state.withLock { $0 = .failed }
        guard let failure else { return }
        terminal.writeError(
            "warning: \(Self.variable): '\(Visible(command))' ended with \(failure.status) and read nothing; here is "
                + "the text without it\n")
        // A terminal that is gone by now shows nothing, and the command itself is done.
        try? terminal.writeOutput(bytes: failure.unread)
    }
}

/// A terminal whose stdout goes through a pager. Once it runs it has the screen, and stderr goes through it, too.
final class PagedTerminal: TerminalLayer {
    let base: any Terminal
    private let paging: Paging
    private let onStart: @Sendable () -> Void

    /// - Parameter onStart: called before the pager takes the screen.
    init(_ base: any Terminal, paging: Paging, onStart: @escaping @Sendable () -> Void) {
        self.base = base
        self.paging = paging
        self.onStart = onStart
    }

    func writeOutput(bytes: [UInt8]) throws(TerminalFailure) {
        let pager = paging.start(onStart: onStart) { base.writeError("warning: \($0)\n") }
        if let pager { pager.write(bytes) } else { try base.writeOutput(bytes: bytes) }
    }

    func writeError(_ text: String) {
        if base.errorIsTerminal, let pager = paging.running {
            pager.write(Array(text.utf8))
        } else {
            base.writeError(text)
        }
    }
}
