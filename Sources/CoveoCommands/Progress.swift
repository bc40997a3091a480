import Ports
import Synchronization

/// A line on stderr that tells how far something is, at a terminal and after a second; gone where it ends.
final class Progress: Sendable {
    private struct State {
        var words = ""
        var total: Int?
        var done = 0
        var began: Duration?
    }

    /// The terminal on which everything else has to be written meanwhile.
    let terminal: any Terminal
    private let line: StatusLine?
    private let clock: any Clock
    private let state = Mutex(State())
    private static let patience = Duration.seconds(1)
    private static let interval = Duration.milliseconds(200)

    init(_ context: Context) {
        let base = context.world.terminal
        // The log of --verbose tells more.
        let isShown =
            base.errorIsTerminal && !context.output.isQuiet && !context.settings.isVerbose
            && context.world.environment["TERM"] != "dumb"
        line = isShown ? StatusLine(base) : nil
        terminal = line ?? base
        clock = context.world.clock
    }

    /// What begins now.
    ///
    /// - Parameters:
    ///   - words: what is waited for: `listing the sources of acme`.
    ///   - total: how many steps it has; nil where that is not known.
    func begin(_ words: String, total: Int? = nil) {
        let now = clock.uptime
        state.withLock { $0 = State(words: words, total: total, began: now) }
    }

    /// One more is done.
    func step() {
        state.withLock { $0.done += 1 }
    }

    /// Runs `body` with the line beside it.
    func beside<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        guard let line else { return try await body() }
        let ticking = Task {
            // Beside the work and ended with it, however it ends; the line is taken back below.
            while !Task.isCancelled {
                try await clock.sleep(for: Self.interval)
                if let text = self.text(at: clock.uptime) { line.show(text) }
            }
        }
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        ticking.cancel()
        _ = await ticking.result
        line.clear()
        return try result.get()
    }

    /// The line at that time; nil where nothing takes long enough to be told.
    func text(at now: Duration) -> String? {
        let state = state.withLock { $0 }
        guard let began = state.began, now - began >= Self.patience else { return nil }
        let seconds = (now - began) / .seconds(1)
        guard let total = state.total else { return "\(state.words) … \(Int(seconds)) s" }
        let rate = Double(state.done) / seconds
        let shown = rate < 10 ? "\(Double(Int(rate * 10)) / 10)" : "\(Int(rate))"
        return "\(state.words) … \(state.done) of \(total), \(shown)/s"
    }
}
