import Ports
import Synchronization

/// A line at a terminal that counts down while `body` runs, and is gone afterwards.
struct Countdown: Sendable {
    let context: Context
    private let deadline = Settling()

    /// Back to the line's beginning, and all of it gone (ECMA-48: CR, EL).
    private static let erasure = "\r\u{1B}[K"

    /// When the wait ends; nothing is shown before it is known.
    private final class Settling: Sendable {
        let value = Mutex<Duration?>(nil)
    }

    init(context: Context) {
        self.context = context
    }

    /// Sets when the wait ends, by the monotonic clock.
    func begin(until deadline: Duration) {
        self.deadline.value.withLock { $0 = deadline }
    }

    /// Runs `words` on a line of their own.
    func pause(_ words: () -> Void) {
        if isShown, deadline.value.withLock({ $0 != nil }) { context.world.terminal.writeError(Self.erasure) }
        words()
    }

    /// Runs `body` with the countdown beside it.
    func beside<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        guard isShown else { return try await body() }
        let terminal = context.world.terminal
        let ticking = Task {
            // Beside the wait and ended with it, however it ends; the line is taken back below.
            while !Task.isCancelled {
                if let deadline = deadline.value.withLock({ $0 }) {
                    let left = max(0, Int((deadline - context.world.clock.uptime) / .seconds(1)))
                    let seconds = left % 60
                    terminal.writeError(
                        "\(Self.erasure)Waiting: \(left / 60):\(seconds < 10 ? "0" : "")\(seconds) left")
                }
                try await context.world.clock.sleep(for: .seconds(1))
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
        terminal.writeError(Self.erasure)
        return try result.get()
    }

    /// The lines of `--verbose` would end up behind it.
    private var isShown: Bool {
        context.world.terminal.errorIsTerminal && !context.output.isQuiet && !context.settings.isVerbose
            && context.world.environment["TERM"] != "dumb"
    }
}
