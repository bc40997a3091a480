/// What happens while a device login waits; for progress on stderr.
package enum DeviceEvent: Equatable, Sendable {
    /// What the person needs, and when the wait ends, by the monotonic clock (`Clock.uptime`).
    case prompt(DeviceAuthorization, deadline: Duration)
    /// The server asked for a longer interval: this one, from now on.
    case slowedDown(interval: Duration)
    /// A poll brought no answer that counts. The login goes on.
    case retrying(Trouble, after: Duration)

    /// Why a poll brought no answer.
    package enum Trouble: Equatable, Sendable {
        /// None came in time.
        case timedOut
        /// There is no connection, or it ended early.
        case connectionLost
        /// The server wants fewer polls, and says when the next one may be.
        case busy(status: Int)
        /// The server, or something before it, failed.
        case serverError(status: Int)
    }
}
