/// Why a lock between processes is not held.
package enum ProcessLockFailure: Error, Equatable, Sendable {
    /// No folder or file for it can be made: `errno`. `path` is nil where no folder is known at all.
    case unavailable(path: String?, code: Int32)
    /// Others held it all the time.
    case timedOut(after: Duration)
    /// The task was cancelled.
    case cancelled
}

/// Locks between the processes of one user on one machine. A process that ends, however it ends, holds none.
package protocol ProcessLock: Sendable {
    /// The folder that the locks are in; nil where there is none.
    var folder: String? { get }

    /// Waits until no other process holds the lock `name` (letters, digits, `-`), and holds it.
    ///
    /// - Parameter limit: how long it may take.
    func acquire(_ name: String, within limit: Duration) async throws(ProcessLockFailure) -> any HeldLock
}

extension ProcessLock {
    /// The lock for work that must not depend on it: nil where it can't be had, and `tell` is told why.
    package func acquire(
        _ name: String, within limit: Duration, orTell tell: (ProcessLockFailure) -> Void
    ) async throws(CancellationError) -> (any HeldLock)? {
        do throws(ProcessLockFailure) {
            return try await acquire(name, within: limit)
        } catch .cancelled {
            throw CancellationError()
        } catch {
            tell(error)
            return nil
        }
    }
}

/// A lock that is held until it is released.
package protocol HeldLock: Sendable {
    /// What a holder has left in it for the next, this one included; empty where nothing. Never a secret.
    var note: [UInt8] { get }

    /// Leaves a note in place of the one that is there. One that can't be written is lost, and that is no failure.
    func leave(_ note: [UInt8])

    /// Lets the next one have it. Further calls do nothing.
    func release()
}
