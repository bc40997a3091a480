/// Why a request is sent again.
package enum RetryReason: Equatable, Sendable {
    /// The server answered with this status.
    case status(Int)
    /// The connection ended before the answer was complete.
    case cut
    /// No answer came in time.
    case timedOut
}

/// A request will be sent again.
package struct RetryNotice: Equatable, Sendable {
    /// The number of the try that failed, from 1.
    package let attempt: Int
    /// How long is waited before the next.
    package let wait: Duration
    package let reason: RetryReason

    package init(attempt: Int, wait: Duration, reason: RetryReason) {
        self.attempt = attempt
        self.wait = wait
        self.reason = reason
    }
}
