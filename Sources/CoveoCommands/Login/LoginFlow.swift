import CoveoPlatform
import HTTP
import OAuth2
import Ports
import TokenCache

/// A login from the first check to the stored session. Nothing is stored before all of it is proven, and the store's
/// item is written in one go: a login that fails or is interrupted leaves the earlier one as it was.
struct LoginFlow: Sendable {
    let context: Context
    let configuration: Configuration
    /// The profile that the login becomes.
    let profile: String
    /// Where it is kept.
    let stores: LoginStores
    let place: PlatformChoice
    let server: ServerChoice
    let ports: [UInt16]
    let timeout: Duration
    let expectedAccount: String?
    private let typedWay: LoginWay?
    /// Whether it was offered in the middle of another command, whose `--org` is for that command alone.
    let isOffered: Bool

    /// The redirect ports that are registered for the platform's own client, in the order of the vendor's CLI.
    static let registeredPorts: [UInt16] = [52_296, 32_111]

    /// - Throws: 64 for options that can't be.
    init(_ options: LoginOptions, context: Context, isOffered: Bool = false) throws(Failure) {
        self.context = context
        self.isOffered = isOffered
        configuration = try context.configuration()
        profile = context.profile(configuration)
        stores = try LoginStores(
            typed: single(options.store, "--store"), profile: profile, configuration: configuration, context: context)
        place = PlatformChoice(
            region: try single(options.region, "--region"),
            environment: try single(options.environment, "--environment"),
            platformURL: try single(options.platformUrl, "--platform-url"),
            pushURL: try single(options.pushUrl, "--push-url"))
        server = try ServerChoice(options)
        let configured = try configuration.redirectPorts(of: profile)
        ports = options.redirectPort.isEmpty ? configured ?? Self.registeredPorts : options.redirectPort
        expectedAccount = try single(options.expectAccount, "--expect-account")
        let seconds = try single(options.loginTimeout, "--login-timeout") ?? 300
        guard (1...86_400).contains(seconds) else {
            throw Failure(.usage, "--login-timeout must be between 1 and 86400 seconds", hint: "leave it out for 300")
        }
        timeout = .seconds(seconds)
        typedWay = try LoginWay.single(options.way)
    }

    /// Logs in and stores the session.
    func run() async throws -> Session {
        try LoginWay.check(typed: typedWay, context: context)
        let named = try place.address(context.world.environment)
        try await stores.probe()
        if context.variableIsSet {
            context.output.warning("COVEO_ACCESS_TOKEN is set and goes before this login")
        }
        let previous = try await previousSession()
        let (address, last) = try goal(named, previous)
        let plain = context.plainTransport()
        let transport = context.retrying(plain)
        let (way, server) = try await server(at: address, last: last?.server, transport: transport)
        let reach = LoginReach(
            transport: WaitingTransport(plain, progress: context.progress), platform: address.platform)
        let tokens = try await tokens(by: way, at: server, plain: plain, reach: reach)
        var session = unproven(tokens, by: way, address: address, server: server)
        let replaced: EarlierLogin?
        do {
            try await prove(
                &session, at: address, transport: transport, previous: previous,
                kept: previous == nil && last != nil ? configuration.organization(of: profile) : nil)
            if isOffered, let kept = previous?.organization { session.organization = kept }
            try await confirmReplacing(previous, by: session)
            replaced = try await commit(session)
        } catch {
            await takeBack(session, beside: previous)
            throw error
        }
        try await conclude(session, replacing: replaced)
        return session
    }

    /// Where the login goes: where it was said, else where the profile's last one went; and that one, where it was
    /// there too. Of its Push host nothing need be said again.
    ///
    /// - Throws: 78 where nothing was said, and what is kept of the last login can't be used.
    private func goal(
        _ named: PlatformAddress?, _ previous: Session?
    ) throws -> (address: PlatformAddress, last: LastLogin?) {
        let last: LastLogin?
        if let previous {
            last = LastLogin(previous)
        } else if named != nil {
            last = configuration.readableLastLogin(of: profile)
        } else {
            last = try configuration.lastLogin(of: profile)
        }
        guard let last else { return (try named ?? PlatformChoice.standard(), nil) }
        guard let named else {
            if previous == nil, let platform = last.unusualPlatform {
                context.output.progress("As before: on \(Visible(platform)) (--region or --platform-url names another)")
            }
            return (try last.address(), last)
        }
        guard named.platformText == last.platformURL else { return (named, nil) }
        return (named.push == nil ? try last.address() : named, last)
    }

    /// The way to log in, and the server for it; none for a token that is given.
    private func server(
        at address: PlatformAddress, last: LastLogin.Server?, transport: any HTTPTransport
    ) async throws -> (LoginWay, LoginServer?) {
        if typedWay == .withToken { return (.withToken, nil) }
        let secret = server.readsSecret ? try await typedSecret(.clientSecret) : nil
        let found = try await LoginServer(
            server, at: address, last: last, secret: secret, transport: transport, clock: context.world.clock)
        if found.isOwn, !server.namesServer {
            context.output.progress(
                "As before: at \(Visible(found.tokenEndpoint.authority)), as client '\(Visible(found.client.id))' "
                    + "(--client-id \(LoginServer.platformsClient) takes the platform's own)")
        }
        return (typedWay ?? LoginWay.fitting(found, context: context), found)
    }

    /// The login that is there already. A damaged one may be replaced, one of a later version may not.
    func previousSession() async throws -> Session? {
        try await stores.earlierLogin()?.session
    }

    /// The session that a login comes to, where its tokens are proven.
    func unproven(
        _ tokens: TokenSet, by way: LoginWay, address: PlatformAddress, server: LoginServer?
    ) -> Session {
        Session(
            platformURL: address.platformText, pushURL: address.pushText, client: server?.client,
            issuer: server?.endpoints.issuer,
            authorizationEndpoint: server?.endpoints.authorizationEndpoint?.description,
            deviceAuthorizationEndpoint: server?.endpoints.deviceAuthorizationEndpoint?.description,
            tokenEndpoint: server?.tokenEndpoint.description,
            revocationEndpoint: server?.endpoints.revocationEndpoint?.description,
            typedEndpoints: server?.typed.endpoints, tokens: tokens,
            scopes: tokens.scopes ?? server?.scopes ?? [], requestedScopes: server?.scopes,
            issuedAt: context.world.clock.now, way: way.sessionWay)
    }

    /// Proves a session's tokens on the platform, and puts account and organization into it, each as soon as it is known.
    ///
    /// - Parameter kept: the organization of a profile that was logged out.
    func prove(
        _ session: inout Session, at address: PlatformAddress, transport: any HTTPTransport, previous: Session?,
        kept: String? = nil
    ) async throws {
        let proof = try LoginProof(self, address: address, tokens: session.tokens, transport: transport)
        let account = try await proof.account()
        session.account = account?.name
        session.organization = try await proof.organization(of: account, previous: previous, kept: kept).text
    }

    /// Asks a person before another account's or another platform's login goes; in a pipe says what went.
    func confirmReplacing(_ previous: Session?, by session: Session) async throws {
        guard let previous, previous.account != session.account || previous.platformURL != session.platformURL else {
            return
        }
        try await confirmReplacing(
            previous, flag: "--profile with another name", otherwise: "'coveo login --profile NAME' keeps both")
    }

    /// The same, whosever login goes.
    ///
    /// - Parameters:
    ///   - flag: what keeps it.
    ///   - hint: the same, for whoever answers no.
    func confirmReplacing(_ previous: Session, flag: String, otherwise hint: Hint) async throws {
        let holder = previous.account.map { "\(Visible($0))" } ?? previous.keyID.map { "the API key \(Visible($0))" }
        let old = "\(holder ?? "a token") at \(Visible(previous.platformURL))"
        guard context.isInteractive else {
            return context.output.say("this replaces the login of \(old)")
        }
        let question = "Profile '\(Visible(profile))' is logged in as \(old). Replace that login?"
        guard try await context.confirm(question, default: true, flag: flag) else {
            throw Failure(.no, "the earlier login was kept", hint: hint)
        }
    }
}

extension LoginWay {
    /// As the session and JSON name it.
    var sessionWay: Session.Way {
        switch self {
        case .browser: .browser
        case .noBrowser: .noBrowser
        case .device: .device
        case .withToken: .withToken
        }
    }
}
