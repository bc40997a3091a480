package import OAuth2
package import Ports

/// Why a session was not renewed. The login is in the store as before, unless `refused`.
package enum RenewalFailure: Error, Sendable {
    /// The server does not take the refresh token any more: the login has ended. `isLost`: an earlier renewal never came
    /// to its end, so that its answer, with the refresh token that would be good now, is lost.
    case refused(OAuthError?, isLost: Bool)
    /// The token endpoint gave no tokens for another reason, or could not be reached.
    case failed(any Error)
    /// Another process tried meanwhile, and failed so.
    case failedElsewhere(Kind)
    /// The server gave another refresh token, and the store did not take it.
    case notStored(StoreFailure)
    /// Another command ended the login meanwhile, or put another one in its place, whose token is not for this one.
    case replaced
    /// Others held the lock all the time.
    case lockTimedOut(after: Duration)
    /// The session can't be renewed: it has no refresh token, or no token endpoint.
    case notRenewable

    /// How a renewal failed, as other processes are told.
    package enum Kind: String, Sendable, CaseIterable {
        case refused
        case noAnswer
        case unreachable
        /// Only time is missing (`OAuth2Failure.isBusy`).
        case busy
        case serverFailed
        case store
        case other
    }

    /// What others are told of an error.
    static func kind(of error: any Error) -> Kind {
        switch error {
        case TransportFailure.timedOut, TransportFailure.cut: .noAnswer
        case is TransportFailure: .unreachable
        case let error as OAuth2Failure where error.endsRefreshToken: .refused
        case let error as OAuth2Failure where error.isBusy: .busy
        case OAuth2Failure.serverError: .serverFailed
        case is StoreFailure: .store
        default: .other
        }
    }

    /// Whether the request may have been processed all the same.
    static func mayHaveBeenProcessed(_ error: any Error) -> Bool {
        switch error {
        case let error as TransportFailure:
            switch error {
            case .cut, .timedOut, .tooLarge, .malformed, .cancelled: true
            case .unknownHost, .unreachable, .fewDescriptors, .certificate, .insecure, .wrongScheme, .proxy: false
            }
        case let error as OAuth2Failure:
            switch error {
            case .serverError, .notJSON, .missingField, .malformedField, .unexpectedStatus, .emptyAnswer(200),
                .tooLarge, .unsupportedTokenType:
                true
            default: false
            }
        default: true
        }
    }
}
