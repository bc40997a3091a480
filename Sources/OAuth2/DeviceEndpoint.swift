package import HTTP
package import Ports

/// The device authorization endpoint of an authorization server (RFC 8628 section 3.1).
package struct DeviceEndpoint: Sendable {
    /// Where it is.
    package let address: WebAddress
    /// As which client requests are made.
    package let client: OAuthClient
    private let transport: any HTTPTransport
    private let clock: any Clock

    /// - Parameters:
    ///   - transport: without access tokens.
    ///   - clock: the wall clock reads the dates in answers.
    package init(address: WebAddress, client: OAuthClient, transport: any HTTPTransport, clock: any Clock) {
        self.address = address
        self.client = client
        self.transport = transport
        self.clock = clock
    }

    /// Begins a device login. A second try does no harm: codes that nobody uses expire.
    ///
    /// - Parameter scopes: none leaves the parameter out.
    ///
    /// Throws `OAuth2Failure`, `TransportFailure`.
    package func authorize(scopes: [String]) async throws -> DeviceAuthorization {
        let parameters = scopes.isEmpty ? [] : [("scope", scopes.joined(separator: " "))]
        do {
            let response = try await transport.send(client.request(to: address, parameters, repeatable: true))
            return try DeviceAnswer.read(response, now: clock.now)
        } catch TransportFailure.tooLarge(_, let limit) {
            throw OAuth2Failure.tooLarge(limit: limit)
        }
    }
}
