import CoveoPlatform
import HTTP
import JSON
import Manifests
import Ports

/// An apply from the list to the last line: plan, questions, changes, deletions, verification.
struct ApplyFlow: Sendable {
    let manifest: Manifest
    let guards: PruneGuards?
    let width: Int
    let connection: Connection
    let context: Context

    /// Does it.
    func run(dryRun: Bool, yes: Bool, verify: Bool) async throws -> ExitCode {
        let start = context.world.clock.uptime
        var planned = try await PlannedManifest(manifest, connection: connection)
        let surplus = guards.map { planned.plan.surplus(prefix: $0.prefix) } ?? []
        try guards?.check(surplus, of: planned.organization, at: connection.address.platform.host, dryRun: dryRun)
        if dryRun {
            try await planned.complete(by: connection, progress: context.progress)
            return try DryRun(output: context.output).print(planned.plan, surplus: surplus)
        }
        try await confirmWidening(planned, yes: yes)
        try await confirmDeleting(surplus, of: planned.organization, yes: yes)
        let report = ApplyReport(output: context.output, progress: context.progress)
        let run = ApplyRun(
            plan: planned.plan, organization: planned.organization, connection: connection, context: context,
            report: report, width: width)
        await run.change()
        if !surplus.isEmpty { await run.delete(surplus) }
        let code = try report.end(after: context.world.clock.uptime - start)
        guard verify, run.stop.reason == nil, !Task.isCancelled else { return code }
        return ExitCode.worst(of: [code, try await self.verify(report, in: planned.organization)])
    }

    /// Looks at what was applied; what failed has been told, and there is nothing to wait for.
    private func verify(_ report: ApplyReport, in organization: OrganizationID) async throws -> ExitCode {
        let targets = manifest.entries.enumerated().compactMap { position, entry -> VerificationRun.Target? in
            guard report.isApplied(position) else { return nil }
            let id = report.id(position)
            // By its name: another one of that name, which somebody created at the same time, is found then.
            return VerificationRun.Target(
                reference: entry.name, isName: true,
                expectations: SourceExpectations(id: id, fields: SourceModel.portable(entry.model)))
        }
        if targets.isEmpty { return .done }
        return try await VerificationRun(
            targets: targets, organization: organization, connection: connection, context: context,
            isKnownPlatform: true
        ).run(waiting: Self.lag, isLag: true, linesToStandardError: true)
    }

    /// How long the list may take to show what was done.
    private static let lag = Duration.seconds(10)

    /// What more people will see is never a thing in passing.
    private func confirmWidening(_ planned: PlannedManifest, yes: Bool) async throws {
        let wider = planned.plan.items.compactMap { item -> String? in
            guard case .update(let source, let changed) = item.step, let widening = changed.widening else { return nil }
            return "'\(Visible(source.name))' \(widening.words)"
        }
        if wider.isEmpty { return }
        for line in wider { context.output.say(line) }
        if yes { return }
        let question =
            "The manifest makes \(Counts.sources(wider.count)) of organization \(planned.organization) visible to everyone "
            + "(\(wider.prefix(10).joined(separator: ", "))\(wider.count > 10 ? ", …" : "")). Do that?"
        guard try await context.confirm(question, default: false, flag: "--yes") else {
            throw Failure(.no, "nothing was changed", hint: "answer yes, or add --yes, to change it")
        }
    }

    private func confirmDeleting(_ surplus: [SourceModel], of organization: OrganizationID, yes: Bool) async throws {
        if surplus.isEmpty || yes { return }
        for source in surplus { context.output.say("  \(Visible(source.name)) (\(Visible(source.id)))") }
        let subject = surplus.count == 1 ? "this source" : "these \(surplus.count) sources"
        let question =
            "Delete \(subject) of organization \(organization) at "
            + "\(Visible(connection.address.platform.host)) once all else is done?"
        guard try await context.confirm(question, default: false, flag: "--yes") else {
            throw Failure(.no, "nothing was changed", hint: "answer yes, or add --yes, to delete")
        }
    }
}
