import ArgumentParser
import JSON

/// `coveo login`, also `coveo auth login`: the Swagger page's **Authorize** step.
struct LoginCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Log in to the platform and keep the login.",
        usage: "coveo login [--browser | --no-browser | --device | --with-token] [options]",
        discussion: """
            Without a way, the browser is used where one can be opened; else --device
            where the authorization server offers it; else --no-browser. Where nothing else
            is said, it goes where the profile's last one went, also after a logout: to the
            same platform, server of your own, and client. The login is kept in the
            desktop's Secret Service, or where --store says.
            """)

    @OptionGroup
    var options: LoginOptions

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var errand: Errand { .login }
    var again: String? { options.again }

    func run(in context: Context) async throws -> ExitCode {
        let login = try LoginFlow(options, context: context)
        let session = try await login.run()
        if context.output.isJSON {
            try context.output.value(
                .object(SessionReport(session, profile: login.profile, in: login.stores.name).members))
        }
        return .done
    }
}
