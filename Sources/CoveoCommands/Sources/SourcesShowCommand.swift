import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo sources show`: one source.
struct SourcesShowCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one source.",
        usage: "coveo sources show <source> [options]",
        discussion: """
            With --json, the whole model as the platform sent it.
            """)

    @Argument(help: "The source's ID, or its exact name.", completion: .source)
    var source: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed([source])
        let model = try await context.connected { connection in
            let organization = try await connection.organization()
            return try await connection.client.resolveSource(source, in: organization)
        }
        let output = context.output
        if output.isJSON {
            try output.value(.object(model.object))
            return .done
        }
        try output.fields(fields(of: model))
        return .done
    }

    private func fields(of model: SourceModel) -> [(label: String, text: String)] {
        let columns = SourceColumn.allCases.map { ($0.rawValue, $0.text(of: model)) }
        return columns + [
            ("push enabled", model.pushEnabled.map { $0 ? "yes" : "no" } ?? ""),
            ("stream enabled", model.streamEnabled.map { $0 ? "yes" : "no" } ?? ""),
            ("created", model.created.map(Moment.iso) ?? ""),
            ("error", model.configurationError ?? ""),
        ]
    }
}

extension String {
    /// With blanks at its end up to `width` characters, one at least.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
