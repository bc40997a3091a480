import ArgumentParser
import CoveoPlatform
import JSON
import Manifests
import Ports

/// `coveo sources export`: a manifest of what is there.
struct SourcesExportCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write sources as a manifest that 'apply' would find unchanged.",
        usage: "coveo sources export [<source> ...] [options]",
        discussion: """
            Without a source, all of the organization. What the platform writes by itself is left out.
            """)

    @Argument(help: "The sources' IDs, or their exact names.", completion: .source)
    var source: [String] = []

    @Option(help: ArgumentHelp("yaml (default) or json.", valueName: "format"))
    var format: [Format] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to this file instead; its ending says the format, too.", valueName: "file"),
        completion: .manifest)
    var file: [String] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    /// How a manifest is written.
    enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
        case yaml
        case json
    }

    func run(in context: Context) async throws -> ExitCode {
        try checkNamed(source)
        let target = try single(file, "--file").flatMap { $0 == "-" ? nil : $0 }
        let format = try chosenFormat(target)
        if let target, let folder = context.world.files.missingFolder(of: target) {
            throw Failure(
                .cantCreate, "there is no folder \(Visible(folder)) to write \(Visible(target)) to",
                hint: "make it, or write it somewhere else")
        }
        let manifest = try await context.connected { connection in
            let organization = try await connection.organization()
            return Manifest.exporting(
                try await sources(of: organization, client: connection.client, progress: context.progress),
                organization: organization.text, platformURL: connection.address.platformText)
        }
        let count = manifest["sources"]?.array?.count ?? 0
        if let target {
            do throws(FileFailure) {
                try context.world.files.replace(target, with: Array(text(manifest, as: format).utf8))
            } catch {
                throw Failure(.cantCreate, Failure.words(for: error), hint: "write it somewhere else")
            }
            context.output.progress("wrote \(Counts.sources(count)) to \(Visible(target))")
        } else if context.output.isJSON {
            try context.output.value(manifest)
        } else {
            try context.output.terminal.writeOutput(text(manifest, as: format))
        }
        if target == nil { context.progress.conclude(Counts.sources(count)) }
        return .done
    }

    /// Those that are named, each read whole, or all.
    ///
    /// - Throws: 65 for what a manifest can't tell apart.
    private func sources(
        of organization: OrganizationID, client: CoveoClient, progress: Progress
    ) async throws -> [SourceModel] {
        let listed =
            source.isEmpty
            ? try await client.sources(in: organization)
            : try await client.resolveSources(source, in: organization)
        var names: [[UInt8]: String] = [:]
        for model in listed {
            if model.name.isBlank {
                throw Failure(
                    .data, "the source \(Visible(model.id)) has no name, by which a manifest could name it",
                    hint: "name the sources to export")
            }
            if let other = names.updateValue(model.id, forKey: Array(model.name.utf8)) {
                throw Failure(
                    .data,
                    "the sources \(Visible(other)) and \(Visible(model.id)) are both called '\(Visible(model.name))', "
                        + "and a manifest goes by names",
                    hint: "name the sources to export")
            }
        }
        if source.isEmpty { return listed }
        var models: [SourceModel] = []
        try await progress.during("reading sources of \(organization)", total: listed.count) {
            for model in listed {
                models.append(try await client.source(model.id, in: organization))
                progress.step()
            }
        }
        return models
    }

    private func chosenFormat(_ target: String?) throws -> Format {
        let ending = (target?.lowercased()).flatMap { $0.hasSuffix(".json") ? Format.json : nil }
        return try single(format, "--format") ?? ending ?? (globals.json ? .json : .yaml)
    }

    private func text(_ manifest: JSONValue, as format: Format) -> String {
        switch format {
        case .yaml: YAMLWriter.text(manifest)
        case .json: manifest.text(.pretty, escapingInvisible: true) + "\n"
        }
    }
}
