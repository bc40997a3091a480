import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo orgs use`: makes an organization the profile's, once it is known that the token sees it.
struct OrgsUseCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Make an organization the one that the profile's commands work on.",
        usage: "coveo orgs use <id> [options]",
        discussion: "For one command, or one shell: --org ID, or COVEO_ORGANIZATION.")

    @Argument(help: "The organization's ID.", completion: .organization)
    var id: String

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        let id = try OrganizationID(id, code: .usage)
        if let typed = globals.org.first, !typed.hasSameBytes(as: id.text) {
            throw Failure(
                .usage, "the command names '\(id)', and --org '\(Visible(typed))'", hint: "leave --org out")
        }
        if context.variableToken != nil {
            throw Failure(
                .usage, "COVEO_ACCESS_TOKEN is set: its commands use no profile that could keep an organization",
                hint: "set COVEO_ORGANIZATION=\(id), or name the profile with --profile")
        }
        try await context.connected { connection in
            try await check(id, connection.client)
        }
        let configuration = try context.configurationAnew()
        let profile = context.profile(configuration)
        let isChanged = configuration.organization(of: profile)?.hasSameBytes(as: id.text) != true
        if isChanged { try await context.write { $0.setOrganization(id.text, of: profile) } }
        try tell(id, profile: profile, isChanged: isChanged, context)
        return .done
    }

    /// A listed organization is right; one that is not is asked for by its ID, since a list need not be complete.
    private func check(_ id: OrganizationID, _ client: CoveoClient) async throws {
        let organizations: [Organization]
        do {
            organizations = try await client.organizations()
        } catch PlatformFailure.forbidden {
            // Whoever may not list may still look at one.
            organizations = []
        }
        if organizations.contains(where: { $0.id.hasSameBytes(as: id.text) }) { return }
        do {
            _ = try await client.organization(id)
        } catch let failure as PlatformFailure where failure.isRefusal && !organizations.isEmpty {
            throw Failure.unknownOrganization(id, organizations)
        }
    }

    private func tell(_ id: OrganizationID, profile: String, isChanged: Bool, _ context: Context) throws {
        let output = context.output
        if output.isJSON {
            try output.value([
                "profile": .string(profile), "organization": .string(id.text), "changed": .bool(isChanged),
            ])
        }
        output.progress(
            "\(output.errorStyle.green("✓")) '\(id)' is \(isChanged ? "now" : "already") the organization of profile "
                + "'\(Visible(profile))'")
        for name in ["COVEO_ORGANIZATION", "COVEO_ORGANIZATION_ID"] {
            guard let value = context.world.environment.nonEmpty(name), !value.hasSameBytes(as: id.text) else {
                continue
            }
            output.warning("\(name) is set, and '\(Visible(value))' goes before the profile's organization")
        }
    }
}
