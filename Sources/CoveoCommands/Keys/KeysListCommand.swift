import ArgumentParser
import CoveoPlatform
import Ports

/// `coveo keys list`: all of them, by name. Values are shown once, at a create, and never again.
struct KeysListCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the organization's API keys, without their values.",
        usage: "coveo keys list [options]",
        discussion: """
            A table on a terminal; in a pipe, tab-separated lines without a header.
            Columns: id, name, status, expires, last used, privileges.
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let keys = try await context.connected { connection in
            try await connection.client.apiKeys(in: connection.organization())
        }.sorted { ($0.name.lowercased(), $0.name, $0.id) < ($1.name.lowercased(), $1.name, $1.id) }
        let moment = context.output.moments(from: context.world.clock.now)
        let rows = keys.map { key in
            [
                key.id, key.name, key.status ?? "", key.expires.map(moment) ?? "",
                key.lastUsed.map(moment) ?? "", key.privileges.map(\.description).joined(separator: ", "),
            ]
        }
        try context.output.list(
            keys.map(\.object), of: "API keys",
            columns: [
                .whole("id"), .text("name"), .whole("status"), .whole("expires"), .whole("last used"),
                .text("privileges"),
            ], rows: rows)
        return .done
    }
}
