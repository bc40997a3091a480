import Ports

extension VerificationRun {
    /// Looks after a command has done its work. Where nothing comes of that, also by Ctrl-C, it is said that the work is
    /// done, since the error is about the looking alone.
    ///
    /// - Parameter deed: what became of the source: `created`.
    func afterWork(_ deed: String, name: String, id: String, waiting patience: Duration) async throws -> ExitCode {
        do {
            return try await run(waiting: patience, linesToStandardError: true)
        } catch {
            context.progress.end()
            context.output.warning("'\(Visible(name))' (\(Visible(id))) is \(deed), and was not verified")
            context.output.hint("look again with: \(coveo: "sources verify \(ShellWord(id)) --wait 60")")
            throw error
        }
    }
}
