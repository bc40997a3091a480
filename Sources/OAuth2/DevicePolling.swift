import HTTP
import Ports

/// When to ask for the tokens of a device login, and when to stop (RFC 8628 sections 3.3 to 3.5): a state machine without
/// clock or I/O.
///
/// Only the person, the server's word or the deadline end it. What passes (a lost connection, a busy server) makes the
/// pauses longer. A server that wants to be asked again after the deadline ends it at once.
package struct DevicePolling: Sendable {
    /// When the wait ends, by the monotonic clock.
    package let deadline: Duration
    /// What the end of the wait means.
    private let end: OAuth2Failure
    /// Whether the codes are good until the deadline, and longer.
    private let codesOutlastIt: Bool
    private let start: Duration
    private var interval: Duration
    /// Whether the token endpoint, or its host, has ever answered: then a host that can't be found or reached is the
    /// network's fault and not the address's.
    private var isReached: Bool
    /// How many polls in a row brought no answer, time-outs apart.
    private var misses = 0

    /// Pauses don't double beyond this: a network that comes back is found again soon.
    static let longestPause = Duration.seconds(60)
    /// What `slow_down` adds (RFC 8628 section 3.5), and the least that a time-out does.
    static let slowDown = Duration.seconds(5)
    /// The last poll, which may come before its pause is over, comes no sooner than this.
    static let shortestPause = Duration.seconds(1)

    /// What to do next.
    package enum Step: Sendable {
        /// Tell the event, wait, then poll.
        case poll(after: Duration, event: DeviceEvent?)
        /// Wait, then fail.
        case fail(after: Duration, any Error)
        /// The login is done.
        case done(TokenSet)
    }

    /// - Parameters:
    ///   - timeout: how long the person is waited for at most.
    ///   - start: now, by the monotonic clock.
    ///   - isReached: whether the token endpoint's host is known to answer.
    package init(_ authorization: DeviceAuthorization, timeout: Duration, start: Duration, isReached: Bool) {
        self.start = start
        self.isReached = isReached
        interval = authorization.interval
        if let lifetime = authorization.lifetime, lifetime < timeout {
            deadline = start + lifetime
            end = .deviceCodeExpired
            codesOutlastIt = false
        } else {
            deadline = start + timeout
            end = .timedOut(after: timeout)
            codesOutlastIt = true
        }
    }

    /// The first step: nobody can have answered yet, so that the first poll waits like every other.
    package func begin() -> Step { next(after: interval, at: start) }

    /// The step after a poll that ended with `result` at `now`, by the monotonic clock.
    package mutating func step(after result: Result<TokenSet, any Error>, at now: Duration) -> Step {
        switch result {
        case .success(let tokens): .done(tokens)
        case .failure(let failure as OAuth2Failure): step(after: failure, at: now)
        case .failure(let failure as TransportFailure): step(after: failure, at: now)
        case .failure(let error): .fail(after: .zero, error)
        }
    }

    private mutating func step(after failure: OAuth2Failure, at now: Duration) -> Step {
        isReached = true
        switch failure {
        case .serverError(_, let after?) where now + after.wait > deadline: return .fail(after: .zero, failure)
        case .rateLimited(_, let after?) where now + after.wait > deadline: return .fail(after: .zero, failure)
        case .serverError(let status, let after):
            return retry(.serverError(status: status), at: now, notBefore: after?.wait ?? .zero)
        case .tokenRefused(_, let error) where error.code == "authorization_pending":
            misses = 0
            return next(after: interval, at: now)
        // Fewer requests is what 429 asks for too, and some servers send `slow_down` with it.
        case .rateLimited(let status, let after):
            return slowDown(at: now, notBefore: after?.wait ?? .zero, .busy(status: status))
        case .tokenRefused(_, let error) where error.code == "slow_down": return slowDown(at: now)
        case .tokenRefused(_, let error) where error.code == "access_denied":
            return .fail(after: .zero, OAuth2Failure.deviceRefused(error))
        case .tokenRefused(_, let error) where error.code == "expired_token":
            return .fail(after: .zero, OAuth2Failure.deviceCodeExpired)
        default: return .fail(after: .zero, failure)
        }
    }

    private mutating func step(after failure: TransportFailure, at now: Duration) -> Step {
        switch failure {
        case .timedOut:
            // The RFC demands fewer polls after each of them, and has the interval doubled: for good.
            interval = max(interval + Self.slowDown, min(interval * 2, Self.longestPause))
            return next(after: interval, at: now) { .retrying(.timedOut, after: $0) }
        case .cut: return retry(.connectionLost, at: now)
        case .unknownHost, .unreachable, .proxy:
            return isReached ? retry(.connectionLost, at: now) : .fail(after: .zero, failure)
        case .fewDescriptors, .certificate, .insecure, .wrongScheme, .tooLarge, .malformed, .cancelled:
            return .fail(after: .zero, failure)
        }
    }

    /// The longer interval holds for this and all later polls, however often it is asked for. A wait beyond it holds
    /// for this one.
    private mutating func slowDown(
        at now: Duration, notBefore wait: Duration = .zero, _ trouble: DeviceEvent.Trouble? = nil
    ) -> Step {
        misses = 0
        interval += Self.slowDown
        guard let trouble, wait > interval else {
            return next(after: interval, at: now) { [interval] _ in .slowedDown(interval: interval) }
        }
        return next(after: wait, at: now) { .retrying(trouble, after: $0) }
    }

    /// Backs off, doubling with each miss in a row; an answer ends it.
    private mutating func retry(_ trouble: DeviceEvent.Trouble, at now: Duration, notBefore wait: Duration = .zero)
        -> Step
    {
        misses += 1
        // Six doublings of the shortest interval are beyond the longest pause.
        let pause = max(interval, min(interval * (1 << min(misses, 6)), Self.longestPause), wait)
        return next(after: pause, at: now) { .retrying(trouble, after: $0) }
    }

    /// A poll after the deadline would be in vain. Where the pause passes it, the last poll is at the deadline: a person
    /// who has answered since the poll before must not have done so for nothing. Codes that end there are not asked for.
    ///
    /// - Parameter event: what to tell of the pause that is made.
    private func next(
        after pause: Duration, at now: Duration, event: (Duration) -> DeviceEvent? = { _ in nil }
    ) -> Step {
        let left = deadline - now
        if pause <= left { return .poll(after: pause, event: event(pause)) }
        if codesOutlastIt, left >= Self.shortestPause { return .poll(after: left, event: event(left)) }
        return .fail(after: max(.zero, left), end)
    }
}
