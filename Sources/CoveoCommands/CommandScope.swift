import Ports

/// What the commands in hints keep of the one that was typed, so that they mean the same when they are pasted.
struct CommandScope: Equatable, Sendable {
    /// The profile that was typed, or that the environment names; nil for the current one.
    var profile: String?
    /// The organization that was typed.
    var organization: String?
    /// What the typed command is about; one that makes a login is what its `--org` belongs to.
    var errand = Errand.use
    /// The typed command's own words, for saying it again.
    var again: String?
    /// Whether `COVEO_ACCESS_TOKEN` holds a token.
    var hasToken = false

    /// The groups whose commands work on an organization.
    private static let ofOrganizations = ["sources", "orgs show", "providers", "privileges", "keys"]

    init() {}

    init(_ command: any CoveoCommand, environment: Environment) {
        hasToken = Context.variableToken(environment) != nil
        profile = command.globals.profile.first ?? (hasToken ? nil : environment.nonEmpty("COVEO_PROFILE"))
        organization = command.globals.org.first
        errand = command.errand
        again = command.again
    }

    /// Whether the typed command takes the options that name a platform.
    var takesPlatform: Bool { errand == .login && again?.hasPrefix("login") ?? false }

    /// The typed command again, with something more; of a command that makes no login, `login` with that.
    func lineAgain(_ words: String) -> String {
        line([again ?? "login", words].filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// A command line of ours; `words` stand between `coveo` and what it keeps.
    func line(_ words: String) -> String {
        var line = "coveo \(words)"
        let isLogin = ["login", "auth import"].contains(where: words.hasPrefix)
        if let organization,
            isLogin ? errand == .login : Self.ofOrganizations.contains(where: words.hasPrefix)
        {
            line += " --org \(ShellWord(organization))"
        }
        if let profile { line += " --profile \(ShellWord(profile))" }
        return line
    }
}
