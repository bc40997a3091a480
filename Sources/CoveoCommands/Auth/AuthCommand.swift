import ArgumentParser

/// `coveo auth`: the login and what is known of it.
struct AuthCommand: Explained {
    static let configuration = CommandConfiguration(
        commandName: "auth",
        abstract: "Log in and out, see the login, print a token, choose where it is kept.",
        usage: "coveo auth <command>",
        discussion: """
            'coveo login' and 'coveo logout' are the same as those here.
            """,
        subcommands: [
            LoginCommand.self, LogoutCommand.self, AuthStatusCommand.self, AuthTokenCommand.self,
            AuthRefreshCommand.self, AuthImportCommand.self, AuthMoveCommand.self, AuthDoctorCommand.self,
        ])

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions
}
