import ArgumentParser
import CoveoPlatform
import FoundationEssentials
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

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed([source])
        let (model, page) = try await context.connected { connection in
            let organization = try await connection.organization()
            let model = try await connection.client.resolveSource(source, in: organization)
            return (model, connection.address.consolePage(ofSource: model, in: organization))
        }
        let output = context.output
        if output.isJSON {
            try output.value(.object(model.object))
            return .done
        }
        try output.fields(
            fields(of: model, now: output.isForPeople ? context.world.clock.now : nil), link: Hyperlink(page))
        return .done
    }

    /// - Parameter now: for people, who read besides how long ago something was, and how much.
    private func fields(of model: SourceModel, now: Date?) -> [(label: String, text: String)] {
        let moment = { (date: Date) in now.map { Moment.people(date, from: $0) } ?? Moment.iso(date) }
        let columns = SourceColumn.allCases.map { column in
            switch column {
            case .modified: (column.rawValue, model.modified.map(moment) ?? "")
            case .size where now != nil: (column.rawValue, model.documentsSize.map(Self.size) ?? "")
            case .documents where now != nil: (column.rawValue, model.documents.map(Quantity.count) ?? "")
            default: (column.rawValue, column.text(of: model))
            }
        }
        return columns + [
            ("push enabled", model.pushEnabled.map { $0 ? "yes" : "no" } ?? ""),
            ("stream enabled", model.streamEnabled.map { $0 ? "yes" : "no" } ?? ""),
            ("created", model.created.map(moment) ?? ""),
            ("error", model.configurationError ?? ""),
        ]
    }

    private static func size(_ bytes: Int) -> String {
        let words = Quantity.bytes(bytes)
        return bytes < 1_000 ? words : "\(words) (\(Quantity.count(bytes)) bytes)"
    }
}

extension String {
    /// With blanks at its end up to `width` characters, one at least.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
