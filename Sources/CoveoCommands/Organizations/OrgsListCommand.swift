import ArgumentParser
import CoveoPlatform

/// `coveo orgs list`: the organizations that the token can see.
struct OrgsListCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the organizations of the login; the one in use has an asterisk.",
        usage: "coveo orgs list [options]",
        discussion: """
            A table on a terminal; in a pipe, tab-separated lines without a header.
            Columns: id, name, current (*). Those of other regions are not in it: a login
            belongs to its region.
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        let (organizations, current) = try await context.connected { connection in
            (try await connection.client.organizations(), connection.chosenOrganization)
        }
        let rows = organizations.map { organization in
            let isCurrent = current.map { organization.id.hasSameBytes(as: $0) } ?? false
            return [organization.id, organization.displayName ?? "", isCurrent ? "*" : ""]
        }
        try context.output.list(
            organizations.map(\.object), of: "organizations",
            columns: [.whole("id"), .text("name"), .whole("current")],
            rows: rows)
        return .done
    }
}
