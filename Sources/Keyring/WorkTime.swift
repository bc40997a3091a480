internal import Synchronization

/// The time of one piece of blocking work, and whether anybody still waits for it.
final class WorkTime: Sendable {
    private struct State {
        var begun: ContinuousClock.Instant?
        var limit = Duration.zero
        var isCancelled = false
        var hasEnded = false
    }

    private let state = Mutex(State())

    /// Starts the clock.
    ///
    /// - Returns: false where the work was cancelled before.
    func begin(_ limit: Duration) -> Bool {
        state.withLock { state in
            (state.begun, state.limit) = (.now, limit)
            state.hasEnded = state.isCancelled
            return !state.isCancelled
        }
    }

    /// Stops the clock.
    ///
    /// - Returns: how long it ran.
    func end() -> Duration {
        state.withLock { state in
            state.hasEnded = true
            return state.begun.map { .now - $0 } ?? .zero
        }
    }

    /// Says that nobody waits any more.
    ///
    /// - Returns: whether the work has begun, so that it sees that for itself.
    func cancel() -> Bool {
        state.withLock { state in
            state.isCancelled = true
            return state.begun != nil
        }
    }

    /// What is left of it; zero or less where nothing is.
    var left: Duration { state.withLock { state in state.limit - (state.begun.map { .now - $0 } ?? .zero) } }

    /// Whether nobody waits any more.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Whether the work has begun and not ended.
    var isRunning: Bool { state.withLock { $0.begun != nil && !$0.hasEnded } }
}
