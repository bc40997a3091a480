package import FoundationEssentials

/// Time: the wall clock for expiry, the monotonic one for waits and deadlines.
package protocol Clock: Sendable {
    /// The wall clock.
    var now: Date { get }

    /// Time since some fixed moment; never goes back.
    var uptime: Duration { get }

    /// Waits; throws `CancellationError` as soon as the task is cancelled.
    func sleep(for duration: Duration) async throws
}
