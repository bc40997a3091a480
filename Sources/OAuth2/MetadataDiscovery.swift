import HTTP
import HTTPTypes
import JSON
package import Ports

/// Finds an authorization server's endpoints by its issuer identifier: RFC 8414 section 3, then OpenID Connect
/// Discovery section 4.
package struct MetadataDiscovery: Sendable {
    /// Metadata with more than this are none, in bytes.
    package static let limit = 1 << 20

    private let transport: any HTTPTransport

    /// - Parameter transport: without access tokens.
    package init(transport: any HTTPTransport) {
        self.transport = transport
    }

    /// Asks each address that the issuer's metadata may stand at, until one has some.
    ///
    /// An address without metadata leads to the next one; so does one that fails, since servers fail at addresses that
    /// they don't know. Metadata that are there count, right or wrong: whoever answers with another issuer is not asked
    /// a second time elsewhere.
    ///
    /// - Parameter issuer: https, or http on a loopback host; no query, no fragment.
    ///
    /// Throws `MetadataFailure`, and `TransportFailure` where no answer came.
    package func server(issuer: String) async throws -> AuthorizationServer {
        if issuer.contains("?") { throw MetadataFailure.issuerHasQuery(issuer) }
        var attempts: [MetadataFailure.Attempt] = []
        for address in try Self.addresses(issuer: issuer) {
            let response = try await response(of: address)
            if response.body.count > Self.limit { throw MetadataFailure.tooLarge(limit: Self.limit) }
            let status = response.head.status.code
            guard status == 200 else {
                attempts.append(.init(address, .status(status)))
                continue
            }
            // What is wrong in it does not matter: without an object there are no metadata here.
            guard let fields = (try? JSONValue(parsing: response.body))?.object else {
                attempts.append(.init(address, .notJSON(contentType: response.head.headerFields[.contentType])))
                continue
            }
            return try ServerMetadata(fields).server(issuer: issuer)
        }
        throw Self.failure(attempts)
    }

    private func response(of address: WebAddress) async throws -> ReceivedResponse {
        do {
            return try await transport.send(
                OutgoingRequest(
                    address.head(.get, fields: [.accept: "application/json"]), responseLimit: Self.limit))
        } catch TransportFailure.tooLarge(_, let limit) {
            throw MetadataFailure.tooLarge(limit: limit)
        }
    }

    /// RFC 8414 puts the well-known name before the issuer's path (section 3.1), OpenID after it. Some servers do with
    /// OpenID's name as RFC 8414 does with its own (section 5). Slashes that end the path don't count in any of them.
    private static func addresses(issuer: String) throws(MetadataFailure) -> [WebAddress] {
        do throws(WebAddressFailure) {
            let base = try WebAddress(issuer)
            var path = base.path
            while path.hasSuffix("/") { path.removeLast() }
            let inserted = try WebAddress("\(base.origin)/.well-known/oauth-authorization-server\(path)")
            let appended = try WebAddress("\(base.origin)\(path)/.well-known/openid-configuration")
            if path.isEmpty { return [inserted, appended] }
            return [inserted, appended, try WebAddress("\(base.origin)/.well-known/openid-configuration\(path)")]
        } catch {
            throw .unfitIssuer(issuer, error)
        }
    }

    /// A server that fails is not one without metadata: a second try may find them.
    private static func failure(_ attempts: [MetadataFailure.Attempt]) -> MetadataFailure {
        let statuses = attempts.compactMap { if case .status(let status) = $0.answer { status } else { nil } }
        if let status = statuses.first(where: { (500..<600).contains($0) }) { return .serverError(status: status) }
        if let status = statuses.first(where: { [408, 429].contains($0) }) { return .rateLimited(status: status) }
        return .noneFound(attempts)
    }
}
