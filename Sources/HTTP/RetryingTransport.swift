import HTTPTypes
package import Ports

/// Sends again what is worth sending again, by `RetryPolicy`. Returns the last answer as it came (a 429 too) or throws
/// the last failure.
package struct RetryingTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let clock: any Clock
    private let random: any RandomBytes
    private let policy: RetryPolicy
    private let notice: @Sendable (RetryNotice) -> Void

    /// - Parameter notice: called before each wait.
    package init(
        _ base: any HTTPTransport, clock: any Clock, random: any RandomBytes, policy: RetryPolicy = RetryPolicy(),
        notice: @escaping @Sendable (RetryNotice) -> Void = { _ in }
    ) {
        self.base = base
        self.clock = clock
        self.random = random
        self.policy = policy
        self.notice = notice
    }

    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        let start = clock.uptime
        var timeOuts = 0
        var followsUnknown = false
        for attempt in 1..<max(policy.tries, 1) {
            let outcome = try await outcome(of: request)
            guard let reason = outcome.reason(by: policy, repeatable: request.repeatable) else {
                return try outcome.response(followingUnknown: followsUnknown)
            }
            if reason == .timedOut { timeOuts += 1 }
            let wait = outcome.retryAfter(by: policy, clock: clock) ?? policy.pause(after: attempt, random: random)
            let left = policy.limit - (clock.uptime - start)
            if wait > left || timeOuts >= policy.triesAfterTimeOut {
                return try outcome.response(followingUnknown: followsUnknown)
            }
            // A 429 says that nothing was done.
            if reason != .status(429) { followsUnknown = true }
            notice(RetryNotice(attempt: attempt, wait: wait, reason: reason))
            try await pause(wait)
        }
        return try await outcome(of: request).response(followingUnknown: followsUnknown)
    }

    /// What came of one try. Throws what is no `TransportFailure`, since that is not ours to judge.
    private func outcome(of request: OutgoingRequest) async throws -> Outcome {
        do {
            return .success(try await base.send(request))
        } catch let failure as TransportFailure {
            return .failure(failure)
        }
    }

    private func pause(_ wait: Duration) async throws {
        do {
            try await clock.sleep(for: wait)
        } catch is CancellationError {
            throw TransportFailure.cancelled
        }
    }
}

private typealias Outcome = Result<ReceivedResponse, TransportFailure>

extension Outcome {
    fileprivate func reason(by policy: RetryPolicy, repeatable: Bool) -> RetryReason? {
        switch self {
        case .success(let response): policy.reason(after: response, repeatable: repeatable)
        case .failure(let failure): policy.reason(after: failure, repeatable: repeatable)
        }
    }

    fileprivate func response(followingUnknown: Bool) throws -> ReceivedResponse {
        var response = try get()
        response.followsUnknown = response.followsUnknown || followingUnknown
        return response
    }

    fileprivate func retryAfter(by policy: RetryPolicy, clock: any Clock) -> Duration? {
        switch self {
        case .success(let response): policy.retryAfter(response.head.headerFields, clock: clock)
        case .failure: nil
        }
    }
}
