import ArgumentParser
import CoveoPlatform

/// `coveo sources verify`: the last step of the founding procedure, the look into the list.
struct SourcesVerifyCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "List the sources and check that each named one is there as it should be.",
        usage: "coveo sources verify <source> ... [options]",
        discussion: """
            Prints one line a check. Exits 1 where a check fails, 75 where --wait runs out.

              coveo sources verify Docs
              coveo sources verify "$id" --visibility private --wait 60
            """)

    @Argument(help: "The source's ID, or its exact name.", completion: .source)
    var source: [String]

    @Option(help: ArgumentHelp("The visibility that it should have.", valueName: "visibility"))
    var visibility: [VisibilityOption] = []

    @Option(
        help: ArgumentHelp("A security provider that it should have; repeatable.", valueName: "id"),
        completion: .securityProvider)
    var securityProvider: [String] = []

    @Option(help: ArgumentHelp("Wait until it holds, at most so long.", valueName: "seconds"), completion: .freeText)
    var wait: [Double] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed(source)
        let patience = try VerificationWait.duration(wait, isAllowed: true)
        let expectations = SourceExpectations(
            visibility: try single(visibility, "--visibility")?.visibility,
            securityProviders: securityProvider.isEmpty ? nil : securityProvider)
        return try await context.connected { connection in
            let run = VerificationRun(
                targets: source.map { .init(reference: $0, expectations: expectations) },
                organization: try await connection.organization(), connection: connection,
                context: context)
            return try await run.run(waiting: patience)
        }
    }
}
