import HTTP
import HTTPTypes
import JSON
import Ports

/// What came of one POST that creates.
enum PostOutcome<Answer> {
    /// The platform answered what it made.
    case created(Answer)
    /// It is not known whether the platform has processed it; worth another try.
    case lost(RetryReason, any Error)
    /// It is not known whether the platform has processed it, and no other try is made: a success that can't be read.
    case unreadable(any Error)
    /// The platform failed on the way; how far it came is not known. No other try.
    case failed(any Error)
    /// Not processed, since something of that name is there.
    case conflict(any Error)
    /// Not processed.
    case refused(any Error)
}

extension CoveoClient {
    /// One POST, and how long the answer asks to wait.
    ///
    /// - Parameter read: takes what was made out of a success.
    func post<Answer>(
        _ request: OutgoingRequest, for operation: PlatformOperation,
        read: (JSONValue) throws(PlatformFailure) -> Answer
    ) async throws -> (PostOutcome<Answer>, wait: Duration?) {
        let response: ReceivedResponse
        do {
            response = try await answer(to: request)
        } catch let failure as TransportFailure {
            return (try outcome(of: failure), nil)
        }
        let wait = policy.retryAfter(response.head.headerFields, clock: clock)
        guard let failure = failure(of: response, to: operation) else {
            return (created(by: response, for: operation, read: read), wait)
        }
        if let reason = lossReason({ policy.reason(after: response, repeatable: $0) }) {
            return (.lost(reason, failure), wait)
        }
        switch failure {
        case .conflict: return (.conflict(failure), wait)
        case .server: return (.failed(failure), wait)
        default: return (.refused(failure), wait)
        }
    }

    private func outcome<Answer>(of failure: TransportFailure) throws -> PostOutcome<Answer> {
        if let reason = lossReason({ policy.reason(after: failure, repeatable: $0) }) { return .lost(reason, failure) }
        switch failure {
        case .tooLarge, .malformed: return .unreadable(failure)
        case .cancelled: throw failure
        default: return .refused(failure)
        }
    }

    /// What the policy repeats only where it can do no harm may have been processed.
    private func lossReason(_ reason: (_ repeatable: Bool) -> RetryReason?) -> RetryReason? {
        reason(false) == nil ? reason(true) : nil
    }

    /// A success that can't be read has created something all the same.
    private func created<Answer>(
        by response: ReceivedResponse, for operation: PlatformOperation,
        read: (JSONValue) throws(PlatformFailure) -> Answer
    ) -> PostOutcome<Answer> {
        let body: JSONValue
        do throws(JSONFailure) {
            body = try JSONValue(parsing: response.body)
        } catch {
            return .unreadable(PlatformFailure(error, in: response, to: operation))
        }
        do throws(PlatformFailure) {
            return .created(try read(body))
        } catch {
            return .unreadable(error)
        }
    }
}
