import ArgumentParser
import CoveoPlatform

/// `coveo keys delete`: names all before it touches one, and asks.
struct KeysDeleteCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete API keys; it can't be undone.",
        usage: "coveo keys delete <key> ... [--yes]",
        discussion: """
            It asks; without a terminal it wants --yes. Whatever uses the key is refused from
            then on; 'coveo keys disable' can be taken back.
            """)

    @Argument(help: "The keys' IDs, or their exact names.", completion: .apiKey)
    var key: [String]

    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed(key, as: "the ID of an API key")
        return try await context.connected { connection in
            let organization = try await connection.organization()
            let selection = try await Selection<APIKey>(
                key, to: "deleted", in: organization, connection: connection, context: context)
            if !yes { try await selection.confirm("Delete") }
            return try await selection.delete { try await connection.client.deleteAPIKey($0.id, in: organization) }
        }
    }
}
