import Hummingbird

/// `GET /.well-known/oauth-authorization-server` (RFC 8414): the server as the public client `sandbox` sees it. The
/// platform's own client isn't described there: its vendor publishes no metadata.
struct MetadataRoutes {
    let scheme: String

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.get(".well-known/oauth-authorization-server") { [scheme] _, context -> Response in
            .json(Self.metadata(Origin(scheme: scheme, channel: context.channel)))
        }
    }

    private static func metadata(_ origin: Origin) -> Value {
        [
            "issuer": .string(origin.url),
            "authorization_endpoint": .string(origin.authorization),
            "token_endpoint": .string(origin.token),
            "device_authorization_endpoint": .string(origin.deviceAuthorization),
            "revocation_endpoint": .string(origin.revocation),
            "scopes_supported": ["full"],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": .array(GrantType.allCases.map { .string($0.rawValue) }),
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "revocation_endpoint_auth_methods_supported": ["none"],
            "authorization_response_iss_parameter_supported": true,
        ]
    }
}
