internal import Ports
internal import Synchronization

/// The answer that one caller waits for: given once, later ones are lost.
final class Reply<Success: Sendable>: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Success, StoreFailure>, Never>

    private let waiter = Mutex<Waiter?>(nil)

    /// Takes the caller, before anything can answer.
    func await(_ continuation: CheckedContinuation<Result<Success, StoreFailure>, Never>) {
        waiter.withLock { $0 = continuation }
    }

    /// Lets the caller go on with `result`.
    func give(_ result: Result<Success, StoreFailure>) {
        let waiter = waiter.withLock { waiter in
            defer { waiter = nil }
            return waiter
        }
        waiter?.resume(returning: result)
    }
}
