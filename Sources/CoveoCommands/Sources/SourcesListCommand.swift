import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo sources list`: all pages, by name.
struct SourcesListCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the organization's sources.",
        usage: "coveo sources list [options]",
        discussion: """
            A table on a terminal; in a pipe, tab-separated lines without a header.
            """)

    @Option(
        help: ArgumentHelp("Only sources with this in their name; case is ignored.", valueName: "text"),
        completion: .freeText)
    var filter: [String] = []

    @Option(
        help: ArgumentHelp("Only sources of this type.", valueName: "type"),
        completion: .list(SourceType.all.map(\.typed)))
    var type: [String] = []

    @Option(help: ArgumentHelp("Only sources of this visibility.", valueName: "visibility"))
    var visibility: [VisibilityOption] = []

    @Option(help: ArgumentHelp("Only sources with this status.", valueName: "status"), completion: .freeText)
    var status: [String] = []

    @Option(help: ArgumentHelp("At most so many.", valueName: "n"), completion: .freeText)
    var limit: [Int] = []

    @Option(
        help: ArgumentHelp(
            "Which columns: id, name, type, visibility, status, documents, size, modified, owner, providers.",
            valueName: "a,b,c"), completion: .words(SourceColumn.allCases.map(\.rawValue)))
    var columns: [String] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let columns = try single(columns, "--columns").map { try SourceColumn.parse($0) } ?? SourceColumn.standard
        let type = try single(type, "--type").map { try SourceType(typed: $0) }
        let visibility = try single(visibility, "--visibility")?.visibility
        let status = try single(status, "--status")?.uppercased()
        let filter = try single(filter, "--filter")?.lowercased()
        let limit = try single(limit, "--limit") ?? .max
        guard limit >= 1 else {
            throw Failure(.usage, "--limit must be at least 1", hint: "leave it out to list all")
        }
        let isWanted = { (model: SourceModel) in
            (type == nil || model.sourceType == type?.rawValue)
                && (visibility == nil || model.visibility == visibility)
                && (status == nil || model.status == status)
                && (filter.map { model.name.lowercased().contains($0) } ?? true)
        }
        context.progress.giveWay()
        var printer = SourceListPrinter(
            columns: columns, isFiltered: filter != nil, output: context.output, now: context.world.clock.now)
        try await context.connected { connection in
            let organization = try await connection.organization()
            printer.page = { connection.address.consolePage(ofSource: $0, in: organization) }
            try await connection.client.eachPage(ofSourcesIn: organization, isKept: printer.isKeeping) { page in
                var wanted = page.sources.filter(isWanted)
                if page.isLast, printer.count == 0 { wanted.sort(by: Self.byName) }
                try printer.print(wanted.prefix(limit - printer.count))
                return printer.count < limit
            }
        }
        try printer.end()
        if printer.count > 0 { context.progress.conclude(Counts.sources(printer.count)) }
        return .done
    }

    /// What fits on a page. What doesn't comes in the platform's order by name, whose collation is its own: nobody waits
    /// for the last page to see the first.
    private static func byName(_ one: SourceModel, _ other: SourceModel) -> Bool {
        let names = (one.name.lowercased(), other.name.lowercased())
        return names.0 == names.1 ? (one.name, one.id) < (other.name, other.id) : names.0 < names.1
    }
}
