import CoveoPlatform
import HTTP
import OAuth2
import Ports
import TokenCache

/// Where a profile's last login was made, and as which client: what the next one takes over where nothing else is said.
/// Of a login that is there its session tells it, with the client's secret; of one that is gone `config.json`, without.
struct LastLogin: Equatable, Sendable {
    /// The platform's base address.
    let platformURL: String
    /// The Push API's base address, where it is known.
    let pushURL: String?
    /// How it was made; nil where a later version knows a way that this one doesn't.
    let way: Session.Way?
    /// nil where it was made at no server, or at the platform's own as its own client.
    let server: Server?

    /// An authorization server and a client.
    struct Server: Equatable, Sendable {
        let issuer: String?
        /// The endpoints that were typed; all of them where a session doesn't say.
        let typed: AuthorizationServer
        let clientID: String
        let method: ClientAuthentication
        /// nil where the method needs none, and where it went with its login.
        var secret: Redacted<String>?
        /// The scopes that were asked for; those that were granted where a session doesn't say.
        let scopes: [String]

        /// Whether it is the platform's own client, at the platform's own server. Its secret is public.
        fileprivate var isPlatforms: Bool {
            clientID == LoginServer.platformsClient && issuer == nil && typed == AuthorizationServer()
        }
    }

    init(platformURL: String, pushURL: String?, way: Session.Way?, server: Server?) {
        self.platformURL = platformURL
        self.pushURL = pushURL
        self.way = way
        self.server = server
    }

    init(_ session: Session) {
        let server = Server(session)
        self.init(
            platformURL: session.platformURL, pushURL: session.pushURL, way: session.way,
            server: server?.isPlatforms == true ? nil : server)
    }

    /// Where it went.
    func address() throws(PlatformAddressFailure) -> PlatformAddress {
        try PlatformAddress(platformURL: platformURL, pushURL: pushURL)
    }

    /// The platform's host, as the store's items carry it; nil where the address has none.
    var host: String? { SessionHost.host(of: platformURL) }

    /// Where it went, unless that is where every login goes by itself.
    var unusualPlatform: String? {
        // Neither a session nor `config.json` holds one that is none.
        let standard = try? PlatformChoice.standard()
        return platformURL == standard?.platformText ? nil : platformURL
    }

    /// The option without which a login like it can't be made, once it is gone; nil where it needs none.
    var neededOption: String? {
        if way == .withToken { return LoginFlow.TypedSecret.token.option }
        guard let server, server.secret == nil, server.method != ClientAuthentication.none else { return nil }
        return LoginFlow.TypedSecret.clientSecret.option
    }

    /// The words after `coveo` that make a login like it, once it is gone.
    var command: String { ["login", neededOption].compactMap(\.self).joined(separator: " ") }
}

extension LastLogin.Server {
    /// nil where the login was made at no server, or the record's token endpoint is unfit: no login stored that, and
    /// its client's secret must not go to another one in its place.
    fileprivate init?(_ session: Session) {
        func address(_ text: String?) -> WebAddress? {
            // Neither did a login store this; one that a stranger put there counts as none.
            text.flatMap { try? WebAddress($0) }
        }
        func typed(_ endpoint: Session.Endpoint, _ text: String?) -> WebAddress? {
            session.typedEndpoints?.contains(endpoint) ?? true ? address(text) : nil
        }
        guard let client = session.client, address(session.tokenEndpoint) != nil else { return nil }
        issuer = session.issuer
        self.typed = AuthorizationServer(
            authorizationEndpoint: typed(.authorizationEndpoint, session.authorizationEndpoint),
            tokenEndpoint: typed(.tokenEndpoint, session.tokenEndpoint),
            deviceAuthorizationEndpoint: typed(.deviceAuthorizationEndpoint, session.deviceAuthorizationEndpoint),
            revocationEndpoint: typed(.revocationEndpoint, session.revocationEndpoint))
        clientID = client.id
        (method, secret) = client.authentication.parts
        scopes = session.requestedScopes ?? session.scopes
    }
}

extension Session {
    /// The words after `coveo` that make another login like it while it is there: its client's secret is, too.
    var loginCommand: String { LastLogin(self).command }

    /// The words that make a login by a token.
    static let commandWithToken = "login \(LoginFlow.TypedSecret.token.option)"
}

extension String {
    /// The words after `coveo` of a login that names the Push API's address, `URL`, beside the platform's.
    static func loginWithPushHost(_ command: String, at platform: String) -> String {
        "\(command) --platform-url \(ShellWord(platform)) --push-url URL"
    }
}
