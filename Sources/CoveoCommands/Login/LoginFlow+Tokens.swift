import HTTP
import OAuth2
import Ports

extension LoginFlow {
    /// Gets the tokens, by the way that was chosen.
    ///
    /// - Parameters:
    ///   - server: nil with a token that is given.
    ///   - plain: without retries.
    ///   - reach: finds out whether the servers can be reached, before a person signs in.
    func tokens(
        by way: LoginWay, at server: LoginServer?, plain: any HTTPTransport, reach: LoginReach
    ) async throws -> TokenSet {
        guard let server else { return try TokenSet(given: await typedSecret(.token)) }
        return way == .device
            ? try await tokensByDevice(server, plain, reach)
            : try await tokensByCode(way, server, context.retrying(plain), reach)
    }

    private func tokensByCode(
        _ way: LoginWay, _ server: LoginServer, _ transport: any HTTPTransport, _ reach: LoginReach
    ) async throws -> TokenSet {
        guard let authorizationEndpoint = server.endpoints.authorizationEndpoint else {
            throw Failure(
                .usage, "no authorization endpoint is known, where a browser would sign in",
                hint: "name it with --authorization-endpoint URL, or log in with --device")
        }
        try await reach.prove(server)
        let world = context.world
        let opensBrowser = way == .browser && !context.settings.noInput
        let messages = LoginMessages(
            context: context, way: way, host: authorizationEndpoint.authority, timeout: timeout)
        let terminal = world.terminal
        var paste: AuthorizationCodeGrant.PasteSource?
        if way == .noBrowser, context.isInteractive {
            paste = { try await terminal.readPasted(prompt: "Paste the address you were sent to: ") }
        }
        let grant = AuthorizationCodeGrant(
            authorizationEndpoint: authorizationEndpoint,
            tokenEndpoint: TokenEndpoint(
                address: server.tokenEndpoint, client: server.client, transport: transport, clock: world.clock),
            issuer: IssuerExpectation(of: server.endpoints), scopes: server.scopes, ports: ports, timeout: timeout,
            redirects: world.redirects, browser: opensBrowser ? world.browser : nil, paste: paste,
            clock: world.clock, random: world.random, events: { messages.tell($0) })
        return try await grant.run()
    }

    private func tokensByDevice(
        _ server: LoginServer, _ plain: any HTTPTransport, _ reach: LoginReach
    ) async throws -> TokenSet {
        guard let deviceEndpoint = server.endpoints.deviceAuthorizationEndpoint else {
            throw server.isOwn
                ? Failure(
                    .usage, "the authorization server names no device authorization endpoint",
                    hints: ["name it with --device-authorization-endpoint URL", Self.noBrowserHint])
                : Failure(
                    .usage, "the platform's own client has no device grant as far as its vendor has published",
                    hints: [Self.noBrowserHint, "or, with a client of your own, name --device-authorization-endpoint"])
        }
        // It is asked at once, before there is anything to show.
        try await reach.prove(server, asking: deviceEndpoint)
        let messages = DeviceMessages(context: context, host: deviceEndpoint.authority)
        let countdown = Countdown(context: context)
        // Without retries: polling has a rhythm of its own, which the server prescribes.
        let polled = TokenEndpoint(
            address: server.tokenEndpoint, client: server.client, transport: plain, clock: context.world.clock)
        let grant = DeviceGrant(
            deviceEndpoint: deviceEndpoint, tokenEndpoint: polled, scopes: server.scopes, timeout: timeout,
            clock: context.world.clock, transport: context.retrying(plain),
            events: { event in
                countdown.pause { messages.tell(event) }
                if case .prompt(_, let deadline) = event { countdown.begin(until: deadline) }
            })
        return try await countdown.beside { try await grant.run() }
    }

    private static let noBrowserHint: Hint =
        "use '\(coveo: "login --no-browser")': the address can be opened on any device"
}
