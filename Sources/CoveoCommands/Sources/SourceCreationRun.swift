import CoveoPlatform
import JSON
import Ports

/// Creating one source, with what is printed on the way.
struct SourceCreationRun: Sendable {
    let draft: SourceDraft
    let organization: OrganizationID
    let connection: Connection
    let context: Context

    /// What came of it.
    struct Outcome: Sendable {
        let id: String
        let isNew: Bool
        /// 0, or 1 where a source of that name is there and differs.
        let code: ExitCode
    }

    /// Creates the source, or with `ifNotExists` takes the one that is there, and prints its ID as soon as it is known.
    func run(ifNotExists: Bool, rebuild: Bool) async throws -> Outcome {
        if ifNotExists, let found = try await existing() { return found }
        do {
            return try await create(rebuild: rebuild)
        } catch PlatformFailure.conflict(let refusal) where ifNotExists {
            // Somebody else created it, or we did a moment ago: the list lags.
            context.output.progress(
                "a source '\(Visible(draft.name))' is said to be there: looking for it in the list …")
            return try await listed(else: PlatformFailure.conflict(refusal))
        } catch let failure as SourceCreationFailure where ifNotExists {
            // It was there all the time: the list that was read before lags.
            guard case .foundUnproven = failure else { throw failure }
            return try await listed(else: failure)
        }
    }

    /// What the list comes to show of that name; `failure` where it doesn't.
    private func listed(else failure: any Error) async throws -> Outcome {
        switch try await connection.client.listing(of: draft.name, in: organization) {
        case .shown(let named):
            guard let found = try outcome(of: named) else { throw failure }
            return found
        case .absent: throw failure
        case .unread(let error): throw error
        }
    }

    private func existing() async throws -> Outcome? {
        let models = try await connection.client.sources(in: organization)
        return try outcome(of: models.named(draft.name))
    }

    /// What the sources of that exact name mean.
    ///
    /// - Returns: nil where there is none.
    private func outcome(of named: [SourceModel]) throws -> Outcome? {
        if named.count > 1 {
            throw SourceResolutionFailure.ambiguous(name: draft.name, ids: named.map(\.id))
        }
        guard let source = named.first else { return nil }
        let mismatches = SourceComparison.mismatches(of: source.object, from: draft.body)
        try print(source.id, changed: false)
        if mismatches.isEmpty {
            context.output.progress("'\(Visible(draft.name))' is there already, as asked")
            return Outcome(id: source.id, isNew: false, code: .done)
        }
        context.output.say("'\(Visible(draft.name))' is there already, and differs:")
        for mismatch in mismatches { context.output.say("  \(mismatch.words)") }
        context.output.hint("change it with: \(coveo: "sources update \(ShellWord(source.id))") …")
        return Outcome(id: source.id, isNew: false, code: .no)
    }

    private func create(rebuild: Bool) async throws -> Outcome {
        let source: CreatedSource
        do {
            source = try await context.creating(draft.name) { tell in
                try await connection.client.createSource(draft, in: organization, rebuild: rebuild, notice: tell)
            }
        } catch PlatformFailure.invalid(let refusal) where draft.hasProviders {
            throw Failure.refusedWithProviders(refusal)
        } catch PlatformFailure.invalid(let refusal) where draft.lacksProvider {
            throw Failure.refusedWithoutProvider(refusal)
        } catch  where error is CancellationError || (error as? TransportFailure) == .cancelled {
            context.output.warning(
                "interrupted while '\(Visible(draft.name))' was being created: it may be there")
            context.output.hint("look with '\(coveo: "sources list")'")
            throw error
        }
        do {
            try print(source.id, changed: true)
        } catch {
            throw Failure.untold(source.id, name: draft.name, because: error)
        }
        if source.evidence == .found {
            context.output.progress("the platform did not confirm the create; the source was found in the list")
        }
        return Outcome(id: source.id, isNew: true, code: .done)
    }

    private func print(_ id: String, changed: Bool) throws {
        if context.output.isJSON {
            try context.output.value([
                "id": .string(id), "name": .string(draft.name), "changed": .bool(changed),
            ])
        } else {
            try context.output.result(Visible(id).text)
        }
    }
}
