import ArgumentParser
import CoveoPlatform
import HTTP
import JSON
import Ports

/// `coveo orgs show`: the organization that commands work on, and how it is doing.
struct OrgsShowCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the organization in use: its status, its limits, its region.",
        usage: "coveo orgs show [options]",
        discussion: """
            With --json, the platform's model, with the status in
            organizationStatusModel, and limits and region behind it.
            """)

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    /// All that the platform says of an organization; nil where it doesn't.
    private struct Report: Sendable {
        let organization: Organization
        let status: OrganizationStatus?
        let limits: OrganizationLimits?
        let region: String?
        let host: String
    }

    func run(in context: Context) async throws -> ExitCode {
        let report = try await context.connected { connection in
            let id = try await connection.organization()
            let client = connection.client
            let organization = try await client.organization(id)
            // Each of these may be refused by itself; what is known is shown all the same.
            async let status = known("its status", context) { try await client.status(of: id) }
            async let limits = known("its limits", context) { try await client.limits(of: id) }
            async let region = known("its region", context) { try await client.mainRegion(of: id) }
            return try await Report(
                organization: organization, status: status, limits: limits, region: region ?? nil,
                host: connection.address.platform.authority)
        }
        if context.output.isJSON {
            try context.output.value(.object(model(report)))
        } else {
            try context.output.fields(fields(of: report))
        }
        tellState(of: report, context.output)
        return .done
    }

    private func known<Value: Sendable>(
        _ what: String, _ context: Context, _ ask: @Sendable () async throws -> Value
    ) async throws -> Value? {
        do {
            return try await ask()
        } catch let failure as PlatformFailure where failure.isRefusal {
            context.output.warning("\(what) can't be told: \(Failure(failure).text)")
            return nil
        }
    }

    private func model(_ report: Report) -> JSONObject {
        var model = report.organization.object
        if let status = report.status { model["organizationStatusModel"] = .object(status.object) }
        model["limits"] = report.limits.map { .object($0.object) } ?? .null
        model["region"] = report.region.map { .string($0) } ?? .null
        return model
    }

    private func fields(of report: Report) -> [(label: String, text: String)] {
        let status = report.status
        let states = [status?.status, status?.lifeCycle, status?.pauseState].compactMap { $0 }
        return [
            ("id", report.organization.id),
            ("name", report.organization.displayName ?? ""),
            ("owner", report.organization.object["owner"]?["email"]?.string ?? ""),
            ("platform", report.host),
            ("region", report.region ?? ""),
            (
                "status",
                states.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: ", ")
            ),
            ("errors", status?.errorCodes.joined(separator: ", ") ?? ""),
            ("read only", status?.isReadOnly == true ? "yes" : ""),
            ("provisioning", status?.provisioning.map { "\(Int($0.rounded()))%" } ?? ""),
            ("sources", words(report.limits?.sources)),
            ("providers", words(report.limits?.securityProviders)),
        ]
    }

    private func words(_ limit: OrganizationLimits.Limit?) -> String {
        guard let limit else { return "" }
        return [limit.count.map(String.init), limit.limit.map { "at most \($0)" }].compactMap { $0 }
            .joined(separator: ", ")
    }

    private func tellState(of report: Report, _ output: Output) {
        guard let status = report.status, status.isPaused else { return }
        let id = report.organization.id
        output.warning("the organization '\(Visible(id))' is paused: nothing is indexed or searched")
        guard status.isResumable else {
            return output.hint("the platform says that it can't be resumed; its owner or the vendor can tell why")
        }
        let path = "/rest/organizations/\(PercentEncoding.encodeSegment(id))/resume"
        output.hint(
            "resume it in the Administration Console, or with: \(coveo: "api POST \(ShellWord(path))")")
    }
}
