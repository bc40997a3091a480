import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo sources create`: one POST, and the new ID alone on stdout.
struct SourcesCreateCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a source and print its ID.",
        usage: "coveo sources create [<name>] [options]",
        discussion: """
            It makes a push source that everyone may search, unless --type and --visibility say
            otherwise. --model takes a whole model, over which the options win that are typed.
            Where the answer to a create is lost, the source is looked up before anything is
            sent again: nothing is created twice.
            """)

    @Argument(help: "The source's name; may be left out where --model has one.", completion: .freeText)
    var name: String?

    @Option(help: ArgumentHelp("shared (default), private or secured.", valueName: "visibility"))
    var visibility: [VisibilityOption] = []

    @Option(
        help: ArgumentHelp("A security provider of a secured source; repeatable.", valueName: "id"),
        completion: .securityProvider)
    var securityProvider: [String] = []

    @Option(
        help: ArgumentHelp("Make this security provider, too, for a secured source.", valueName: "id"),
        completion: .freeText)
    var createSecurityProvider: [String] = []

    @Option(
        help: ArgumentHelp("push (default), catalog, custom, …", valueName: "type"),
        completion: .list(SourceType.all.map(\.typed)))
    var type: [String] = []

    @Flag(help: "Enable the stream API (streamEnabled).")
    var stream = false

    @Option(
        help: ArgumentHelp("A whole JSON source model from a file, or '-' for stdin.", valueName: "file"),
        completion: .json)
    var model: [String] = []

    @Flag(help: "Where a source of that name is there and agrees, print its ID and create nothing.")
    var ifNotExists = false

    @Flag(help: "Ask the platform to rebuild at once.")
    var rebuild = false

    @Flag(help: "Then verify it, as 'coveo sources verify' does.")
    var verify = false

    @Option(help: ArgumentHelp("With --verify: wait until it holds.", valueName: "seconds"), completion: .freeText)
    var wait: [Double] = []

    @Flag(help: "Print the request's body and send nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        let patience = try VerificationWait.duration(wait, isAllowed: verify)
        let provider = try single(createSecurityProvider, "--create-security-provider")
        if let provider { try checkProvider(provider) }
        let draft = try await draft(in: context)
        if draft.lacksProvider, provider == nil {
            context.output.warning(
                "a secured source without a security provider: nobody sees its items until a provider references it")
        }
        if dryRun {
            try context.output.value(.object(draft.body))
            if let provider {
                context.output.progress("then comes the security provider '\(Visible(provider))', which references it")
            }
            return .done
        }
        return try await context.connected { connection in
            let organization = try await connection.organization()
            var draft = draft
            var following = provider.map {
                ProviderCreationRun(id: $0, organization: organization, connection: connection, context: context)
            }
            if let run = following, try await run.isThere() {
                draft.reference(run.id)
                following = nil
            }
            let creation = SourceCreationRun(
                draft: draft, organization: organization, connection: connection, context: context)
            let outcome = try await creation.run(ifNotExists: ifNotExists, rebuild: rebuild)
            if outcome.code == .done { try await following?.run(forSource: outcome.id) }
            guard verify, outcome.code == .done else {
                if outcome.isNew {
                    context.output.hint(
                        "check it with: \(coveo: "sources verify \(ShellWord(outcome.id)) --wait 60")")
                    if draft.body["pushEnabled"]?.bool == true, connection.address.push != nil {
                        context.output.hint(.firstItem(of: outcome.id, in: organization))
                    }
                }
                return outcome.code
            }
            let run = VerificationRun(
                targets: [.init(reference: outcome.id, expectations: SourceExpectations(draft, id: outcome.id))],
                organization: organization, connection: connection, context: context, isKnownPlatform: true)
            return try await run.afterWork(
                outcome.isNew ? "created" : "there already", name: draft.name, id: outcome.id, waiting: patience)
        }
    }

    private func draft(in context: Context) async throws -> SourceDraft {
        let options = SourceDraft.Options(
            name: name, type: try single(type, "--type").map { try SourceType(typed: $0) },
            visibility: try single(visibility, "--visibility")?.visibility, stream: stream ? true : nil,
            securityProviders: securityProvider, providerFollows: !createSecurityProvider.isEmpty)
        guard let path = try single(model, "--model") else {
            guard name?.isBlank == false else {
                throw Failure(
                    .usage, "the source has no name",
                    hint: "give one, as in '\(coveo: "sources create Docs")', or --model FILE")
            }
            return try SourceDraft(options)
        }
        return try SourceDraft(model: try await ModelInput(path: path).read(in: context), options: options)
    }
}
