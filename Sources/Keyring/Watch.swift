internal import CLibSecret
internal import Dispatch
internal import Ports
internal import Synchronization

/// What guards one operation: it ends it when its time is up or its task is cancelled, and frees the caller even where
/// the library does not come back.
final class Watch: Sendable {
    /// How long the library may take to come back once it was told to.
    private static let grace = Duration.milliseconds(300)
    /// How long a prompt may take before a person hears that it waits for them.
    private static let moment = Duration.milliseconds(200)

    /// Frees the caller; `isStuck` says that the library holds the thread.
    typealias GiveUp = @Sendable (_ reason: StoreFailure, _ isStuck: Bool) -> Void

    private struct State {
        var giveUp: GiveUp?
        var verdict: StoreFailure?
        /// What ends the library's call; nil before the operation began.
        var cancellable: Cancellable?
        /// Which timer is in force: one that fires with another number does nothing.
        var timer = 0
        /// Since when the service's time runs; nil while it doesn't.
        var since: ContinuousClock.Instant?
    }

    private let budget: TimeBudget
    private let state: Mutex<State>

    /// - Parameter giveUp: called at most once, on any thread, where the operation is overdue or was never begun.
    init(budget: TimeBudget, giveUp: @escaping GiveUp) {
        self.budget = budget
        state = Mutex(State(giveUp: giveUp))
    }

    /// The whole time that the service has, for this operation and the others of the store.
    var limit: Duration { budget.limit }

    /// Why the operation was ended from outside; nil where it was not.
    var verdict: StoreFailure? { state.withLock { $0.verdict } }

    /// What the library's blocking calls take.
    var cancellable: UnsafeMutablePointer<GCancellable>? { state.withLock { $0.cancellable }?.pointer }

    /// Starts the clock. Throws where nothing is left of the budget or the task was cancelled before.
    func begin(_ library: LibSecret) throws(StoreFailure) {
        let left = budget.left
        if left <= .zero { throw .noAnswer(after: limit) }
        let verdict = state.withLock { state in
            state.cancellable = Cancellable(library)
            state.since = .now
            return state.verdict
        }
        if let verdict { throw verdict }
        arm(left, .noAnswer(after: limit))
    }

    /// Stops the clock for good.
    func end() {
        pause()
        state.withLock { $0.giveUp = nil }
    }

    /// Runs `body` off the clock, with the dialog's own limit.
    ///
    /// - Parameter onDialog: called once the dialog has been open for a moment: some services have prompts that end by
    ///   themselves.
    func whileDialogIsOpen<Result>(_ onDialog: @escaping @Sendable () -> Void, _ body: () -> Result) -> Result {
        pause()
        let timer = arm(budget.dialogLimit, .noAnswer(after: budget.dialogLimit))
        after(Self.moment) { [weak self] in
            if let self, self.state.withLock({ $0.timer == timer }) { onDialog() }
        }
        defer {
            state.withLock { $0.since = .now }
            arm(budget.left, .noAnswer(after: limit))
        }
        return body()
    }

    /// Ends the operation with `reason`: asks the library to come back, and frees the caller if it does not.
    func stop(_ reason: StoreFailure) {
        let (isNew, cancellable) = state.withLock { state in
            let isNew = state.verdict == nil && state.giveUp != nil
            if isNew { state.verdict = reason }
            return (isNew, state.cancellable)
        }
        guard isNew else { return }
        guard let cancellable else { return free(reason, isStuck: false) }
        cancellable.cancel()
        after(Self.grace) { [self] in free(reason, isStuck: true) }
    }

    private func free(_ reason: StoreFailure, isStuck: Bool) {
        let giveUp = state.withLock { state in
            defer { state.giveUp = nil }
            return state.giveUp
        }
        giveUp?(reason, isStuck)
    }

    private func pause() {
        let since = state.withLock { state in
            state.timer += 1
            defer { state.since = nil }
            return state.since
        }
        if let since { budget.spend(.now - since) }
    }

    @discardableResult
    private func arm(_ duration: Duration, _ reason: StoreFailure) -> Int {
        let timer = state.withLock { state in
            state.timer += 1
            return state.timer
        }
        after(duration) { [weak self] in
            guard let self, self.state.withLock({ $0.timer == timer }) else { return }
            self.stop(reason)
        }
        return timer
    }

    private func after(_ duration: Duration, _ body: @escaping @Sendable () -> Void) {
        let (seconds, attoseconds) = max(.zero, duration).components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(nanoseconds), execute: body)
    }
}
