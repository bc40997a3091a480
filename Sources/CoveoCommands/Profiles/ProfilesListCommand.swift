import ArgumentParser
import CoveoPlatform
import JSON
import Ports
import TokenCache

/// `coveo profiles list`: what can be told without asking a server. A login is read only for an organization that
/// `config.json` doesn't name.
struct ProfilesListCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the profiles; the current one has an asterisk.",
        usage: "coveo profiles list [options]",
        discussion: """
            'coveo auth status' says whose the logins are, and whether they are valid. A
            table on a terminal; in a pipe, tab-separated lines without a header. Columns:
            profile, current (*), login (stored or none), platform (without a login, that
            of the last one), organization (of config.json, else of the login), store, way
            (how the login was made; with-token: an access token or API key).
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let configuration = try context.configuration()
        let current = context.currentProfile(configuration)
        let survey = try await context.survey()
        let known = KnownProfiles(items: survey.items, configuration: configuration)
        var rows: [Row] = []
        for name in known.names {
            let store = try context.storeChoice(of: name).name
            let last = configuration.readableLastLogin(of: name)
            var row = Row(
                profile: name, isCurrent: name.hasSameBytes(as: current),
                isStored: survey.failures[store] == nil ? known.isStored(name) : nil,
                platform: known.platformHost(of: name) ?? last?.host,
                organization: configuration.organization(of: name),
                store: store, way: last?.way)
            if row.isStored == true, row.organization == nil {
                row.organization = try await context.organization(ofLogin: name)
                row.isOrganizationOfLogin = row.organization != nil
            }
            rows.append(row)
        }
        try print(rows, context.output)
        var failures: [Failure] = []
        for reason in try context.storesInUse().compactMap({ survey.failures[$0] }) {
            failures.append(await context.explain(reason))
        }
        for failure in failures { context.output.failure(failure) }
        return ExitCode.worst(of: failures.map(\.code))
    }

    private func print(_ rows: [Row], _ output: Output) throws {
        if output.isJSON { return try output.value(.array(rows.map { .object($0.members) })) }
        if rows.isEmpty, output.terminal.outputIsTerminal {
            output.progress("no profiles")
            output.hint("'\(coveo: "login")' makes one")
        }
        let columns = ["profile", "current", "login", "platform", "organization", "store", "way"]
        try output.table(Table(columns: columns.map(TableColumn.whole), rows: rows.map(\.cells)))
    }

    private struct Row {
        let profile: String
        let isCurrent: Bool
        /// nil where the store can't tell.
        let isStored: Bool?
        let platform: String?
        var organization: String?
        /// Whether the login says it, and `config.json` nothing.
        var isOrganizationOfLogin = false
        let store: StoreName
        /// How the login was made, or the last one; nil where `config.json` doesn't say.
        let way: Session.Way?

        var cells: [String] {
            let login = isStored.map { $0 ? "stored" : "none" } ?? "unknown"
            return [
                profile, isCurrent ? "*" : "", login, platform ?? "", organization ?? "", store.text,
                way?.rawValue ?? "",
            ]
        }

        var members: JSONObject {
            [
                "profile": .string(profile), "current": .bool(isCurrent), "stored": isStored.map { .bool($0) } ?? .null,
                "platformHost": platform.map { .string($0) } ?? .null,
                "organization": organization.map { .string($0) } ?? .null,
                "organizationOrigin": organization.map { _ in isOrganizationOfLogin ? "login" : "configuration" }
                    ?? .null,
                "store": .string(store.text), "way": way.map { .string($0.rawValue) } ?? .null,
            ]
        }
    }
}
