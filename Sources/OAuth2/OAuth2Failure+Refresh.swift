extension OAuth2Failure {
    /// Whether a renewal that failed in this way says that the refresh token is dead: expired, revoked, used, or another
    /// client's.
    ///
    /// `invalid_grant` says so (RFC 6749 section 5.2). An empty 400 means the same at servers that leave the error out
    /// for a refresh token that they don't know. Everything else is about the client, the network or the server's day,
    /// and may pass: the login is kept.
    package var endsRefreshToken: Bool {
        switch self {
        case .tokenRefused(_, let error): error.code == "invalid_grant"
        case .emptyAnswer(let status): status == 400
        default: false
        }
    }
}
