import ArgumentParser
import CoveoPlatform
import JSON

/// `coveo providers show`: one security provider.
struct ProvidersShowCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one security provider.",
        usage: "coveo providers show <id> [options]",
        discussion: "With --json, the whole model as the platform sent it.")

    @Argument(help: "The security provider's ID.", completion: .securityProvider)
    var id: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        try checkProvider(id)
        let provider = try await context.connected { connection in
            try await connection.client.securityProvider(id, in: connection.organization())
        }
        let output = context.output
        if output.isJSON {
            try output.value(.object(provider.object))
            return .done
        }
        try output.fields([
            ("id", provider.id), ("name", provider.displayName ?? ""), ("type", provider.type ?? ""),
            ("case sensitive", provider.caseSensitive.map { $0 ? "yes" : "no" } ?? ""),
            ("status", provider.status ?? ""), ("passes on to", provider.cascadingIDs.joined(separator: ", ")),
            ("sources", provider.sourceIDs.joined(separator: ", ")),
        ])
        return .done
    }
}
