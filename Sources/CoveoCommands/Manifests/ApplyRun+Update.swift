import CoveoPlatform
import JSON
import Manifests
import Ports

extension ApplyRun {
    /// Reads the source anew, lays the manifest's model over that, puts it, and reads it back.
    ///
    /// - Parameters:
    ///   - listed: as the list had it when the plan was made.
    ///   - planned: what was shown and confirmed.
    func update(_ job: Job, listed: SourceModel, planned: ChangedSource) async {
        let id = listed.id
        do {
            let source = try await connection.client.source(id, in: organization)
            stop.noteAnswer()
            switch ManifestPlan.step(for: job.item.entry, on: source) {
            case .unchanged: add(job, .unchanged, id: id)
            case .update(_, let changed):
                try check(source, since: listed, changed, planned: planned)
                try await put(changed, of: job, id: id)
            case .impossible(let error): throw error
            case .create: break
            }
        } catch TransportFailure.cancelled {
            // Not sent, or being repeated after a refusal: told as not tried.
        } catch is CancellationError {
            // The same.
        } catch {
            await addFailed(error, name: job.item.entry.name, id: id, at: job.position)
        }
    }

    /// What was shown and confirmed is done, and nothing else.
    private func check(
        _ source: SourceModel, since listed: SourceModel, _ changed: ChangedSource, planned: ChangedSource
    ) throws {
        let isWider = changed.widening != nil && planned.widening == nil
        guard source.name.hasSameBytes(as: listed.name), !source.hasMoved(since: listed), !isWider else {
            throw Failure(
                .no, "it was changed by someone else meanwhile; nothing was written", hint: "apply the manifest again")
        }
    }

    private func put(_ changed: ChangedSource, of job: Job, id: String) async throws {
        do {
            try await connection.client.updateSource(id, in: organization, model: changed.model)
        } catch PlatformFailure.invalid(let refusal)
            where changed.differences.contains(where: { $0.path == ["securityProviderReferences"] })
        {
            throw Failure.refusedWithProviders(refusal)
        }
        do {
            let mismatches = try await mismatches(of: job.item.entry, id: id)
            if !mismatches.isEmpty { throw Failure.incompleteUpdate(of: id, mismatches) }
        } catch TransportFailure.cancelled {
            // The platform has taken it; an interrupt came before it was read back.
        } catch is CancellationError {
            // The same, between two looks.
        }
        add(job, .updated, id: id)
    }

    /// What the platform answers to a PUT proves nothing: the source is read back, and again where it lags.
    private func mismatches(of entry: Manifest.Entry, id: String) async throws -> [SourceMismatch] {
        var mismatches: [SourceMismatch] = []
        for pause in [.zero] + SourceUpdateRun.readBackPauses {
            if pause > .zero { try await context.world.clock.sleep(for: pause) }
            let now = try await connection.client.source(id, in: organization)
            guard case .update(_, let changed) = ManifestPlan.step(for: entry, on: now) else { return [] }
            mismatches = changed.differences.map {
                SourceMismatch(
                    field: $0.path.joined(separator: "."), expected: $0.new ?? .null, actual: $0.old)
            }
        }
        return mismatches
    }
}

extension SourceModel {
    /// Whether somebody has written the source since, as far as both say when that was last, in the same form.
    fileprivate func hasMoved(since earlier: SourceModel) -> Bool {
        switch (modifiedValue, earlier.modifiedValue) {
        case (.number?, .number?), (.string?, .string?): !isUnchanged(since: earlier)
        default: false
        }
    }
}
