import CoveoPlatform
import HTTP
import OAuth2
import Ports

extension LoginFlow {
    /// The platform's own client has a public secret, which only its own endpoints get; others are public clients.
    var client: OAuthClient {
        clientID == "cli"
            ? OAuthClient(id: clientID, authentication: .basic(Redacted("cli")))
            : OAuthClient(id: clientID, authentication: .none)
    }

    /// Gets the tokens, by the way that was chosen.
    func tokens(by way: LoginWay, at address: PlatformAddress, transport: any HTTPTransport) async throws -> TokenSet {
        if way == .withToken { return try TokenSet(given: await givenToken()) }
        let world = context.world
        let opensBrowser = way == .browser && !context.settings.noInput
        let messages = LoginMessages(context: context, way: way, host: address.platform.authority, timeout: timeout)
        let terminal = world.terminal
        var paste: AuthorizationCodeGrant.PasteSource?
        if way == .noBrowser, context.isInteractive {
            paste = { try await terminal.readLine(prompt: "Paste the address you were sent to: ", echo: true) }
        }
        let grant = AuthorizationCodeGrant(
            authorizationEndpoint: address.authorizationEndpoint,
            tokenEndpoint: TokenEndpoint(
                address: address.tokenEndpoint, client: client, transport: transport, clock: world.clock),
            scopes: scopes, ports: ports, timeout: timeout, redirects: world.redirects,
            browser: opensBrowser ? world.browser : nil,
            paste: paste,
            clock: world.clock, random: world.random, events: { messages.tell($0) })
        return try await grant.run()
    }

    /// A token from stdin, or typed without echo.
    private func givenToken() async throws -> Redacted<String> {
        let terminal = context.world.terminal
        let text: String
        if terminal.inputIsTerminal {
            guard context.isInteractive else {
                throw Failure(
                    .usage, "--with-token reads the token from stdin, and nothing is piped in",
                    hint: "as in 'coveo login --with-token < token-file'")
            }
            text = try await terminal.readLine(prompt: "Access token or API key (not shown): ", echo: false) ?? ""
        } else {
            text = String(decoding: try await terminal.readInput(limit: 65_536), as: UTF8.self)
        }
        let token = text.trimmed
        if token.isEmpty {
            throw Failure(
                .data, "no token came on stdin", hint: "as in 'coveo login --with-token < token-file'")
        }
        guard TokenSet.isFit(token) else {
            throw Failure(
                .data, "what came on stdin is no token: it holds spaces, line breaks or other characters in its middle",
                hint: "pipe the token alone")
        }
        return Redacted(token)
    }
}
