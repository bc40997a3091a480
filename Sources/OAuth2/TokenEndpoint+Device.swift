package import Ports

extension TokenEndpoint {
    /// Asks once for the tokens of a device login (RFC 8628 section 3.4).
    ///
    /// Throws `OAuth2Failure` (`.tokenRefused` with `authorization_pending` while the person has not answered),
    /// `TransportFailure`.
    package func redeem(deviceCode: Redacted<String>) async throws -> TokenSet {
        try await grant([
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", deviceCode.reveal()),
        ])
    }
}
