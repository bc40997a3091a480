import CoveoPlatform
import Manifests
import Ports
import Synchronization

/// Brings an organization's sources into line with a plan: some at a time, each by itself, none twice.
struct ApplyRun: Sendable {
    let plan: ManifestPlan
    let organization: OrganizationID
    let connection: Connection
    let context: Context
    let report: ApplyReport
    /// How many at a time.
    let width: Int
    let stop = ApplyStop()

    /// A source of the plan, and where it stands there.
    struct Job: Sendable {
        let position: Int
        let item: ManifestPlan.Item
    }

    /// Creates and updates. What was not tried is told, too.
    func change() async {
        let jobs = plan.items.enumerated().map { Job(position: $0, item: $1) }
        let work = jobs.filter { job in
            switch job.item.step {
            case .create, .update: return true
            case .unchanged(let source):
                add(job, .unchanged, id: source.id)
            case .impossible(let error):
                add(job, .failed, id: nil, failure: .ofManifest(error))
            }
            return false
        }
        context.progress.begin("applying to \(organization)", total: work.count)
        let creations = ApplyCreations(self)
        await ConcurrentWork.each(of: work, width: width, isStopped: { stop.reason != nil }) { job in
            switch job.item.step {
            case .create(let draft): await creations.post(connection.client.creation(of: draft), for: job)
            case .update(let source, let changed): await update(job, listed: source, planned: changed)
            case .unchanged, .impossible: break
            }
        }
        await creations.settle()
        context.progress.end()
        for job in work where !report.has(job.position) { addUntried(job.item.entry.name, at: job.position) }
    }

    /// Deletes, where nothing before it failed.
    func delete(_ surplus: [SourceModel]) async {
        let first = plan.items.count
        let deletions = surplus.enumerated().map { (position: first + $0, source: $1) }
        if !report.hasFailure, !Task.isCancelled {
            context.progress.begin("deleting in \(organization)", total: surplus.count)
            await ConcurrentWork.each(of: deletions, width: width, isStopped: { stop.reason != nil }) { deletion in
                let (position, source) = deletion
                do {
                    try await connection.client.deleteSource(source.id, in: organization)
                    stop.noteAnswer()
                    report.add(
                        ApplyOutcome(name: source.name, id: source.id, kind: .deleted), at: position)
                } catch TransportFailure.cancelled {
                    // It was not sent, or was being repeated: told below as not tried.
                } catch {
                    await addFailed(error, name: source.name, id: source.id, at: position)
                }
            }
        }
        context.progress.end()
        for (position, source) in deletions where !report.has(position) {
            addUntried(source.name, id: source.id, at: position, else: "something before it failed")
        }
    }

    func add(_ job: Job, _ kind: ApplyOutcome.Kind, id: String?, failure: Failure? = nil) {
        let outcome = ApplyOutcome(name: job.item.entry.name, id: id, kind: kind, failure: failure)
        report.add(outcome, at: job.position)
    }

    /// Puts an error into words, and sees whether it ends the whole.
    func addFailed(_ error: any Error, name: String, id: String?, at position: Int) async {
        var (failure, isTokenDead) = await connection.verdict(on: error)
        failure = .ofManifest(failure)
        stop.note(error, failure, isTokenDead: isTokenDead)
        report.add(ApplyOutcome(name: name, id: id, kind: .failed, failure: failure), at: position)
    }

    /// - Parameter reason: where neither an interrupt nor a failure of all stopped it.
    private func addUntried(_ name: String, id: String? = nil, at position: Int, else reason: String = "stopped") {
        let isInterrupted = Task.isCancelled
        let why = isInterrupted ? "interrupted" : stop.reason?.text ?? reason
        let code = isInterrupted ? ExitCode.interrupted : stop.reason?.code ?? .no
        report.add(
            ApplyOutcome(
                name: name, id: id, kind: .failed, failure: Failure(code, "not tried: \(why)"), isUntried: true),
            at: position)
    }
}
