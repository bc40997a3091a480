import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo providers create`: one POST, after a look that nothing of that ID is there.
struct ProvidersCreateCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a security provider and print its ID.",
        usage: "coveo providers create [<id>] [options]",
        discussion: """
            Without --model it is of the kind that holds pushed identities, and passes
            users on to the Email Security Provider.
            """)

    @Argument(help: "The security provider's ID; may be left out where --model has one.", completion: .freeText)
    var id: String?

    @Option(help: ArgumentHelp("What people see (default: the ID).", valueName: "name"), completion: .freeText)
    var displayName: [String] = []

    @Option(
        help: ArgumentHelp("expanded (default), custom, …", valueName: "type"),
        completion: .list(SecurityProviderDraft.types.map { $0.lowercased() }))
    var type: [String] = []

    @Option(
        help: ArgumentHelp("A source that it is for: an ID, or an exact name; repeatable.", valueName: "source"),
        completion: .source)
    var source: [String] = []

    @Flag(help: "Tell identities apart by upper and lower case.")
    var caseSensitive = false

    @Option(
        help: ArgumentHelp("A whole JSON model from a file, or '-' for stdin.", valueName: "file"),
        completion: .json)
    var model: [String] = []

    @Flag(help: "Where one of that ID is there and agrees, print its ID and create nothing.")
    var ifNotExists = false

    @Flag(help: "Print the request's body and send nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        if let id { try checkProvider(id) }
        try checkNamed(source)
        _ = try single(displayName, "--display-name")
        _ = try single(type, "--type")
        let json: JSONValue?
        if let path = try single(model, "--model") {
            json = try await ModelInput(path: path).read(in: context)
        } else {
            json = nil
            guard id != nil else { throw SecurityProviderDraftFailure.noID }
        }
        // What is wrong with the options is told before any request.
        let early = try draft(json, sources: source)
        if dryRun {
            try context.output.value(.object(early.body))
            return .done
        }
        return try await context.connected { connection in
            let organization = try await connection.organization()
            var sources: [String] = []
            if !source.isEmpty {
                sources = try await connection.client.resolveSources(source, in: organization).map(\.id)
            }
            let draft = try draft(json, sources: sources)
            if let found = try await connection.client.securityProviderIfAny(draft.id, in: organization) {
                return try tell(found, draft, context.output)
            }
            let provider = try await context.creating(draft.id) { tell in
                try await connection.client.createSecurityProvider(draft, in: organization, notice: tell)
            }
            try print(provider, changed: true, context.output)
            let missing = sources.filter { !provider.isReferenced(bySource: $0) }
            if !missing.isEmpty {
                context.output.warning(
                    "the platform does not say that it is used by \(Visible(missing.joined(separator: ", ")))")
            }
            return .done
        }
    }

    private func draft(
        _ json: JSONValue?, sources: [String]
    ) throws(SecurityProviderDraftFailure) -> SecurityProviderDraft {
        let isSensitive = caseSensitive ? true : nil
        guard let json else {
            return try SecurityProviderDraft(
                id: id ?? "", displayName: displayName.first, type: type.first, caseSensitive: isSensitive,
                sources: sources)
        }
        return try SecurityProviderDraft(
            model: json, id: id, displayName: displayName.first, type: type.first, caseSensitive: isSensitive,
            sources: sources)
    }

    /// What a provider of that ID means that is there already: nothing of it is replaced.
    private func tell(
        _ found: SecurityProvider, _ draft: SecurityProviderDraft, _ output: Output
    ) throws -> ExitCode {
        guard ifNotExists else {
            throw Failure(
                .data, "there is a security provider '\(Visible(draft.id))' already",
                hint: "look at it with '\(coveo: "providers show \(ShellWord(draft.id))")', or add --if-not-exists")
        }
        try print(found, changed: false, output)
        let mismatches = draft.mismatches(with: found)
        if mismatches.isEmpty {
            output.progress("'\(Visible(draft.id))' is there already, as asked")
            return .done
        }
        output.say("'\(Visible(draft.id))' is there already, and differs:")
        for mismatch in mismatches { output.say("  \(mismatch.words)") }
        return .no
    }

    private func print(_ provider: SecurityProvider, changed: Bool, _ output: Output) throws {
        if output.isJSON {
            try output.value([
                "id": .string(provider.id), "name": .string(provider.displayName ?? provider.id),
                "changed": .bool(changed),
            ])
        } else {
            try output.result(Visible(provider.id).text)
        }
    }
}
