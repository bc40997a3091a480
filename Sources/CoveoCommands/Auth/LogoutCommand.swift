import ArgumentParser
import JSON
import Ports
import TokenCache

/// `coveo logout`, also `coveo auth logout`: deletes logins from the store, and revokes them where a server offers that.
struct LogoutCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Delete the login from the store; settings stay.",
        usage: "coveo logout [--all] [--force] [options]",
        discussion: """
            Where the authorization server offers it, the tokens are revoked there too; a
            server that can't be reached keeps nothing here. Nothing is asked, with --all
            neither: 'coveo login' makes a login again. Where a store can't be used, --force
            ends with 0 all the same, and says what may be left there. A login in another
            store than the profile's is deleted with COVEO_CREDENTIAL_STORE=STORE before the
            command.
            """)

    @Flag(help: "Delete the logins of all profiles.")
    var all = false

    @Flag(help: "Go on where a store can't be used; what it holds stays there.")
    var force = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var errand: Errand { .ending }
    var again: String? { "logout\(all ? " --all" : "")" }

    func run(in context: Context) async throws -> ExitCode {
        let configuration = try context.configuration()
        let code =
            try await all
            ? endAll(configuration, context) : endOne(context.profile(configuration), configuration, context)
        if context.variableIsSet {
            context.output.warning("COVEO_ACCESS_TOKEN is set, and stays in force")
        }
        return code
    }

    private func endOne(_ profile: String, _ configuration: Configuration, _ context: Context) async throws -> ExitCode
    {
        let logout = Logout(context: context, isForced: force)
        let ended = try await logout.end(profile)
        if !ended.isDeleted {
            do {
                try await context.checkProfileExists(profile, configuration: configuration)
            } catch let failure as StoreFailure where force && failure != .cancelled {
                // Nobody can tell whether there is such a profile; what may be left of it is said below.
            }
        }
        if context.output.isJSON { try context.output.value([ended.json]) }
        logout.tell(ended)
        try context.noteOwnStore(of: profile, configuration)
        return .done
    }

    /// One that can't be deleted leaves the others done.
    private func endAll(_ configuration: Configuration, _ context: Context) async throws -> ExitCode {
        if context.settings.typedProfile != nil {
            throw Failure(
                .usage, "--all means every profile, and --profile one", hint: "leave one of the two out")
        }
        let logout = Logout(context: context, isForced: force)
        let survey = try await context.survey()
        var (members, codes) = try silent(survey, context)
        let names = Set(survey.logins.map(\.item.profile)).sorted()
        if names.isEmpty, survey.failures.isEmpty { context.output.progress("no profile is logged in") }
        for name in names {
            do {
                let ended = try await logout.end(name, alsoIn: survey.stores(of: name))
                members.append(ended.json)
                logout.tell(ended)
            } catch  where !(error is CancellationError) {
                let failure = Failure(describing: error)
                codes.append(failure.code)
                members.append(Self.json(name, failure))
                context.output.failure(failure.noting("profile '\(Visible(name))'"))
                if failure.code == .interrupted { break }
            }
        }
        if context.output.isJSON { try context.output.value(.array(members)) }
        try context.noteOwnStores(configuration)
        return ExitCode.worst(of: codes)
    }

    /// Says which stores can't list their logins, and of which profiles that keeps one; forced, how those are deleted
    /// later.
    private func silent(_ survey: StoreSurvey, _ context: Context) throws -> ([JSONValue], [ExitCode]) {
        let output = context.output
        var members: [JSONValue] = []
        var codes: [ExitCode] = []
        for store in try context.storesInUse() {
            guard let reason = survey.failures[store] else { continue }
            let failure = Failure(reason)
            let profiles = try context.profiles(in: store)
            members += profiles.map { Self.json($0, failure) }
            let names = profiles.map { "'\(Visible($0))'" }.joined(separator: ", ")
            if force {
                output.warning("logins may still be in \(store.text) (\(names)), and were not deleted: \(failure.text)")
                output.note("'coveo logout --all' deletes them, once that is mended")
            } else {
                codes.append(failure.code)
                output.failure(failure.noting("profile\(profiles.count == 1 ? "" : "s") \(names)"))
            }
        }
        return (members, codes)
    }

    private static func json(_ profile: String, _ failure: Failure) -> JSONValue {
        ["profile": .string(profile), "deleted": false, "revoked": false, "error": .string(failure.text)]
    }
}

extension Logout.Ended {
    /// As scripts read it: `error` is there where a store kept the login.
    var json: JSONValue { .object(members) }

    /// The same, for adding something.
    var members: JSONObject {
        var members: JSONObject = [
            "profile": .string(profile), "deleted": .bool(isDeleted), "revoked": .bool(isRevoked),
        ]
        if let failure { members["error"] = .string(Failure(failure).text) }
        return members
    }
}
