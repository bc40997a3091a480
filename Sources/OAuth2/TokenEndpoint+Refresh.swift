package import Ports

extension TokenEndpoint {
    /// Renews an access token (RFC 6749 section 6). No `scope` goes with it, which asks for the scopes of before.
    ///
    /// - Returns: without a refresh token where the server sent none: `refreshToken` then stays good.
    ///
    /// Throws `OAuth2Failure` (see `endsRefreshToken`), `TransportFailure`.
    package func refresh(_ refreshToken: Redacted<String>) async throws -> TokenSet {
        try await grant([("grant_type", "refresh_token"), ("refresh_token", refreshToken.reveal())])
    }
}
