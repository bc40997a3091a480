internal import Synchronization

/// The time that a service may take for its answers, all together, over the life of a store.
final class TimeBudget: Sendable {
    /// The whole of it.
    let limit: Duration
    private let spent = Mutex(Duration.zero)

    init(limit: Duration) {
        self.limit = limit
    }

    /// What is left; zero or less where nothing is.
    var left: Duration { limit - spent.withLock { $0 } }

    /// Takes `duration` off it.
    func spend(_ duration: Duration) {
        spent.withLock { $0 += duration }
    }
}
