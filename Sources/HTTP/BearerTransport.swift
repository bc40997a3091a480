import HTTPTypes
package import Ports

/// Why the token was not sent.
package enum BearerFailure: Error, Equatable, Sendable {
    /// The request goes somewhere that may not see this token: its authority, without user and password.
    case foreignOrigin(host: String)
}

/// Adds the access token (RFC 6750, section 2.1) to requests that are `authorized`, and to no other; never to an origin
/// that is not named. A request that carries an `Authorization` of its own is passed on as it is.
package struct BearerTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let tokens: any AccessTokens
    private let origins: Set<Origin>

    /// - Parameter origins: all those that may get the token.
    package init(_ base: any HTTPTransport, tokens: any AccessTokens, origins: Set<Origin>) {
        self.base = base
        self.tokens = tokens
        self.origins = origins
    }

    /// Throws `BearerFailure` before anything is sent or a token is asked for; besides what the token's source throws.
    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        guard request.authorized, request.head.headerFields[.authorization] == nil else {
            return try await base.send(request)
        }
        guard let origin = Origin(of: request.head), origins.contains(origin) else {
            let authority = request.head.authority ?? ""
            throw BearerFailure.foreignOrigin(host: String(authority.split(separator: "@").last ?? ""))
        }
        let token = try await tokens.current()
        let response = try await base.send(request, with: token)
        guard Self.isRefusal(response), let other = try await tokens.replacing(token), other != token else {
            return response
        }
        var second = try await base.send(request, with: other)
        second.followsUnknown = second.followsUnknown || response.followsUnknown
        return second
    }

    /// 401, and 419, which the platform answers for an expired token.
    private static func isRefusal(_ response: ReceivedResponse) -> Bool {
        [401, 419].contains(response.head.status.code)
    }
}

extension HTTPTransport {
    fileprivate func send(_ request: OutgoingRequest, with token: AccessToken) async throws -> ReceivedResponse {
        var request = request
        request.head.headerFields[.authorization] = "Bearer " + token.value.reveal()
        return try await send(request)
    }
}
