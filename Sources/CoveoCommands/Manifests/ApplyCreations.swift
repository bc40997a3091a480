import CoveoPlatform
import Manifests
import Ports
import Synchronization

/// The creates of an apply. What was lost or is said to be there is looked up in one list for all of them, once everything
/// else is done, and only what that does not show is tried again.
final class ApplyCreations: Sendable {
    /// A create that was tried.
    private struct Creation: Sendable {
        let job: ApplyRun.Job
        var shared: SharedCreation
        /// Why the platform refused, where it says that something of that name is there.
        var conflict: (any Error)?

        var name: String { shared.draft.name }
        /// Whether the first two looks are enough.
        var isBrief: Bool { if case .lookUp(true) = shared.state { true } else { false } }
    }

    private struct State {
        /// What the list has to tell.
        var open: [Creation] = []
        /// What is to be tried once more.
        var again: [Creation] = []
        var failed: [(Creation, any Error)] = []
    }

    private let run: ApplyRun
    private let state = Mutex(State())

    init(_ run: ApplyRun) {
        self.run = run
    }

    /// One try.
    func post(_ shared: SharedCreation, for job: ApplyRun.Job) async {
        do {
            take(Creation(job: job, shared: try await run.connection.client.post(shared, in: run.organization)))
        } catch  where error is CancellationError || (error as? TransportFailure) == .cancelled {
            // What was sent is waited for: it was not, or was refused for the moment.
        } catch {
            await run.addFailed(error, name: shared.draft.name, id: nil, at: job.position)
        }
        await tellFailures()
    }

    /// Looks up what is open, and tries again what is not there, until nothing is open.
    func settle() async {
        while true {
            let open = state.withLock { state in
                defer { state.open = [] }
                return state.open
            }
            if open.isEmpty { return }
            run.context.progress.begin("looking for \(Counts.sources(open.count)) in the list")
            do {
                try await look(for: open)
            } catch {
                // Nothing but an interrupt ends the looks.
                for creation in open { addInterrupted(creation) }
            }
            await tellFailures()
            let again = state.withLock { state in
                defer { state.again = [] }
                return state.again
            }
            run.context.progress.begin("trying again", total: again.count)
            await ConcurrentWork.each(of: again, width: run.width, isStopped: { run.stop.reason != nil }) { creation in
                await self.post(creation.shared, for: creation.job)
            }
        }
    }

    /// Takes the state of a create for what it is.
    private func take(_ creation: Creation) {
        switch creation.shared.state {
        case .post: state.withLock { $0.again.append(creation) }
        case .lookUp: state.withLock { $0.open.append(creation) }
        case .created(let source):
            run.stop.noteAnswer()
            run.add(creation.job, .created, id: source.id)
        case .failed(let error):
            guard case PlatformFailure.conflict = error else { return fail(creation, error) }
            var creation = creation
            creation.conflict = error
            state.withLock { [creation] in $0.open.append(creation) }
        }
    }

    private func fail(_ creation: Creation, _ error: any Error) {
        state.withLock { $0.failed.append((creation, error)) }
    }

    private func tellFailures() async {
        let failed = state.withLock { state in
            defer { state.failed = [] }
            return state.failed
        }
        for (creation, error) in failed {
            var error = error
            if case PlatformFailure.invalid(let refusal) = error, creation.shared.draft.hasProviders {
                error = Failure.refusedWithProviders(refusal)
            } else if error is SourceCreationFailure {
                let failure = Failure(describing: error)
                error = Failure(failure.code, failure.text, hint: Self.hint)
            }
            await run.addFailed(error, name: creation.name, id: nil, at: creation.job.position)
        }
    }

    private static let hint: Hint = "apply the manifest again: it looks before it creates"

    /// It was tried, and nobody looks any more.
    private func addInterrupted(_ creation: Creation) {
        let failure = Failure(.interrupted, "interrupted while it was being created: it may be there", hint: Self.hint)
        run.add(creation.job, .failed, id: nil, failure: failure)
    }

    /// Looks at the list until it shows all of them, or as long as it may lag.
    private func look(for open: [Creation]) async throws {
        let client = run.connection.client
        let asked = open.map(\.shared.wait).filter { $0 <= .seconds(60) }.max() ?? .zero
        var left = open
        var looks = 0
        let lost = try await client.eachLook(
            atSourcesIn: run.organization, pauses: client.listingPauses(least: asked)
        ) { sources, isLast in
            let index = SourceIndex(sources)
            looks += 1
            left = left.filter { creation in
                let named = index.named(creation.name)
                if named.isEmpty, !isLast, !creation.isBrief || looks < 2 { return true }
                take(creation, named.isEmpty ? .absent(isFinal: true) : .shown(named))
                return false
            }
            return !left.isEmpty
        }
        for creation in left { take(creation, lost.map { .unread($0) } ?? .absent(isFinal: false)) }
    }

    /// Takes what the list says of a name: our own after a lost answer, or somebody else's.
    private func take(_ creation: Creation, _ listing: SourceListing) {
        guard let conflict = creation.conflict else {
            var creation = creation
            creation.shared.take(listing)
            return take(creation)
        }
        guard case .shown(let named) = listing else { return fail(creation, conflict) }
        guard named.count == 1, let source = named.first else {
            return fail(creation, SourceResolutionFailure.ambiguous(name: creation.name, ids: named.map(\.id)))
        }
        if case .unchanged = ManifestPlan.step(for: creation.job.item.entry, on: source) {
            run.context.output.progress(
                "'\(Visible(source.name))' was created by someone else meanwhile, as the manifest says")
            run.add(creation.job, .unchanged, id: source.id)
        } else {
            let failure = Failure(
                .no, "someone else created a source of that name meanwhile, and it differs",
                hint: "apply the manifest again")
            run.add(creation.job, .failed, id: source.id, failure: failure)
        }
    }
}
