internal import Dispatch
internal import Glibc
internal import Synchronization

/// One thread for blocking calls, apart from Swift's pool: jobs run on it one after the other, in their order.
///
/// It starts with the first job and ends with this object.
final class ServiceThread: Sendable {
    /// A piece of work, and what to do where it can never be run.
    struct Job: Sendable {
        let run: @Sendable () -> Void
        let refuse: @Sendable () -> Void
    }

    private let line = Line()
    private let isStarted = Mutex(false)

    deinit {
        line.close()
    }

    /// Runs `job` once those before it are done; refuses it where the thread was given up.
    func submit(_ job: Job) {
        guard line.append(job) else { return job.refuse() }
        guard
            isStarted.withLock({ started in
                defer { started = true }; return !started
            })
        else { return }
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Line>.fromOpaque(argument).takeRetainedValue().work() }
                return nil
            }, Unmanaged.passRetained(line).toOpaque())
        if code == 0 { pthread_detach(thread) } else { abandon() }
    }

    /// Gives the thread up, since its job does not return: every other job is refused, now and later.
    func abandon() {
        for job in line.abandon() { job.refuse() }
    }
}

/// The jobs that wait for the thread.
private final class Line: Sendable {
    private struct State {
        var jobs: [ServiceThread.Job] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let change = DispatchSemaphore(value: 0)

    /// Returns false where the line is closed.
    func append(_ job: ServiceThread.Job) -> Bool {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.jobs.append(job) }
            return !state.isClosed
        }
        if isOpen { change.signal() }
        return isOpen
    }

    func close() {
        state.withLock { $0.isClosed = true }
        change.signal()
    }

    /// Closes the line and hands over the jobs that will not be run.
    func abandon() -> [ServiceThread.Job] {
        let left = state.withLock { state in
            defer { state = State(jobs: [], isClosed: true) }
            return state.jobs
        }
        change.signal()
        return left
    }

    /// The thread's whole life: job by job, until the line is closed and empty.
    func work() {
        while true {
            change.wait()
            let (job, isClosed) = state.withLock { ($0.jobs.isEmpty ? nil : $0.jobs.removeFirst(), $0.isClosed) }
            if let job { job.run() } else if isClosed { return }
        }
    }
}
