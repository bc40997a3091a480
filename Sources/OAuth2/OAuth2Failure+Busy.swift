import HTTP

extension OAuth2Failure {
    /// Whether only time is missing: the server wants fewer requests, or fails and names a time that is beyond the
    /// retries (`RetryPolicy`).
    package var isBusy: Bool {
        switch self {
        case .rateLimited: true
        case .serverError(_, let after?): RetryPolicy().isBeyondRetries(after.wait)
        default: false
        }
    }
}
