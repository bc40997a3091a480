import HTTP
import OAuth2
import Ports

/// Which authorization server and which client are meant, as they were typed.
struct ServerChoice: Sendable {
    let issuer: String?
    /// The endpoints that were typed; the others are nil.
    let endpoints: AuthorizationServer
    let clientID: String?
    let clientAuthentication: ClientAuthentication?
    let readsSecret: Bool
    /// None where none was typed.
    let scopes: [String]

    /// - Throws: 64 for options that can't be, or not together.
    init(_ options: LoginOptions) throws(Failure) {
        issuer = try single(options.issuer, "--issuer")
        endpoints = AuthorizationServer(
            authorizationEndpoint: try Self.endpoint(options.authorizationEndpoint, "--authorization-endpoint"),
            tokenEndpoint: try Self.endpoint(options.tokenEndpoint, "--token-endpoint"),
            deviceAuthorizationEndpoint: try Self.endpoint(
                options.deviceAuthorizationEndpoint, "--device-authorization-endpoint"),
            revocationEndpoint: try Self.endpoint(options.revocationEndpoint, "--revocation-endpoint"))
        clientID = try single(options.clientId, "--client-id")
        clientAuthentication = try single(options.clientAuth, "--client-auth")
        readsSecret = options.clientSecretStdin
        scopes = options.scope
        if clientID?.isEmpty == true {
            throw Failure(.usage, "--client-id is empty", hint: "leave it out for the platform's own client, cli")
        }
        if readsSecret, clientAuthentication == ClientAuthentication.none {
            throw Failure(
                .usage, "--client-auth none sends no secret, and --client-secret-stdin reads one",
                hint: "leave one of them out")
        }
        if options.way.contains(.withToken), let option = firstTyped {
            throw Failure(
                .usage, "--with-token takes a token as it is, and \(option) is about getting one",
                hint: "leave one of them out")
        }
    }

    /// The name of an option that was typed, scopes apart; nil where none was.
    var firstTyped: String? {
        let typed = [
            ("--issuer", issuer != nil), ("--authorization-endpoint", endpoints.authorizationEndpoint != nil),
            ("--token-endpoint", endpoints.tokenEndpoint != nil),
            ("--device-authorization-endpoint", endpoints.deviceAuthorizationEndpoint != nil),
            ("--revocation-endpoint", endpoints.revocationEndpoint != nil), ("--client-id", clientID != nil),
            ("--client-auth", clientAuthentication != nil), ("--client-secret-stdin", readsSecret),
        ]
        return typed.first { $0.1 }?.0
    }

    /// Whether a server or a client is named. How a client shows itself names none: it may be the one of before.
    var namesServer: Bool { issuer != nil || endpoints != AuthorizationServer() || clientID != nil }

    private static func endpoint(_ typed: [String], _ option: String) throws(Failure) -> WebAddress? {
        guard let text = try single(typed, option) else { return nil }
        let hint: Hint = "as in \(option) https://login.example.com/oauth/token"
        do {
            return try WebAddress(text)
        } catch .hasUserInfo {
            // It may hold a password, which is not repeated.
            throw Failure(.usage, "\(option) must not hold a user name or password", hint: hint)
        } catch {
            throw Failure(
                .usage, "\(option) '\(Visible(text))' is no https URL (http is for loopback hosts)", hint: hint)
        }
    }
}
