import ArgumentParser
import JSON
import OAuth2
import Ports
import TokenCache

/// `coveo auth refresh`: renews the login now.
struct AuthRefreshCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Renew the login now, whatever life it has left.",
        usage: "coveo auth refresh [options]",
        discussion: """
            Commands renew a login by themselves; this is for trying whether it works.
            The platform's own client gets no refresh token: its logins can't be renewed.
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        if context.variableToken != nil {
            throw Failure(
                .noPermission, "COVEO_ACCESS_TOKEN is set, and a token that is given can't be renewed",
                hint: "unset it, or name a login with --profile")
        }
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        let tokens = try context.tokens(profile)
        do {
            try context.checkPlatform(of: try await tokens.session(), profile: profile)
            let session = try await renewed(tokens)
            let output = context.output
            let end = session.tokens.expiresAt.map { "; it ends \(Moment.people($0, from: context.world.clock.now))" }
            output.progress("\(output.errorStyle.green("✓")) Renewed the login\(end ?? "")")
            if output.isJSON {
                let store = try context.storeChoice(of: profile).name
                try output.value(.object(SessionReport(session, profile: profile, in: store).members))
            }
        } catch TokenCacheFailure.notLoggedIn {
            try await context.checkProfileExists(profile, configuration: configuration)
            throw await context.notLoggedIn(profile)
        }
        return .done
    }

    /// - Throws: 77 for a token that was given, which nobody renews.
    private func renewed(_ tokens: CachedTokens) async throws -> Session {
        do {
            return try await tokens.renewNow()
        } catch RenewalFailure.notRenewable {
            guard try await tokens.session().way == .withToken else { throw RenewalFailure.notRenewable }
            throw Failure(
                .noPermission, "the login can't be renewed: it is an access token or API key that was given",
                hint: .anotherToken)
        }
    }
}
