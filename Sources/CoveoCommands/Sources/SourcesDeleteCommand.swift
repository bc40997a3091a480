import ArgumentParser
import CoveoPlatform
import HTTP
import JSON
import Ports

/// `coveo sources delete`: names all before it touches one, and asks.
struct SourcesDeleteCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete sources and what they hold.",
        usage: "coveo sources delete <source> ... [--yes]",
        discussion: """
              coveo sources delete Docs
              coveo sources delete "$id" --yes
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
            let models = try await connection.client.resolveSources(source, in: organization)
            guard try await isConfirmed(models, organization, connection, context) else {
                throw Failure(.no, "nothing was deleted", hint: "answer yes, or add --yes, to delete")
            }
            return try await delete(models, organization, connection, context)
        }
    }

    private func isConfirmed(
        _ models: [SourceModel], _ organization: OrganizationID, _ connection: Connection, _ context: Context
    ) async throws -> Bool {
        if yes { return true }
        let names = models.map { "'\(Visible($0.name))' (\(Visible($0.id)))" }.joined(separator: ", ")
        return try await context.confirm(
            "Delete \(names) of organization \(organization) at \(Visible(connection.address.platform.host))?",
            default: false, flag: "--yes")
    }

    private func delete(
        _ models: [SourceModel], _ organization: OrganizationID, _ connection: Connection, _ context: Context
    ) async throws -> ExitCode {
        var outcomes: [JSONValue] = []
        var codes: [ExitCode] = []
        for model in models {
            var isDeleted = false
            do {
                isDeleted = try await connection.client.deleteSource(model.id, in: organization)
                context.output.progress(
                    isDeleted ? "deleted '\(Visible(model.name))'" : "'\(Visible(model.name))' was gone already")
            } catch  where !(error is CancellationError) {
                let failure = await connection.explain(error)
                codes.append(failure.code)
                context.output.failure(failure)
                if failure.code == .interrupted { break }
            }
            outcomes.append(["id": .string(model.id), "name": .string(model.name), "deleted": .bool(isDeleted)])
        }
        if context.output.isJSON { try context.output.value(.array(outcomes)) }
        return ExitCode.worst(of: codes)
    }
}
