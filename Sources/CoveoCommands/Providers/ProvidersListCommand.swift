import ArgumentParser
import CoveoPlatform

/// `coveo providers list`: all of them, by ID.
struct ProvidersListCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the organization's security providers.",
        usage: "coveo providers list [options]",
        discussion: """
            A table on a terminal; in a pipe, tab-separated lines without a header.
            Columns: id, name, type, status, sources (how many use it).
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let providers = try await context.connected { connection in
            try await connection.client.securityProviders(in: connection.organization())
        }.sorted { $0.id < $1.id }
        let rows = providers.map {
            [$0.id, $0.displayName ?? "", $0.type ?? "", $0.status ?? "", String($0.sourceIDs.count)]
        }
        try context.output.list(
            providers.map(\.object), of: "security providers",
            columns: [.whole("id"), .text("name"), .whole("type"), .whole("status"), .number("sources")], rows: rows)
        return .done
    }
}
