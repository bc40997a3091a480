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
    /// Those of the endpoints that were typed, in this login or in the one before.
    let typed: AuthorizationServer
    /// The scopes to ask for.
    let scopes: [String]
    /// The issuer that was asked for its metadata in this login.
    let askedIssuer: WebAddress?
    /// Whether server or client is another one than the platform's.
    let isOwn: Bool

    /// Finds out. Asks the issuer where one is named.
    ///
    /// - Parameters:
    ///   - previous: the profile's login on the same platform: where none was named, its server and client again.
    ///   - secret: what came on stdin.
    /// - Throws: 64 for clients that can't be, `MetadataFailure`, `TransportFailure`.
    init(
        _ choice: ServerChoice, at address: PlatformAddress, previous: Session?, secret: Redacted<String>?,
        transport: any HTTPTransport, clock: any Clock
    ) async throws {
        let known = choice.namesServer ? nil : previous.flatMap(Known.init)
        var server = AuthorizationServer()
        if let issuer = choice.issuer ?? known?.issuer {
            server = try await MetadataDiscovery(transport: transport, clock: clock).server(issuer: issuer)
        }
        // It was an address, or there would be no metadata.
        askedIssuer = server.issuer.flatMap { try? WebAddress($0) }
        // What was typed stands, until something else is typed; what the issuer said the last time may have changed.
        typed = known?.typed ?? choice.endpoints
        server.overlay(typed)
        if server.issuer == nil {
            server.authorizationEndpoint = server.authorizationEndpoint ?? address.authorizationEndpoint
            server.tokenEndpoint = server.tokenEndpoint ?? address.tokenEndpoint
        }
        guard let tokenEndpoint = server.tokenEndpoint else { throw MetadataFailure.missingField("token_endpoint") }
        self.tokenEndpoint = tokenEndpoint
        endpoints = server
        client = try Self.client(
            choice, known: known?.client, secret: secret, isPlatforms: server.isWholly(of: address),
            prefersSecretInBody: server.prefersSecretInBody)
        isOwn =
            tokenEndpoint != address.tokenEndpoint || server.authorizationEndpoint != address.authorizationEndpoint
            || client.id != Self.platformsClient
        let remembered = isOwn ? known?.scopes ?? [] : []
        scopes = !choice.scopes.isEmpty ? choice.scopes : !remembered.isEmpty ? remembered : ["full"]
    }

    /// The platform's own client has a public secret, which only its own endpoints get; others show one only where they
    /// were given one.
    private static func client(
        _ choice: ServerChoice, known: OAuthClient?, secret: Redacted<String>?, isPlatforms: Bool,
        prefersSecretInBody: Bool
    ) throws(Failure) -> OAuthClient {
        if let known, choice.firstTyped == nil { return known }
        let id = choice.clientID ?? known?.id ?? platformsClient
        let (knownMethod, knownSecret) = known?.authentication.parts ?? (nil, nil)
        var secret = secret
        if choice.clientAuthentication != .some(.none) {
            secret = secret ?? knownSecret ?? (id == platformsClient && isPlatforms ? Redacted(platformsClient) : nil)
        }
        let usual: ClientAuthentication = secret == nil ? .none : prefersSecretInBody ? .post : .basic
        let method = choice.clientAuthentication ?? (secret != nil && knownMethod == .post ? .post : usual)
        guard let authentication = method.authentication(secret) else {
            throw Failure(
                .usage, "--client-auth \(method.rawValue) needs the client's secret",
                hint: "pipe it in with --client-secret-stdin")
        }
        return OAuthClient(id: id, authentication: authentication)
    }

    /// What an earlier login says of its server.
    private struct Known {
        let issuer: String?
        /// The endpoints that were typed; all of them where the record doesn't say.
        let typed: AuthorizationServer
        let client: OAuthClient
        /// The scopes that were asked for; those that were granted where the record doesn't say.
        let scopes: [String]

        /// nil where the login was made at no server, or the record's token endpoint is unfit: no login stored that, and
        /// its client's secret must not go to another one in its place.
        init?(_ session: Session) {
            func address(_ text: String?) -> WebAddress? {
                // Neither did a login store this; one that a stranger put there counts as none.
                text.flatMap { try? WebAddress($0) }
            }
            func typed(_ endpoint: Session.Endpoint, _ text: String?) -> WebAddress? {
                session.typedEndpoints?.contains(endpoint) ?? true ? address(text) : nil
            }
            guard let client = session.client, address(session.tokenEndpoint) != nil else { return nil }
            self.client = client
            issuer = session.issuer
            scopes = session.requestedScopes ?? session.scopes
            self.typed = AuthorizationServer(
                authorizationEndpoint: typed(.authorizationEndpoint, session.authorizationEndpoint),
                tokenEndpoint: typed(.tokenEndpoint, session.tokenEndpoint),
                deviceAuthorizationEndpoint: typed(.deviceAuthorizationEndpoint, session.deviceAuthorizationEndpoint),
                revocationEndpoint: typed(.revocationEndpoint, session.revocationEndpoint))
        }
    }
}

extension AuthorizationServer {
    /// Which endpoints it has, as a session names them.
    var endpoints: Set<Session.Endpoint> {
        let known: [(Session.Endpoint, WebAddress?)] = [
            (.authorizationEndpoint, authorizationEndpoint), (.tokenEndpoint, tokenEndpoint),
            (.deviceAuthorizationEndpoint, deviceAuthorizationEndpoint), (.revocationEndpoint, revocationEndpoint),
        ]
        return Set(known.filter { $0.1 != nil }.map(\.0))
    }

    /// Puts the endpoints of another description in place of those that are known.
    fileprivate mutating func overlay(_ other: AuthorizationServer) {
        authorizationEndpoint = other.authorizationEndpoint ?? authorizationEndpoint
        tokenEndpoint = other.tokenEndpoint ?? tokenEndpoint
        deviceAuthorizationEndpoint = other.deviceAuthorizationEndpoint ?? deviceAuthorizationEndpoint
        revocationEndpoint = other.revocationEndpoint ?? revocationEndpoint
    }

    /// Whether a client shows itself to the platform alone: its token endpoint, and nobody else's beside it.
    fileprivate func isWholly(of address: PlatformAddress) -> Bool {
        tokenEndpoint == address.tokenEndpoint
            && [deviceAuthorizationEndpoint, revocationEndpoint].allSatisfy {
                $0 == nil || $0?.origin == address.tokenEndpoint.origin
            }
    }
}
