import CoveoPlatform
import HTTP
import Ports
import TokenCache

/// A platform with a token for it: what every command on sources works through.
struct Connection: Sendable {
    let client: CoveoClient
    let address: PlatformAddress
    /// The organization that flag or environment name for this command.
    private let namedOrganization: OrganizationID?
    /// The organization of profile or session.
    private let knownOrganization: String?
    private let tokens: any AccessTokens
    private let terminal: any Terminal
    let source: TokenSource
    /// Whether the token was given as it is: an access token, or an API key, which is no account.
    private let isGiven: Bool

    /// Where a token comes from.
    enum TokenSource: Equatable, Sendable {
        case profile
        case variable
    }

    init(
        address: PlatformAddress, tokens: any AccessTokens, source: TokenSource,
        namedOrganization: OrganizationID? = nil, knownOrganization: String? = nil,
        way: Session.Way? = nil, transport: any HTTPTransport,
        context: Context, news: (@Sendable (PlatformNews) -> Void)? = nil
    ) {
        self.address = address
        self.tokens = tokens
        terminal = context.world.terminal
        self.source = source
        isGiven = source == .variable || way == .withToken
        self.namedOrganization = namedOrganization
        self.knownOrganization = knownOrganization
        client = CoveoClient(
            transport: WaitingTransport(
                BearerTransport(transport, tokens: tokens, origins: address.origins), progress: context.progress),
            address: address, clock: context.world.clock, random: context.world.random,
            listing: { [progress = context.progress] in progress.list($0) }, news: news)
    }

    /// The organization that is named for this command or in the profile, without asking the platform.
    var chosenOrganization: String? { namedOrganization?.text ?? knownOrganization }

    /// The organization that the command or the profile names; nil where the platform would have to be asked.
    func statedOrganization() throws -> OrganizationID? {
        try chosenOrganization.map { try OrganizationID($0, code: .configuration) }
    }

    /// The organization to work on: the command's, the profile's, and with a variable's token the only one.
    func organization() async throws -> OrganizationID {
        if let organization = try statedOrganization() { return organization }
        let organizations: [Organization]
        do {
            organizations = try await client.organizations()
        } catch let failure as PlatformFailure where failure.isRefusal {
            // Whatever kept the probe from an answer, the first refusal is what has to be told.
            let liveness = try? await client.liveness(of: tokens.current().value)
            if case .unauthorized = failure, liveness?.isAccepted != true { throw failure }
            throw Failure(
                .usage, "no organization is named, and this token may not list organizations",
                hint: "name it with --org ID or COVEO_ORGANIZATION")
        }
        if organizations.count == 1 { return OrganizationID(of: organizations[0]) }
        throw Failure.organizationNeeded(organizations)
    }

    /// Puts an error into words; a 401 of the platform is first told apart by the liveness probe: a dead token, or a
    /// missing privilege. The one place that decides this.
    func explain(_ error: any Error) async -> Failure {
        await verdict(on: error).failure
    }

    /// The same, and whether the token is dead, so that every other request would end so too.
    func verdict(on error: any Error) async -> (failure: Failure, isTokenDead: Bool) {
        let (failure, isTokenDead) = await judge(error)
        return (isTokenDead ? failure : tellingToken(failure), isTokenDead)
    }

    /// At a terminal, where somebody may have forgotten the variable: which token it was that may not do this, or does not
    /// see what is looked for.
    private func tellingToken(_ failure: Failure) -> Failure {
        guard source == .variable, terminal.errorIsTerminal, [.noPermission, .data, .usage].contains(failure.code)
        else { return failure }
        let hint: Hint = "COVEO_ACCESS_TOKEN is set: its token was used, and no profile"
        return failure.hints.contains(hint)
            ? failure : Failure(failure.code, failure.text, hints: failure.hints + [hint])
    }

    private func judge(_ error: any Error) async -> (failure: Failure, isTokenDead: Bool) {
        if case PlatformFailure.forbidden(let refusal) = error {
            return (.missingPrivilege(refusal, in: namedOrganization, of: holder), false)
        }
        guard case PlatformFailure.unauthorized(let refusal) = error else { return (Failure(describing: error), false) }
        do {
            switch try await client.liveness(of: tokens.current().value) {
            case .alive: return (.missingPrivilege(refusal, in: namedOrganization, of: holder), false)
            case .dead: return (deadToken(refusal), true)
            case .unknown: return (.undecidedRefusal(refusal, of: holder, login: loginHint), false)
            }
        } catch is CancellationError {
            return (Failure(.interrupted, "interrupted"), false)
        } catch {
            return (.undecidedRefusal(refusal, of: holder, login: loginHint), false)
        }
    }

    /// Who has the privileges, or lacks them: at the beginning of a sentence's part.
    var holder: Failure.Holder { isGiven ? .token : .account }

    /// The words after `coveo` that make another login like this one.
    var loginCommand: String { isGiven ? Session.commandWithToken : "login" }

    /// How to get another token.
    private var loginHint: Hint {
        switch source {
        case .variable: "set COVEO_ACCESS_TOKEN to a token that is valid at \(Visible(address.platform.host))"
        case .profile: isGiven ? .anotherToken : "run '\(coveo: "login")'"
        }
    }

    private func deadToken(_ refusal: PlatformRefusal) -> Failure {
        switch source {
        case .variable:
            Failure(
                .noPermission, "the platform does not accept the token in COVEO_ACCESS_TOKEN (HTTP \(refusal.status))",
                hints: [
                    "it has expired, was disabled, or belongs to another region than \(Visible(address.platform.host))",
                    "set COVEO_REGION or COVEO_PLATFORM_URL where the token is from elsewhere",
                ])
        case .profile:
            Failure(
                .noPermission, "the platform does not accept the login any more (HTTP \(refusal.status))",
                hint: loginHint)
        }
    }
}

extension Context {
    /// HTTP with retries and, for `--verbose`, a log; without a token.
    ///
    /// - Parameter limit: from a request's first try to its last one, where the contract's is too long.
    func transport(within limit: Duration? = nil) -> any HTTPTransport {
        retrying(plainTransport(), within: limit)
    }

    /// `transport` with retries.
    func retrying(_ transport: any HTTPTransport, within limit: Duration? = nil) -> any HTTPTransport {
        let output = self.output
        var policy = RetryPolicy()
        policy.limit = limit ?? policy.limit
        return RetryingTransport(
            transport, clock: world.clock, random: world.random, policy: policy,
            notice: { notice in
                output.progress("trying again in \(Failure.words(for: notice.wait)): \(notice.reason.words)")
            })
    }
}

extension Context {
    /// The same without retries.
    ///
    /// - Parameter limit: for a request, where it is to be shorter than the command's.
    func plainTransport(within limit: Duration? = nil) -> any HTTPTransport {
        let terminal = world.terminal
        let base = EchoTransport(world.makeTransport(min(settings.timeout, limit ?? settings.timeout)))
        return UserAgentTransport(
            base: settings.isVerbose
                ? LoggingTransport(base, clock: world.clock) { terminal.writeError($0 + "\n") } : base)
    }
}

extension Liveness {
    /// Whether the platform accepts the token; nil where it has no answer to that.
    var isAccepted: Bool? {
        switch self {
        case .alive: true
        case .dead: false
        case .unknown: nil
        }
    }
}

extension PlatformFailure {
    /// Whether the platform refused, for want of a right or because it has no such thing.
    var isRefusal: Bool {
        switch self {
        case .unauthorized, .forbidden, .notFound, .invalid: true
        default: false
        }
    }
}

extension RetryReason {
    /// Why a request is sent again.
    var words: String {
        switch self {
        case .status(let code): "the platform answered \(code)"
        case .cut: "the connection was cut"
        case .timedOut: "no answer came"
        }
    }
}
