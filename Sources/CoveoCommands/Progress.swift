import CoveoPlatform
import Ports
import Synchronization

/// A line on stderr that tells how far something is, at a terminal and after a second; gone where it ends.
///
/// What a command says it is doing goes first, then a list that is being read, then a request that is not answered yet.
final class Progress: Sendable {
    /// Something that takes its time.
    private struct Step {
        let words: String
        let total: Int?
        let began: Duration
        var done = 0
    }

    private struct State {
        var task: Step?
        var listing: Step?
        var request: Step?
        /// How many requests are not answered yet.
        var requests = 0
        var drawing: Task<Void, any Error>?
        /// Whether anything took long enough to be told.
        var isTold = false
    }

    /// The terminal on which everything else has to be written meanwhile.
    let terminal: any Terminal
    private let line: StatusLine?
    private let clock: any Clock
    private let start: Duration
    private let state = Mutex(State())
    private static let patience = Duration.seconds(1)
    private static let interval = Duration.milliseconds(200)

    /// - Parameters:
    ///   - isWanted: whether somebody wants to see it; it is shown at a terminal only.
    ///   - reflows: whether the terminal breaks its lines anew where it becomes narrower.
    ///   - paging: the pager that may take the screen, from when on nothing is shown.
    init(_ terminal: any Terminal, clock: any Clock, isWanted: Bool, reflows: Bool = true, paging: Paging? = nil) {
        let line = isWanted && terminal.errorIsTerminal ? StatusLine(terminal, reflows: reflows) : nil
        let shown: any Terminal = line ?? terminal
        self.line = line
        self.terminal = paging.map { PagedTerminal(shown, paging: $0) { line?.close() } } ?? shown
        self.clock = clock
        start = clock.uptime
    }

    /// What begins now.
    ///
    /// - Parameters:
    ///   - words: what is waited for: `applying to acme`.
    ///   - total: how many steps it has; nil where that is not known.
    ///   - start: the uptime since which it is waited for, if not now.
    func begin(_ words: String, total: Int? = nil, since start: Duration? = nil) {
        change { $0.task = Step(words: words, total: total, began: start ?? $1) }
    }

    /// One more is done.
    func step() {
        state.withLock { $0.task?.done += 1 }
    }

    /// What began is over.
    func end() {
        change { state, _ in state.task = nil }
    }

    /// Runs `body` with its words in the line.
    func during<Result>(_ words: String, total: Int? = nil, _ body: () async throws -> Result) async rethrows -> Result
    {
        begin(words, total: total)
        defer { end() }
        return try await body()
    }

    /// How far a list is; nil: it was read.
    func list(_ listing: SourceListingProgress) {
        change { state, now in
            if listing.isOver { return state.listing = nil }
            let began = state.listing?.began ?? now
            state.listing = Step(
                words: "listing the sources of \(listing.organization)", total: listing.total, began: began,
                done: listing.count)
        }
    }

    /// Runs `body` as a request to `host`.
    func request<Result>(to host: String, _ body: () async throws -> Result) async rethrows -> Result {
        change { state, now in
            state.requests += 1
            if state.requests == 1 { state.request = Step(words: "waiting for \(host)", total: nil, began: now) }
        }
        defer {
            change { state, _ in
                state.requests -= 1
                if state.requests == 0 { state.request = nil }
            }
        }
        return try await body()
    }

    /// Shows nothing where stdout is no terminal, for a command that writes there again and again: whoever reads it may write
    /// to this terminal at any time, and would hit the line.
    func giveWay() {
        if !terminal.outputIsTerminal { line?.close() }
    }

    /// The last line, how much it was and how long it took, where it was told on the way.
    func conclude(_ words: String) {
        guard state.withLock({ $0.isTold }) else { return }
        terminal.writeError("\(words) in \(Self.seconds(clock.uptime - start))\n")
    }

    /// A duration with tenths: `4.2 s`.
    static func seconds(_ duration: Duration) -> String {
        let tenths = Int(duration / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10) s"
    }

    /// Takes the line away for good.
    func close() {
        state.withLock { $0.drawing }?.cancel()
        line?.close()
    }

    /// Changes what is going on, and begins to draw it where nothing was drawn before.
    private func change(_ body: (inout State, _ now: Duration) -> Void) {
        guard let line else { return }
        let now = clock.uptime
        state.withLock { state in
            body(&state, now)
            if state.task == nil, state.listing == nil, state.request == nil { line.clear() }
            if state.drawing == nil { state.drawing = draw(on: line) }
        }
    }

    /// Beside the work, until `close`. How often it is drawn decides nothing, so that this is no matter of the clock's.
    private func draw(on line: StatusLine) -> Task<Void, any Error> {
        Task {
            while true {
                try await Task.sleep(for: Self.interval)
                guard let text = text(at: clock.uptime) else { continue }
                state.withLock { $0.isTold = true }
                line.show(text)
            }
        }
    }

    /// The line at that time; nil where nothing takes long enough to be told.
    func text(at now: Duration) -> String? {
        let state = state.withLock { $0 }
        guard let step = state.task ?? state.listing ?? state.request, now - step.began >= Self.patience else {
            return nil
        }
        let seconds = (now - step.began) / .seconds(1)
        guard let total = step.total else { return "\(step.words) … \(Int(seconds)) s" }
        let rate = Double(step.done) / seconds
        let shown = rate < 10 ? "\(Double(Int(rate * 10)) / 10)" : "\(Int(rate))"
        return "\(step.words) … \(step.done) of \(total), \(shown)/s"
    }
}
