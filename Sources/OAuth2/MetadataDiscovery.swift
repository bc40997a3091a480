import FoundationEssentials
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
    private let clock: any Clock

    /// - Parameters:
    ///   - transport: without access tokens.
    ///   - clock: the wall clock reads the dates in answers.
    package init(transport: any HTTPTransport, clock: any Clock) {
        self.transport = transport
        self.clock = clock
    }

    /// Asks each address that the issuer's metadata may stand at, until one has some.
    ///
    /// An address without metadata leads to the next one; so does one that fails, since servers fail at addresses that
    /// they don't know. Metadata that are there count, right or wrong: whoever answers with another issuer, or with JSON
    /// that can't be read, is not asked a second time elsewhere.
    ///
    /// - Parameter issuer: https, or http on a loopback host; no query, no fragment.
    ///
    /// Throws `MetadataFailure`, and `TransportFailure` where the host can't be asked at all.
    package func server(issuer: String) async throws -> AuthorizationServer {
        if issuer.contains("?") { throw MetadataFailure.issuerHasQuery(issuer) }
        var attempts: [MetadataFailure.Attempt] = []
        for address in try Self.addresses(issuer: issuer) {
            switch try await look(at: address) {
            case .found(let fields): return try ServerMetadata(fields).server(issuer: issuer)
            case .none(let answer): attempts.append(.init(address, answer))
            }
        }
        throw Self.failure(attempts)
    }

    private enum Look {
        case found(JSONObject)
        case none(MetadataFailure.Answer)
    }

    private func look(at address: WebAddress) async throws -> Look {
        do {
            let response = try await transport.send(
                OutgoingRequest(
                    address.head(.get, fields: [.accept: "application/json"]), responseLimit: Self.limit))
            return try Self.look(response, of: address, now: clock.now)
        } catch let failure as TransportFailure {
            switch failure {
            case .cut: return .none(.cut)
            case .timedOut(_, let duration): return .none(.timedOut(after: duration))
            case .tooLarge(_, let limit): return .none(.tooLarge(limit: limit))
            default: throw failure
            }
        }
    }

    private static func look(
        _ response: ReceivedResponse, of address: WebAddress, now: Date
    ) throws(MetadataFailure) -> Look {
        if response.body.count > limit { return .none(.tooLarge(limit: limit)) }
        let head = response.head
        guard head.status.code == 200 else {
            return .none(.status(head.status.code, retryAfter: RetryAfter(head.headerFields, now: now)))
        }
        do throws(JSONFailure) {
            if let fields = try JSONValue(parsing: response.body).object { return .found(fields) }
        } catch {
            // A page for people that stands there is no metadata; JSON that can't be read was meant to be.
            if response.saysJSON { throw .unreadable(address, error) }
        }
        return .none(.notJSON(contentType: head.headerFields[.contentType]))
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
        let statuses = attempts.compactMap { attempt -> (code: Int, retryAfter: RetryAfter?)? in
            guard case .status(let code, let after) = attempt.answer else { return nil }
            return (code, after)
        }
        if let status = statuses.first(where: { (500..<600).contains($0.code) }) {
            return .serverError(status: status.code, retryAfter: status.retryAfter)
        }
        if let status = statuses.first(where: { [408, 429].contains($0.code) }) {
            return .rateLimited(status: status.code, retryAfter: status.retryAfter)
        }
        return attempts.contains(where: \.answer.isMissing) ? .unanswered(attempts) : .noneFound(attempts)
    }
}

extension ReceivedResponse {
    /// Whether its media type is JSON, or built on it (RFC 6839 section 3.1).
    fileprivate var saysJSON: Bool {
        let type = head.headerFields[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        let trimmed = type.split { $0 == " " || $0 == "\t" }.first ?? ""
        return trimmed == "application/json" || trimmed == "text/json" || trimmed.hasSuffix("+json")
    }
}
