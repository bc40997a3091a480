import ArgumentParser
import CoveoPlatform
import HTTP
import JSON
import Ports

/// `coveo sources rebuild`: asks, since a source is incomplete while it is being built anew.
struct SourcesRebuildCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Ask the platform to build a source anew.",
        usage: "coveo sources rebuild <source> [--yes] [options]",
        discussion: """
            The platform fetches all items again. The items of a push source were pushed,
            and can't be fetched: there it needs --force.
            """)

    @Argument(help: "The source's ID, or its exact name.", completion: .source)
    var source: String

    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    @Flag(help: "Rebuild a push source, too.")
    var force = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed([source])
        return try await context.connected { connection in
            let organization = try await connection.organization()
            let model = try await connection.client.resolveSource(source, in: organization)
            let name = Visible(model.name)
            if model.isPushed, !force {
                throw Failure(
                    .usage, "'\(name)' is a push source: what was pushed can't be fetched again by a rebuild",
                    hint: "push its items again instead, or add --force")
            }
            if !yes {
                let question =
                    "Rebuild '\(name)' (\(Visible(model.id))) of organization \(organization) at "
                    + "\(Visible(connection.address.platform.host))? It may be incomplete until that has ended."
                guard try await context.confirm(question, default: false, flag: "--yes") else {
                    throw Failure(.no, "nothing was rebuilt", hint: "answer yes, or add --yes, to rebuild")
                }
            }
            try await connection.client.rebuildSource(model.id, in: organization)
            if context.output.isJSON {
                try context.output.value([
                    "id": .string(model.id), "name": .string(model.name), "changed": true,
                ])
            } else {
                try context.output.result(Visible(model.id).text)
            }
            context.output.progress("the platform rebuilds '\(name)'")
            context.output.hint("see how it goes with: \(coveo: "sources show \(ShellWord(model.id))")")
            return .done
        }
    }
}

extension SourceModel {
    /// Whether its items are pushed, and not fetched by the platform.
    var isPushed: Bool {
        pushEnabled == true || [SourceType.push, .catalog].contains { $0.rawValue == sourceType }
    }
}
