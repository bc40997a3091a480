import HTTP
import Ports

/// Which authorization server and which client are meant, as they were typed.
struct ServerChoice: Sendable {
    let issuer: String?
    let authorizationEndpoint: String?
    let tokenEndpoint: String?
    let deviceAuthorizationEndpoint: String?
    let revocationEndpoint: String?
    let clientID: String?
    let clientAuthentication: ClientAuthentication?
    let readsSecret: Bool

    init(_ options: LoginOptions) throws(Failure) {
        issuer = try single(options.issuer, "--issuer")
        authorizationEndpoint = try single(options.authorizationEndpoint, "--authorization-endpoint")
        tokenEndpoint = try single(options.tokenEndpoint, "--token-endpoint")
        deviceAuthorizationEndpoint = try single(
            options.deviceAuthorizationEndpoint, "--device-authorization-endpoint")
        revocationEndpoint = try single(options.revocationEndpoint, "--revocation-endpoint")
        clientID = try single(options.clientId, "--client-id")
        clientAuthentication = try single(options.clientAuth, "--client-auth")
        readsSecret = options.clientSecretStdin
        if clientID?.isEmpty == true {
            throw Failure(.usage, "--client-id is empty", hint: "leave it out for the platform's own client, cli")
        }
        if readsSecret, clientAuthentication == ClientAuthentication.none {
            throw Failure(
                .usage, "--client-auth none sends no secret, and --client-secret-stdin reads one",
                hint: "leave one of them out")
        }
        if options.way == .withToken, let option = firstTyped {
            throw Failure(
                .usage, "--with-token takes a token as it is, and \(option) is about getting one",
                hint: "leave one of them out")
        }
    }

    /// The name of an option that was typed; nil where none was.
    var firstTyped: String? {
        let typed = [
            ("--issuer", issuer != nil), ("--authorization-endpoint", authorizationEndpoint != nil),
            ("--token-endpoint", tokenEndpoint != nil),
            ("--device-authorization-endpoint", deviceAuthorizationEndpoint != nil),
            ("--revocation-endpoint", revocationEndpoint != nil), ("--client-id", clientID != nil),
            ("--client-auth", clientAuthentication != nil), ("--client-secret-stdin", readsSecret),
        ]
        return typed.first { $0.1 }?.0
    }

    /// An endpoint that was typed.
    ///
    /// - Throws: 64 for an address that nothing is sent to.
    static func endpoint(_ text: String?, _ option: String) throws(Failure) -> WebAddress? {
        guard let text else { return nil }
        do {
            return try WebAddress(text)
        } catch {
            throw Failure(
                .usage, "\(option) '\(Visible(text))' is no https URL (http is for loopback hosts)",
                hint: "as in \(option) https://login.example.com/oauth/token")
        }
    }
}
