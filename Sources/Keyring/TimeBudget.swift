internal import Synchronization

/// The time that a service may take for its answers, all together, over the life of a store; and a person for each
/// dialog of the service's, which is not taken off it.
final class TimeBudget: Sendable {
    /// The whole of it.
    let limit: Duration
    /// How long a dialog may stay open; zero where there is none.
    let dialogLimit: Duration
    private let spent = Mutex(Duration.zero)

    init(limit: Duration, dialogLimit: Duration = .zero) {
        self.limit = limit
        self.dialogLimit = dialogLimit
    }

    /// What is left; zero or less where nothing is.
    var left: Duration { limit - spent.withLock { $0 } }

    /// Takes `duration` off it.
    func spend(_ duration: Duration) {
        spent.withLock { $0 += duration }
    }
}
