package import HTTP
package import Ports

/// The token endpoint of an authorization server (RFC 6749 section 3.2). Grants are extensions of it.
package struct TokenEndpoint: Sendable {
    /// Where it is.
    package let address: WebAddress
    /// As which client requests are made.
    package let client: OAuthClient
    private let transport: any HTTPTransport
    private let clock: any Clock

    /// - Parameters:
    ///   - transport: without access tokens.
    ///   - clock: the wall clock counts the tokens' life.
    package init(address: WebAddress, client: OAuthClient, transport: any HTTPTransport, clock: any Clock) {
        self.address = address
        self.client = client
        self.transport = transport
        self.clock = clock
    }

    /// Redeems an authorization code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
    ///
    /// Throws `OAuth2Failure`, `TransportFailure`.
    package func exchange(
        code: Redacted<String>, redirectURI: String, verifier: Redacted<String>
    ) async throws -> TokenSet {
        try await grant([
            ("grant_type", "authorization_code"), ("code", code.reveal()), ("redirect_uri", redirectURI),
            ("code_verifier", verifier.reveal()),
        ])
    }

    /// Sends `parameters` with the client's authentication, and reads the tokens in the answer.
    func grant(_ parameters: [(String, String)]) async throws -> TokenSet {
        // A code and a rotated refresh token are good for one use: a second try would look like theft.
        let request = client.request(to: address, parameters, repeatable: false)
        let sentAt = clock.now
        do {
            let response = try await transport.send(request)
            return try TokenAnswer.read(response, sentAt: sentAt, now: clock.now)
        } catch TransportFailure.tooLarge(_, let limit) {
            throw OAuth2Failure.tooLarge(limit: limit)
        }
    }
}
