import HTTP
import JSON

/// Reads what an authorization server says about itself (RFC 8414 section 2, OpenID Connect Discovery section 3),
/// without I/O.
///
/// Lists of capabilities decide nothing: servers leave out what they can do (`none`, `refresh_token`), and what they can't
/// they say when it is asked for. Only among two ways to show a secret, the one that is named is taken.
struct ServerMetadata {
    private let fields: JSONObject

    init(_ fields: JSONObject) {
        self.fields = fields
    }

    /// The server with this `issuer`.
    func server(issuer: String) throws(MetadataFailure) -> AuthorizationServer {
        guard let value = present("issuer") else { throw .missingField("issuer") }
        guard let given = value.string else { throw .malformedField("issuer") }
        // Byte for byte: `==` would take canonical equivalents for one another.
        guard given.utf8.elementsEqual(issuer.utf8) else { throw .wrongIssuer(expected: issuer, given: given) }
        guard let tokenEndpoint = try endpoint("token_endpoint") else { throw .missingField("token_endpoint") }
        return AuthorizationServer(
            issuer: issuer, authorizationEndpoint: try endpoint("authorization_endpoint"),
            tokenEndpoint: tokenEndpoint, deviceAuthorizationEndpoint: try endpoint("device_authorization_endpoint"),
            revocationEndpoint: try endpoint("revocation_endpoint"),
            announcesIssuer: try flag("authorization_response_iss_parameter_supported"),
            prefersSecretInBody: prefersSecretInBody)
    }

    private func present(_ field: String) -> JSONValue? {
        guard let value = fields[field], !value.isNull else { return nil }
        return value
    }

    private func endpoint(_ field: String) throws(MetadataFailure) -> WebAddress? {
        guard let value = present(field) else { return nil }
        guard let text = value.string else { throw .malformedField(field) }
        do {
            return try WebAddress(text)
        } catch {
            throw .unfitEndpoint(field: field, address: text, error)
        }
    }

    /// Whether `client_secret_post` is named and `client_secret_basic`, the default of RFC 8414, is not.
    private var prefersSecretInBody: Bool {
        let methods = present("token_endpoint_auth_methods_supported")?.array?.compactMap(\.string) ?? []
        return methods.contains("client_secret_post") && !methods.contains("client_secret_basic")
    }

    /// `"true"` counts as true: to overlook it would leave out a check that the server meant.
    private func flag(_ field: String) throws(MetadataFailure) -> Bool {
        switch present(field) {
        case nil, .bool(false), .string("false"): false
        case .bool(true), .string("true"): true
        default: throw .malformedField(field)
        }
    }
}
