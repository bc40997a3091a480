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
        abstract: "Print a valid access token.",
        usage: "coveo auth token [--header] [--show] [options]",
        discussion: """
            Refuses a terminal without --show. Never reads stdin.

              coveo auth token --header | curl -H @- "$url"
            """)

    @Flag(help: "Print 'Authorization: Bearer …', fit for curl -H @-.")
    var header = false

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
        if let token = context.variableToken {
            let address = try PlatformChoice().address(context.world.environment) ?? PlatformChoice.standard()
            let value = try await FixedToken(token).current().value
            try print(
                value, expiresAt: nil, platform: address.platformText, push: address.pushText,
                organization: context.settings.organization?.text, context)
            return .done
        }
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        let tokens = CachedTokens(sessions: try context.sessions, profile: profile, clock: context.world.clock)
        do {
            let session = try await tokens.session()
            try context.checkPlatform(of: session, profile: profile)
            let value = try await tokens.current().value
            try print(
                value, expiresAt: session.tokens.expiresAt, platform: session.platformURL, push: session.pushURL,
                organization: context.settings.organization?.text ?? configuration.organization(of: profile)
                    ?? session.organization, context)
        } catch TokenCacheFailure.expired(let end) {
            throw Failure.expired(at: end, profile: profile)
        } catch TokenCacheFailure.notLoggedIn {
            try await context.checkProfileExists(profile, configuration: configuration)
            throw Failure.notLoggedIn(profile: profile)
        }
        return .done
    }

    private func print(
        _ token: Redacted<String>, expiresAt: Date?, platform: String, push: String?, organization: String?,
        _ context: Context
    ) throws {
        if let expiresAt, expiresAt.timeIntervalSince(context.world.clock.now) < 60 {
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
