package import HTTP
import HTTPTypes
package import Ports

/// The revocation endpoint of an authorization server (RFC 7009).
package struct RevocationEndpoint: Sendable {
    /// Where it is.
    package let address: WebAddress
    /// As which client requests are made: the one that the token was given to.
    package let client: OAuthClient
    private let transport: any HTTPTransport

    /// What a token is (RFC 7009 section 2.1), which saves the server a search.
    package enum Hint: String, Sendable {
        case accessToken = "access_token"
        case refreshToken = "refresh_token"
    }

    /// What became of a token.
    package enum Outcome: Equatable, Sendable {
        /// It is not good any more; it may not have been before.
        case revoked
        /// It may still be good. The error is there where the server named one (`unsupported_token_type`, …).
        case refused(status: Int, OAuthError?)
    }

    /// - Parameter transport: without access tokens.
    package init(address: WebAddress, client: OAuthClient, transport: any HTTPTransport) {
        self.address = address
        self.client = client
        self.transport = transport
    }

    /// Makes `token` useless at the server. A token that the server doesn't know counts as revoked (section 2.2), so that
    /// the request may be repeated.
    ///
    /// Some servers refuse public clients with a 401 unless they show an access token. Such a client asks a second time,
    /// with `bearer`.
    ///
    /// - Parameter bearer: an access token that still lives; nil where there is none.
    ///
    /// Throws `TransportFailure`.
    package func revoke(
        _ token: Redacted<String>, hint: Hint, bearer: Redacted<String>?
    ) async throws -> Outcome {
        var request = client.request(
            to: address, [("token", token.reveal()), ("token_type_hint", hint.rawValue)], repeatable: true)
        let response = try await transport.send(request)
        guard response.head.status.code == 401, client.authentication == .none, let bearer,
            TokenSet.isFit(bearer.reveal())
        else { return Self.outcome(response) }
        request.head.headerFields[.authorization] = "Bearer \(bearer.reveal())"
        return Self.outcome(try await transport.send(request))
    }

    /// The status tells (section 2.2). The RFC names 200; 204 says the same without a body.
    private static func outcome(_ response: ReceivedResponse) -> Outcome {
        switch response.head.status.code {
        case 200, 204: .revoked
        case let status: .refused(status: status, ServerAnswer.error(in: ServerAnswer.object(response.body)))
        }
    }
}
