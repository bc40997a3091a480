import ArgumentParser
import JSON
import Ports
import TokenCache

/// `coveo logout`, also `coveo auth logout`: deletes logins from the store, and revokes them where a server offers that.
struct LogoutCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Delete the login from the store; settings stay.",
        usage: "coveo logout [--all] [options]",
        discussion: """
            Where the authorization server offers it, the tokens are revoked there too; a
            server that can't be reached keeps nothing here. Nothing is asked, with --all
            neither: 'coveo login' makes a login again.
            """)

    @Flag(help: "Delete the logins of all profiles.")
    var all = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        let configuration = try context.configuration()
        let code = try await all ? endAll(context) : endOne(context.profile(configuration), configuration, context)
        if context.variableIsSet {
            context.output.warning("COVEO_ACCESS_TOKEN is set, and stays in force")
        }
        return code
    }

    private func endOne(_ profile: String, _ configuration: Configuration, _ context: Context) async throws -> ExitCode
    {
        let logout = Logout(context: context)
        let ended = try await logout.end(profile)
        if !ended.isDeleted { try await context.checkProfileExists(profile, configuration: configuration) }
        if context.output.isJSON { try context.output.value([Self.member(ended)]) }
        logout.tell(ended)
        return .done
    }

    /// One that can't be deleted leaves the others done.
    private func endAll(_ context: Context) async throws -> ExitCode {
        if context.settings.typedProfile != nil {
            throw Failure(
                .usage, "--all means every profile, and --profile one", hint: "leave one of the two out")
        }
        let logout = Logout(context: context)
        let survey = try await context.survey()
        let names = Set(survey.logins.map(\.item.profile)).sorted()
        let failures = survey.failures.values.map { Failure($0) }.sorted { $0.text < $1.text }
        if names.isEmpty {
            if let failure = failures.first { throw failure }
            context.output.progress("no profile is logged in")
        }
        var members: [JSONValue] = []
        var codes: [ExitCode] = []
        for failure in failures {
            context.output.failure(failure)
            codes.append(failure.code)
        }
        for name in names {
            do {
                let ended = try await logout.end(name, alsoIn: survey.stores(of: name))
                members.append(Self.member(ended))
                logout.tell(ended)
            } catch  where !(error is CancellationError) {
                let failure = Failure(describing: error)
                codes.append(failure.code)
                members.append(["profile": .string(name), "deleted": false, "revoked": false])
                context.output.failure(failure.noting("profile '\(Visible(name))'"))
                if failure.code == .interrupted { break }
            }
        }
        if context.output.isJSON { try context.output.value(.array(members)) }
        return ExitCode.worst(of: codes)
    }

    private static func member(_ ended: Logout.Ended) -> JSONValue {
        [
            "profile": .string(ended.profile), "deleted": .bool(ended.isDeleted), "revoked": .bool(ended.isRevoked),
        ]
    }
}
