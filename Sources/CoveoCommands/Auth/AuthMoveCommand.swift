import ArgumentParser
import JSON
import Ports
import TokenCache

/// `coveo auth move`: keeps a profile's login in another store from now on.
struct AuthMoveCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Move the login to another store.",
        usage: "coveo auth move --to <store> [--force] [options]",
        discussion: """
            The stores are secret-service, the desktop's keyring; helper:NAME, which runs
            docker-credential-NAME; and file, which is not encrypted. The login is written
            there, read back, and then deleted here; the profile's setting 'store' follows.
            A move that was cut off is finished by another one. Where the store that was
            left can't be used, --force takes no more notice of what may lie there.
            """)

    @Option(
        help: ArgumentHelp("The store: secret-service, helper:NAME or file.", valueName: "store"),
        completion: .list(StoreName.offered))
    var to: [String] = []

    @Flag(help: "Forget the login in the store that is left, where it can't be deleted.")
    var force = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        guard let text = try single(to, "--to") else {
            throw Failure(.usage, "no store is named", hint: "name it, as in '\(coveo: "auth move --to helper:pass")'")
        }
        let target = try StoreName(typed: text, "--to")
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        let outcome: StoreMove.Outcome
        do {
            outcome = try await StoreMove(context: context, profile: profile, target: target, isForced: force).run()
        } catch TokenCacheFailure.notLoggedIn {
            try await context.checkProfileExists(profile, configuration: configuration)
            throw await context.notLoggedIn(profile)
        }
        if context.output.isJSON {
            try context.output.value([
                "profile": .string(profile), "from": .string(outcome.from.text), "to": .string(target.text),
                "changed": .bool(outcome.isChanged),
            ])
        }
        tell(outcome, target: target, profile: profile, context)
        try context.noteOwnStore(of: profile, configuration, besides: target)
        guard let (store, reason) = outcome.left else { return .done }
        let failure = Failure(reason)
        if force {
            context.output.warning("an older copy of the login may still be in \(store.text): \(failure.text)")
            context.output.note("\(Hint.logout(of: profile, in: store)) deletes it, once that is mended")
            return .done
        }
        let command = "auth move --to \(target.text)"
        throw Failure(
            failure.code,
            "the login is in \(target.text), and an older copy of it may still be in \(store.text): \(failure.text)",
            hints: [
                "run '\(coveo: command)' again once that is mended",
                "or '\(coveo: command + " --force")', which takes no more notice of it",
            ])
    }

    private func tell(_ outcome: StoreMove.Outcome, target: StoreName, profile: String, _ context: Context) {
        let output = context.output
        if outcome.isChanged {
            output.progress(
                "\(output.errorStyle.green("✓")) Moved the login of profile \(Visible(profile)) from \(outcome.from.text) "
                    + "to \(target.text)")
        } else {
            output.progress("the login of profile '\(Visible(profile))' is in \(target.text) already")
        }
        context.warnOfOverridingStore(beside: target)
        if context.variableIsSet {
            output.warning("COVEO_ACCESS_TOKEN is set and goes before this login")
        }
    }
}
