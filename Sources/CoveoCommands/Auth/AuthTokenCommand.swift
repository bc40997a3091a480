import ArgumentParser
import CoveoPlatform
import FoundationEssentials
import JSON
import OAuth2
import Ports
import TokenCache

/// `coveo auth token`: a valid access token, for another program.
struct AuthTokenCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print a valid access token, renewed where that is due.",
        usage: "coveo auth token [--header] [--min-validity <seconds>] [--for <url>] [--show] [options]",
        discussion: """
            Refuses a terminal without --show. Never reads stdin.
            """)

    @Flag(help: "Print 'Authorization: Bearer …', fit for curl -H @-.")
    var header = false

    @Option(
        help: ArgumentHelp("Fail unless it lasts so long; a token whose end is unknown counts.", valueName: "seconds"),
        completion: .freeText)
    var minValidity: [Double] = []

    @Option(
        name: .customLong("for"), help: ArgumentHelp("Fail unless that host may get this token.", valueName: "url"),
        completion: .freeText)
    var target: [String] = []

    @Flag(help: "Print it on a terminal too.")
    var show = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        if context.world.terminal.outputIsTerminal, !show {
            throw Failure(
                .usage, "a token on a terminal stays in its history", hint: "pipe it, or add --show")
        }
        if header, context.output.isJSON {
            throw Failure(.usage, "--header and --json don't go together", hint: "leave one of them out")
        }
        let life = try single(minValidity, "--min-validity")
        if let life, !(0...31_536_000).contains(life) {
            throw Failure(
                .usage, "--min-validity must be between 0 and 31536000 seconds", hint: "try --min-validity 60")
        }
        let target = try TokenTarget(single(target, "--for"))
        if let token = context.variableToken {
            let address = try PlatformChoice().address(context.world.environment) ?? PlatformChoice.standard()
            try target?.check(address.origins)
            let value = try await FixedToken(token).current().value
            try print(
                value, expiresAt: nil, platform: address.platformText, push: address.pushText,
                organization: context.settings.organization?.text, context)
            return .done
        }
        try await printStored(life, target, context)
        return .done
    }

    private func printStored(_ life: Double?, _ target: TokenTarget?, _ context: Context) async throws {
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        let tokens = try context.tokens(profile)
        do {
            let stored = try await tokens.session()
            try context.checkPlatform(of: stored, profile: profile)
            try target?.check(PlatformAddress(of: stored).origins.union(stored.serverOrigins))
            let value = try await tokens.current(minimumLife: life ?? Renewal.margin).value
            let session = try await tokens.session()
            if let life, life > 0 { try check(session, lasts: life, context) }
            try print(
                value, expiresAt: session.tokens.expiresAt, platform: session.platformURL, push: session.pushURL,
                organization: context.settings.organization?.text ?? configuration.organization(of: profile)
                    ?? session.organization, context)
        } catch TokenCacheFailure.notLoggedIn {
            try await context.checkProfileExists(profile, configuration: configuration)
            throw await context.notLoggedIn(profile)
        }
    }

    /// - Throws: 77 where the token ends before that, with the time.
    private func check(_ session: Session, lasts life: Double, _ context: Context) throws(Failure) {
        guard let end = session.tokens.expiresAt, session.isExpired(at: context.world.clock.now + life) else { return }
        throw Failure(
            .noPermission,
            "the token ends \(Moment.people(end, from: context.world.clock.now)), which is less than the "
                + "\(Failure.words(for: .seconds(life))) of --min-validity",
            hint: session.isRenewable
                ? "the authorization server gives none that lasts so long, or could not be asked: '\(coveo: "auth refresh")' tells"
                : "run '\(coveo: session.loginCommand)' for another one")
    }

    private func print(
        _ token: Redacted<String>, expiresAt: Date?, platform: String, push: String?, organization: String?,
        _ context: Context
    ) throws {
        if minValidity.isEmpty, let expiresAt, expiresAt.timeIntervalSince(context.world.clock.now) < Renewal.margin {
            context.output.say("the token ends \(Moment.people(expiresAt, from: context.world.clock.now))")
        }
        guard context.output.isJSON else {
            return try context.output.result((header ? "Authorization: Bearer " : "") + token.reveal())
        }
        try context.output.value([
            "accessToken": .string(token.reveal()), "tokenType": "Bearer", "expiresAt": Moment.json(expiresAt),
            "platformUrl": .string(platform), "pushUrl": push.map { .string($0) } ?? .null,
            "organization": organization.map { .string($0) } ?? .null,
        ])
    }
}
