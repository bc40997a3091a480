import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo sources update`: reads the model, changes what was asked, and puts the whole model back.
struct SourcesUpdateCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change a source; fields that are not named stay as they are.",
        usage: "coveo sources update <source> [options]",
        discussion: """
            --rename is documented as impossible by the vendor: it asks for --force, reads
            the source back, and fails where the name is unchanged.
            """)

    @Argument(help: "The source's ID, or its exact name.", completion: .source)
    var source: String

    @Option(help: ArgumentHelp("shared, private or secured.", valueName: "visibility"))
    var visibility: [VisibilityOption] = []

    @Option(
        help: ArgumentHelp("A security provider; repeatable; replaces the list.", valueName: "id"),
        completion: .securityProvider)
    var securityProvider: [String] = []

    @Option(
        help: ArgumentHelp("JSON laid over the model key by key, from a file or '-'.", valueName: "file"),
        completion: .json)
    var model: [String] = []

    @Option(
        help: ArgumentHelp("Set one value; repeatable; dotted keys lead into objects.", valueName: "key=json"),
        completion: .freeText)
    var set: [String] = []

    @Option(help: ArgumentHelp("With --force: another name.", valueName: "new"), completion: .freeText)
    var rename: [String] = []

    @Flag(help: "Try --rename, although the vendor documents that names can't change.")
    var force = false

    @Flag(help: "Ask the platform to rebuild the source.")
    var rebuild = false

    @Flag(help: "Then verify it, as 'coveo sources verify' does.")
    var verify = false

    @Option(help: ArgumentHelp("With --verify: wait until it holds.", valueName: "seconds"), completion: .freeText)
    var wait: [Double] = []

    @Flag(help: "Print the request's body and send nothing.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Don't ask where a file makes content visible to more people.")
    var yes = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed([source])
        let patience = try VerificationWait.duration(wait, isAllowed: verify)
        try checkRename()
        let change = try await change(in: context)
        if change.isEmpty, !rebuild {
            throw Failure(
                .usage, "no change is named",
                hint: "as in '\(coveo: "sources update \(ShellWord(source)) --visibility private")'")
        }
        return try await context.connected { connection in
            let organization = try await connection.organization()
            let update = SourceUpdateRun(
                change: change, organization: organization, connection: connection, context: context)
            let found = try await connection.client.resolveSource(source, in: organization)
            if dryRun {
                try update.print(bodyFor: found)
                return .done
            }
            if let name = change.rename, !name.hasSameBytes(as: found.name) {
                try await connection.checkUntaken(name, in: organization)
            }
            let fields = try await update.run(
                found, rebuild: rebuild, yes: yes,
                readsBack: change.rename != nil || !(verify && patience > .zero))
            guard verify else { return .done }
            let expectations = SourceExpectations(
                id: found.id, visibility: change.visibility, securityProviders: change.securityProviders,
                fields: fields)
            let run = VerificationRun(
                targets: [.init(reference: found.id, expectations: expectations)], organization: organization,
                connection: connection, context: context, isKnownPlatform: true)
            return try await run.afterWork("updated", name: found.name, id: found.id, waiting: patience)
        }
    }

    /// - Throws: 64 for a new name that is none, and without `--force`.
    private func checkRename() throws(Failure) {
        guard let name = try single(rename, "--rename") else { return }
        if name.allSatisfy(\.isWhitespace) {
            throw Failure(.usage, "the new name is empty or blank", hint: "is a variable of the script not set?")
        }
        guard force else {
            throw Failure(
                .usage, "the platform documents that a source can't be renamed",
                hint: "add --force to try it all the same, or make a copy with 'coveo sources duplicate'")
        }
    }

    private func change(in context: Context) async throws -> SourceChange {
        let assignments = try set.map { try SourceChange.Assignment(parsing: $0) }
        var overlay: JSONObject?
        if let path = try single(model, "--model") {
            guard let object = try await ModelInput(path: path).read(in: context).object else {
                throw SourceChangeFailure.notAnObject
            }
            overlay = object
        }
        return SourceChange(
            visibility: try single(visibility, "--visibility")?.visibility,
            securityProviders: securityProvider.isEmpty ? nil : securityProvider, overlay: overlay,
            assignments: assignments, rename: rename.first)
    }
}
