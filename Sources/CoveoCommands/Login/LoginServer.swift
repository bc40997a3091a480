import CoveoPlatform
import HTTP
import OAuth2
import Ports
import TokenCache

/// At which authorization server, and as which client, a login is made: what was typed, what the issuer says of itself,
/// what the login before it had, and the platform's own in place of what is left.
struct LoginServer: Sendable {
    /// The platform's own client.
    static let platformsClient = "cli"

    let endpoints: AuthorizationServer
    let tokenEndpoint: WebAddress
    let client: OAuthClient
    /// Whether it is another one than the platform's.
    let isOwn: Bool

    /// Finds out. Asks the issuer where one is named.
    ///
    /// - Parameters:
    ///   - previous: the profile's login on the same platform: where nothing was typed, its server and client again.
    ///   - secret: what came on stdin.
    /// - Throws: 64 for addresses and clients that can't be, `MetadataFailure`, `TransportFailure`.
    init(
        _ choice: ServerChoice, at address: PlatformAddress, previous: Session?, secret: Redacted<String>?,
        transport: any HTTPTransport
    ) async throws {
        let remembered = choice.firstTyped == nil ? previous : nil
        var server = AuthorizationServer()
        if let issuer = choice.issuer ?? remembered?.issuer {
            server = try await MetadataDiscovery(transport: transport).server(issuer: issuer)
        } else if let remembered {
            // A login stored no unfit address; one that a stranger put there counts as none.
            server.authorizationEndpoint = remembered.authorizationEndpoint.flatMap { try? WebAddress($0) }
            server.tokenEndpoint = remembered.tokenEndpoint.flatMap { try? WebAddress($0) }
            server.deviceAuthorizationEndpoint = remembered.deviceAuthorizationEndpoint.flatMap { try? WebAddress($0) }
            server.revocationEndpoint = remembered.revocationEndpoint.flatMap { try? WebAddress($0) }
        }
        try server.overlay(choice)
        if choice.issuer == nil, remembered?.issuer == nil {
            server.authorizationEndpoint = server.authorizationEndpoint ?? address.authorizationEndpoint
            server.tokenEndpoint = server.tokenEndpoint ?? address.tokenEndpoint
        }
        guard let tokenEndpoint = server.tokenEndpoint else { throw MetadataFailure.missingField("token_endpoint") }
        self.tokenEndpoint = tokenEndpoint
        endpoints = server
        isOwn = tokenEndpoint != address.tokenEndpoint
        if let client = remembered?.client {
            self.client = client
        } else {
            client = try Self.client(
                choice, secret: secret, isPlatforms: !isOwn, prefersSecretInBody: server.prefersSecretInBody)
        }
    }

    /// The platform's own client has a public secret, which only its own endpoints get; others show one only where they
    /// were given one.
    private static func client(
        _ choice: ServerChoice, secret: Redacted<String>?, isPlatforms: Bool, prefersSecretInBody: Bool
    ) throws(Failure) -> OAuthClient {
        let id = choice.clientID ?? platformsClient
        let isPublicSecret = id == platformsClient && isPlatforms && choice.clientAuthentication != .some(.none)
        let secret = secret ?? (isPublicSecret ? Redacted(platformsClient) : nil)
        let method = choice.clientAuthentication ?? (secret == nil ? .none : prefersSecretInBody ? .post : .basic)
        guard let authentication = method.authentication(secret) else {
            throw Failure(
                .usage, "--client-auth \(method.rawValue) needs the client's secret",
                hint: "pipe it in with --client-secret-stdin")
        }
        return OAuthClient(id: id, authentication: authentication)
    }
}

extension AuthorizationServer {
    /// Puts the endpoints that were typed in place of those that are known.
    fileprivate mutating func overlay(_ choice: ServerChoice) throws(Failure) {
        let typed = try ServerChoice.endpoint(choice.authorizationEndpoint, "--authorization-endpoint")
        authorizationEndpoint = typed ?? authorizationEndpoint
        let token = try ServerChoice.endpoint(choice.tokenEndpoint, "--token-endpoint")
        tokenEndpoint = token ?? tokenEndpoint
        let device = try ServerChoice.endpoint(choice.deviceAuthorizationEndpoint, "--device-authorization-endpoint")
        deviceAuthorizationEndpoint = device ?? deviceAuthorizationEndpoint
        let revocation = try ServerChoice.endpoint(choice.revocationEndpoint, "--revocation-endpoint")
        revocationEndpoint = revocation ?? revocationEndpoint
    }
}
