import ArgumentParser
import JSON
import OAuth2
import Ports
import TokenCache

/// `coveo logout`, also `coveo auth logout`: deletes the login from the store.
struct LogoutCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Delete the login from the store; settings stay.",
        usage: "coveo logout [options]")

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        let session = try await ending(profile, in: context)
        let isDeleted = try await context.sessions.delete(profile)
        if !isDeleted { try await context.checkProfileExists(profile, configuration: configuration) }
        if context.output.isJSON {
            try context.output.value([
                ["profile": .string(profile), "deleted": .bool(isDeleted), "revoked": false]
            ])
        }
        guard isDeleted else {
            context.output.progress("not logged in\(profile == "default" ? "" : " as '\(Visible(profile))'")")
            return .done
        }
        let output = context.output
        output.progress(
            "\(output.errorStyle.green("✓")) Logged out\(session?.account.map { " \(Visible($0))" } ?? "") (profile \(Visible(profile)))"
        )
        if let end = session?.tokens.expiresAt, end > context.world.clock.now {
            output.say(
                "The platform offers no revocation: the token stays valid there until \(Moment.people(end))")
        } else if let session, session.tokens.expiresAt == nil {
            output.say("Nothing was revoked: the token stays valid at the platform until it is disabled there")
        }
        if context.variableIsSet {
            output.warning("COVEO_ACCESS_TOKEN is set, and stays in force")
        }
        return .done
    }

    /// The session that ends, for the last word about it. One that can't be read is deleted all the same.
    private func ending(_ profile: String, in context: Context) async throws -> Session? {
        do {
            return try await context.sessions.read(profile)
        } catch is SessionFailure {
            return nil
        }
    }
}
