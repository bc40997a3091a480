import ArgumentParser
import CoveoPlatform
import JSON
import Manifests
import Ports

/// `coveo sources diff`: what a manifest would change.
struct SourcesDiffCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what a manifest would change.",
        usage: "coveo sources diff -f <file> ...",
        discussion: """
            Prints the differences as 'diff -u' does, or with --json as RFC 6902 patches. Exits 1 where there are any.
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The manifest, YAML or JSON, or '-'; repeatable.", valueName: "file"), completion: .manifest)
    var file: [String] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let manifest = try await ManifestInput(paths: file).read(in: context)
        return try await context.connected { connection in
            var planned = try await PlannedManifest(manifest, connection: connection)
            try await planned.complete(by: connection, progress: context.progress)
            return try PlanReport(output: context.output).print(planned.plan)
        }
    }
}
