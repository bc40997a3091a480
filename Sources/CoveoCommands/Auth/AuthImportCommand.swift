import ArgumentParser
import JSON
import Ports
import TokenCache

/// `coveo auth import`: takes over the login of the vendor's CLI.
struct AuthImportCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take over the login of the vendor's CLI.",
        usage: "coveo auth import [--scrub] [--from <file>] [--store <name>] [options]",
        discussion: """
            Reads the token from its config.json, tries it on the platform, and keeps
            it as 'coveo login --with-token' does. --scrub then removes it from that
            file, where it stands in clear, which logs the vendor's CLI out.
            """)

    @Flag(help: "Remove the token from the file, once it is in the store.")
    var scrub = false

    @Option(
        help: ArgumentHelp("The file (default: ~/.config/@coveo/cli/config.json).", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var from: [String] = []

    @Option(help: LoginOptions.storeHelp, completion: .list(StoreName.offered))
    var store: [String] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var errand: Errand { .login }

    var again: String? {
        let source = from.first.map { " --from \(ShellWord($0))" } ?? ""
        return "auth import\(scrub ? " --scrub" : "")\(source)"
    }

    func run(in context: Context) async throws -> ExitCode {
        let path = try single(from, "--from") ?? AuthImportFile.standardPath(context.world.environment)
        guard let path else {
            throw Failure(
                .noInput, "it can't be told where the vendor's CLI keeps its login: HOME is not set",
                hint: "name its file with --from FILE")
        }
        let file = try AuthImportFile(path: path, files: context.world.files)
        let token = try file.token()
        let login = try LoginFlow(takingOver: file, store: store, context: context)
        let session = try await login.takeOver(token, from: file)
        var failure: Failure?
        do throws(Failure) {
            try clean(file, of: token, context)
        } catch {
            failure = error
        }
        if context.output.isJSON {
            try context.output.value(
                .object(SessionReport(session, profile: login.profile, in: login.stores.name).members))
        }
        if let failure { throw failure }
        return .done
    }

    /// Removes the token where that is wanted. The store has it by now, and was read back.
    ///
    /// - Throws: 73 where the file can't be written, 1 where it holds another token by now.
    private func clean(_ file: AuthImportFile, of token: Redacted<String>, _ context: Context) throws(Failure) {
        let output = context.output
        guard scrub else {
            let source = from.isEmpty ? "" : " --from \(ShellWord(file.path))"
            let command: Hint = "'\(coveo: "auth import --scrub\(source)")'"
            return output.hint("the token still stands in \(Visible(file.path)): \(command) removes it there")
        }
        let current = try AuthImportFile(path: file.path, files: context.world.files)
        guard current.holds(token) else {
            throw Failure(
                .no, "the login was taken over, and \(Visible(file.path)) changed meanwhile: nothing was removed there",
                hint: "run the command again to take over what it holds now")
        }
        do {
            try context.world.files.replace(file.path, with: current.scrubbed())
        } catch {
            throw Failure(
                .cantCreate,
                "the login was taken over, but its token still stands in the file: "
                    + Failure.words(for: error),
                hint: "mend the file's permissions, then run the command again")
        }
        output.progress("\(output.errorStyle.green("✓")) Removed the token from \(Visible(file.path))")
    }
}
