import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo keys disable`: names all before it touches one, asks, and looks whether it was done.
struct KeysDisableCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Disable API keys; the Administration Console can enable them again.",
        usage: "coveo keys disable <key> ... [--yes]",
        discussion: """
            It asks; without a terminal it wants --yes. Whatever uses the key is refused from
            then on.
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
            let client = connection.client
            let selection = try await Selection<APIKey>(
                key, to: "disabled", in: organization, connection: connection, context: context)
            if !yes, selection.things.contains(where: { $0.isEnabled != false }) {
                try await selection.confirm("Disable")
            }
            let done = try await selection.forEach("disabling in \(organization)") { key in
                guard key.isEnabled != false else {
                    context.output.progress("'\(Visible(key.name))' is disabled already")
                    return false
                }
                try await client.disableAPIKey(key, in: organization)
                context.output.progress("disabled '\(Visible(key.name))'")
                return true
            }
            let stillEnabled = try await stillEnabled(done.outcomes.filter(\.isDone).map(\.thing), client, organization)
            for key in stillEnabled {
                context.output.failure(
                    Failure(
                        .no,
                        "the platform took the request, and '\(Visible(key.name))' (\(Visible(key.id))) is enabled still",
                        hint: "'\(coveo: "keys delete \(ShellWord(key.id))")' ends it"))
            }
            if context.output.isJSON {
                try context.output.value(
                    .array(
                        done.outcomes.map { outcome in
                            let isEnabled = stillEnabled.contains { $0.id.hasSameBytes(as: outcome.thing.id) }
                            return [
                                "id": .string(outcome.thing.id), "name": .string(outcome.thing.name),
                                "disabled": .bool(!isEnabled && (outcome.isDone || outcome.thing.isEnabled == false)),
                                "changed": .bool(!isEnabled && outcome.isDone),
                            ]
                        }))
            }
            return ExitCode.worst(of: [done.code, stillEnabled.isEmpty ? .done : .no])
        }
    }

    /// What the platform answers to a PUT proves nothing: the list is read again.
    private func stillEnabled(
        _ keys: [APIKey], _ client: CoveoClient, _ organization: OrganizationID
    ) async throws -> [APIKey] {
        if keys.isEmpty { return [] }
        let now = try await client.apiKeys(in: organization)
        return keys.filter { key in now.contains { $0.id.hasSameBytes(as: key.id) && $0.isEnabled == true } }
    }
}
