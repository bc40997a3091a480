import ArgumentParser
import CoveoPlatform
import Manifests
import Ports

/// `coveo sources apply`: makes an organization's sources what a manifest says.
struct SourcesApplyCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Create and update sources as a manifest says.",
        usage: "coveo sources apply -f <file> ... [options]",
        discussion: """
            Prints what came of each source. A failure of one leaves the others done; a second 'apply' does only what is \
            left. What makes content visible to more people asks, and so does --prune.
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The manifest, YAML or JSON, or '-'; repeatable.", valueName: "file"), completion: .manifest)
    var file: [String] = []

    @Flag(help: "Show what would be done, and send nothing.")
    var dryRun = false

    @Flag(help: "Then delete pushed sources with the prefix that the manifest doesn't name.")
    var prune = false

    @Option(
        help: ArgumentHelp("How the names begin that --prune may delete.", valueName: "text"), completion: .freeText)
    var prunePrefix: [String] = []

    @Option(
        help: ArgumentHelp("Do nothing at all where --prune would delete more than so many.", valueName: "n"),
        completion: .freeText)
    var maxDeletes: [Int] = []

    @Option(help: ArgumentHelp("How many sources at a time (default 8).", valueName: "n"), completion: .freeText)
    var concurrency: [Int] = []

    @Flag(help: "Then verify each source, as 'coveo sources verify' does.")
    var verify = false

    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        let width = try single(concurrency, "--concurrency") ?? 8
        guard (1...64).contains(width) else {
            throw Failure(.usage, "--concurrency must be between 1 and 64", hint: "leave it out for 8")
        }
        let guards = try PruneGuards(self, isInteractive: context.isInteractive)
        let manifest = try await ManifestInput(paths: file).read(in: context)
        try guards?.check(manifest)
        if !globals.json { context.progress.giveWay() }
        let context = context.finishingRequests()
        return try await context.connected { connection in
            let flow = ApplyFlow(
                manifest: manifest, guards: guards, width: width, connection: connection, context: context)
            return try await flow.run(dryRun: dryRun, yes: yes, verify: verify)
        }
    }
}
