import ArgumentParser
import CoveoPlatform

/// `coveo sources delete`: names all before it touches one, and asks.
struct SourcesDeleteCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete sources and what they hold.",
        usage: "coveo sources delete <source> ... [--yes]",
        discussion: """
            It asks, naming the organization and the platform; without a terminal it wants
            --yes. All names are resolved before the first source is touched.
            """)

    @Argument(help: "The sources' IDs, or their exact names.", completion: .source)
    var source: [String]

    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed(source)
        return try await context.connected { connection in
            let organization = try await connection.organization()
            let models: [SourceModel]
            do {
                models = try await connection.client.resolveSources(source, in: organization)
            } catch let failure as SourceResolutionFailure where source.count > 1 {
                throw Failure(failure).endingBefore("deleted")
            }
            let selection = Selection(
                things: models, organization: organization, connection: connection, context: context)
            if !yes { try await selection.confirm("Delete") }
            return try await selection.delete { try await connection.client.deleteSource($0.id, in: organization) }
        }
    }
}
