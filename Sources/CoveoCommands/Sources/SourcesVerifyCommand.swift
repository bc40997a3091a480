import ArgumentParser
import CoveoPlatform
import JSON

/// `coveo sources verify`: the last step of the founding procedure, the look into the list.
struct SourcesVerifyCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "List the sources and check that each named one is there as it should be.",
        usage: "coveo sources verify <source> ... [options]",
        discussion: """
            Prints one line a check. Exits 1 where a check fails, 75 where --wait runs out.
            """)

    @Argument(help: "The source's ID, or its exact name.", completion: .source)
    var source: [String]

    @Option(help: ArgumentHelp("The visibility that it should have.", valueName: "visibility"))
    var visibility: [VisibilityOption] = []

    @Option(
        help: ArgumentHelp("A security provider that it should have; repeatable.", valueName: "id"),
        completion: .securityProvider)
    var securityProvider: [String] = []

    @Option(
        help: ArgumentHelp(
            "All that this JSON model names, from a file or '-'; what is typed goes before it.",
            valueName: "file"),
        completion: .json)
    var model: [String] = []

    @Option(help: ArgumentHelp("Wait until it holds, at most so long.", valueName: "seconds"), completion: .freeText)
    var wait: [Double] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed(source)
        let patience = try VerificationWait.duration(wait, isAllowed: true)
        var expectations = SourceExpectations(
            visibility: try single(visibility, "--visibility")?.visibility,
            securityProviders: securityProvider.isEmpty ? nil : securityProvider)
        if let path = try single(model, "--model") {
            guard let object = try await ModelInput(path: path).read(in: context).object else {
                throw SourceChangeFailure.notAnObject
            }
            expectations.fields = SourceModel.portable(object)
        }
        return try await context.connected { [expectations] connection in
            let run = VerificationRun(
                targets: source.map { .init(reference: $0, expectations: expectations) },
                organization: try await connection.organization(), connection: connection,
                context: context)
            return try await run.run(waiting: patience)
        }
    }
}
