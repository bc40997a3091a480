internal import Dispatch
internal import Ports

/// Blocking work of one store: piece after piece on a thread of its own, all of it within the store's time.
final class TimedWork: Sendable {
    /// How long a piece may take to come back once its time is over or nobody waits for it.
    private static let grace = Duration.milliseconds(500)

    private let budget: TimeBudget
    private let thread = ServiceThread()

    /// - Parameter limit: for all pieces together, as long as this object lives.
    init(limit: Duration) {
        budget = TimeBudget(limit: limit)
    }

    /// The whole time.
    var limit: Duration { budget.limit }

    /// Runs `body`, which looks at its `WorkTime` wherever it waits.
    ///
    /// The caller is freed even where the system does not come back to `body`, for instance from a folder on a server
    /// that is gone; the thread is given up then.
    ///
    /// - Parameter overdue: what it means that the time is over.
    func run<Success: Sendable>(
        overdue: StoreFailure, _ body: @escaping @Sendable (WorkTime) throws(StoreFailure) -> Success
    ) async throws(StoreFailure) -> Success {
        let (reply, time) = (Reply<Success>(), WorkTime())
        let (budget, thread) = (budget, thread)
        let giveUp: @Sendable (StoreFailure) -> Void = { reason in
            if time.isRunning {
                thread.abandon()
                reply.give(.failure(reason))
            }
        }
        let job = ServiceThread.Job(
            run: {
                guard time.begin(budget.left) else { return reply.give(.failure(.cancelled)) }
                guard budget.left > .zero else {
                    budget.spend(time.end())
                    return reply.give(.failure(overdue))
                }
                Self.after(budget.left + Self.grace) { giveUp(overdue) }
                do throws(StoreFailure) {
                    let success = try body(time)
                    budget.spend(time.end())
                    reply.give(.success(success))
                } catch {
                    budget.spend(time.end())
                    reply.give(.failure(error))
                }
            },
            refuse: { reply.give(.failure(time.isCancelled ? .cancelled : overdue)) })
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                reply.await(continuation)
                thread.submit(job)
            }
        } onCancel: {
            guard time.cancel() else { return reply.give(.failure(.cancelled)) }
            Self.after(Self.grace) { giveUp(.cancelled) }
        }
        return try result.get()
    }

    private static func after(_ duration: Duration, _ body: @escaping @Sendable () -> Void) {
        let milliseconds = Int(duration / .milliseconds(1))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds), execute: body)
    }
}
