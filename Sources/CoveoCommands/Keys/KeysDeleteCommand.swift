import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo keys delete`: names all before it touches one, and asks.
struct KeysDeleteCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete API keys; it can't be undone.",
        usage: "coveo keys delete <key> ... [--yes]")

    @Argument(help: "The keys' IDs, or their exact names.", completion: .apiKey)
    var key: [String]

    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try KeySelection.check(key)
        return try await context.connected { connection in
            let organization = try await connection.organization()
            let client = connection.client
            let selection = try KeySelection(key, among: try await client.apiKeys(in: organization))
            if !yes {
                let isConfirmed = try await selection.isConfirmed(
                    "Delete", in: organization, connection: connection, context: context)
                guard isConfirmed else {
                    throw Failure(.no, "nothing was deleted", hint: "answer yes, or add --yes, to delete")
                }
            }
            let done = try await selection.forEach(connection: connection, context: context) { key in
                let isDeleted = try await client.deleteAPIKey(key.id, in: organization)
                context.output.progress(
                    isDeleted ? "deleted '\(Visible(key.name))'" : "'\(Visible(key.name))' was gone already")
                return isDeleted
            }
            if context.output.isJSON {
                try context.output.value(
                    .array(
                        done.outcomes.map {
                            ["id": .string($0.key.id), "name": .string($0.key.name), "deleted": .bool($0.isDone)]
                        }))
            }
            return done.code
        }
    }
}
