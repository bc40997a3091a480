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
    ///   - last: the server of the profile's last login on the same platform: where none was named, it is taken again.
    ///   - secret: what came on stdin.
    /// - Throws: 64 for clients that can't be, `MetadataFailure`, `TransportFailure`.
    init(
        _ choice: ServerChoice, at address: PlatformAddress, last: LastLogin.Server?, secret: Redacted<String>?,
        transport: any HTTPTransport, clock: any Clock
    ) async throws {
        let known = choice.namesServer ? nil : last
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
            choice, known: known, secret: secret, isPlatforms: server.isWholly(of: address),
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
        _ choice: ServerChoice, known: LastLogin.Server?, secret: Redacted<String>?, isPlatforms: Bool,
        prefersSecretInBody: Bool
    ) throws(Failure) -> OAuthClient {
        if let known, choice.firstTyped == nil, let authentication = known.method.authentication(known.secret) {
            return OAuthClient(id: known.clientID, authentication: authentication)
        }
        let id = choice.clientID ?? known?.clientID ?? platformsClient
        var secret = secret
        if choice.clientAuthentication != .some(.none) {
            secret =
                secret ?? known?.secret ?? (id == platformsClient && isPlatforms ? Redacted(platformsClient) : nil)
        }
        if let known, known.method != .none, choice.clientAuthentication == nil, secret == nil {
            throw Failure(
                .usage, "client '\(Visible(id))' has a secret, which was kept with the login and went with it",
                hint: "give it again: '\(again: "--client-secret-stdin")' reads it from stdin, or asks for it")
        }
        let usual: ClientAuthentication = secret == nil ? .none : prefersSecretInBody ? .post : .basic
        let method = choice.clientAuthentication ?? known?.method(again: secret) ?? usual
        guard let authentication = method.authentication(secret) else {
            throw Failure(
                .usage, "--client-auth \(method.rawValue) needs the client's secret",
                hint: "pipe it in with --client-secret-stdin")
        }
        return OAuthClient(id: id, authentication: authentication)
    }
}

extension LastLogin.Server {
    /// How the client shows a secret that came anew: as before, where that is known to be meant. nil where it is not.
    fileprivate func method(again secret: Redacted<String>?) -> ClientAuthentication? {
        if secret == nil || method == .none { return nil }
        return self.secret == nil || method == .post ? method : nil
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
