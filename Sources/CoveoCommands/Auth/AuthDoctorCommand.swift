import ArgumentParser

/// `coveo auth doctor`: what a bug report about a store has to say.
struct AuthDoctorCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Print what a bug report needs about stores and network.",
        usage: "coveo auth doctor [options]",
        discussion: """
            Which program this is, what of the environment matters, and what can be found
            out about each store that profiles use; which proxy and certificates are in
            force. Nothing is unlocked, no server is asked, and no token, secret, password
            or login is shown.

            Exits 0 where the store of the current profile, or of --profile, can be used,
            and 78 where not, after printing all the same.
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    var errand: Errand { .diagnosis }

    /// A configuration that no other command takes is a finding too.
    var isMending: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let diagnosis = try await Diagnosis(context)
        if context.output.isJSON {
            try context.output.value(diagnosis.json)
        } else {
            try diagnosis.print(context.output)
        }
        if let failure = diagnosis.failure { throw failure }
        return .done
    }
}
