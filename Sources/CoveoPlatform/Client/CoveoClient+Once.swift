import HTTP
import JSON
import Ports

extension CoveoClient {
    /// Sends a POST that creates, once: where its answer is lost, what it should have made is looked for until it can't
    /// come any more, and only then is another try made.
    ///
    /// - Parameters:
    ///   - name: what it would be found under.
    ///   - read: takes what was made out of a success.
    ///   - look: finds what was made without the answer; nil where it is not there.
    ///
    /// Throws `UnknownOutcome` besides.
    func createOnce<Made>(
        by request: OutgoingRequest, for operation: PlatformOperation, name: String,
        notice: @Sendable (SourceCreationNotice) -> Void, read: (JSONValue) throws(PlatformFailure) -> Made,
        look: () async throws -> Made?
    ) async throws -> Made {
        let end = clock.uptime + policy.limit
        var unknown: (any Error)?
        var attempt = 0
        var timeOuts = 0
        while true {
            attempt += 1
            var mayTryAgain = false
            var refusal: (any Error)?
            let cause: any Error
            let (outcome, wait) = try await post(request, for: operation, read: read)
            switch outcome {
            case .created(let made): return made
            case .lost(let reason, let error):
                cause = error
                if reason == .timedOut { timeOuts += 1 }
                mayTryAgain = attempt < policy.tries && timeOuts < policy.triesAfterTimeOut
            case .unreadable(let error), .failed(let error): cause = error
            case .conflict(let error), .refused(let error):
                // After a lost answer it may be refused for what that try made.
                guard let lost = unknown else { throw error }
                cause = lost
                refusal = error
            }
            unknown = cause
            let left = end - clock.uptime
            // A wait that is too long for us ends the tries, and is not kept.
            if let wait, wait > left { mayTryAgain = false }
            let pauses = listingPauses(least: wait.map { $0 <= left ? $0 : .zero } ?? .zero)
            notice(.lookingUp(pauses.reduce(.zero, +), triesLeft: mayTryAgain ? policy.tries - attempt : 0))
            switch try await sighting(pauses: pauses, until: end, look: look) {
            case .shown(let made): return made
            case .absent(let isFinal):
                guard mayTryAgain, isFinal, clock.uptime <= end else {
                    throw refusal ?? UnknownOutcome(operation: operation, name: name, list: .absent, cause: cause)
                }
                notice(.tryingAgain)
            case .unread(let error):
                throw UnknownOutcome(operation: operation, name: name, list: .unread(error), cause: cause)
            }
        }
    }
}
