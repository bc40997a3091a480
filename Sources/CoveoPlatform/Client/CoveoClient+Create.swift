import HTTP
import HTTPTypes
import JSON
import Ports

extension CoveoClient {
    /// Creates a source (`POST …/sources`), once: where the answer is lost, the name is looked up before another try.
    ///
    /// - Parameters:
    ///   - rebuild: false sends no query, as the founding procedure does.
    ///   - notice: called before each wait for the list, and before each further try.
    ///
    /// Throws `SourceCreationFailure` besides.
    package func createSource(
        _ draft: SourceDraft, in organization: OrganizationID, rebuild: Bool = false,
        notice: @Sendable (SourceCreationNotice) -> Void = { _ in }
    ) async throws -> CreatedSource {
        let request = creation(of: draft, in: organization, rebuild: rebuild)
        return try await createSource(
            by: request, for: .createSource, name: draft.name, asked: draft.body, in: organization, notice: notice)
    }

    /// Makes a copy of a source under another name (`POST …/sources/{id}/duplicate`), once: where the answer is lost, the
    /// new name is looked up before another try. Throws `SourceCreationFailure` besides.
    package func duplicateSource(
        _ source: SourceModel, as name: String, in organization: OrganizationID,
        notice: @Sendable (SourceCreationNotice) -> Void = { _ in }
    ) async throws -> CreatedSource {
        let operation = PlatformOperation.duplicateSource(id: source.id)
        let path = try path(to: source.id, in: organization, for: operation) + ["duplicate"]
        let request = request(.post, path, query: [("newSourceName", name)], repeatable: false)
        var asked = JSONObject()
        for key in ["sourceType", "sourceVisibility"] { asked[key] = source.object[key] }
        return try await createSource(
            by: request, for: operation, name: name, asked: asked, in: organization, notice: notice)
    }

    /// - Parameters:
    ///   - name: of the source that `request` makes.
    ///   - asked: what it should be like, to know it again.
    private func createSource(
        by request: OutgoingRequest, for operation: PlatformOperation, name: String, asked: JSONObject,
        in organization: OrganizationID, notice: @Sendable (SourceCreationNotice) -> Void
    ) async throws -> CreatedSource {
        var creation = SourceCreation(name: name, asked: asked, policy: policy, time: time)
        let end = clock.uptime + policy.limit
        var pauses: [Duration] = []
        var step = SourceCreation.Step.post
        while true {
            switch step {
            case .post:
                if creation.attempt > 0 { notice(.tryingAgain) }
                creation.begin()
                let (outcome, wait) = try await post(request, for: operation)
                let left = end - clock.uptime
                // A wait that is too long for us ends the tries, and is not kept.
                pauses = listingPauses(least: wait.map { $0 <= left ? $0 : .zero } ?? .zero)
                step = creation.posted(outcome, isTimeLeft: max(wait ?? .zero, pauses.reduce(.zero, +)) <= left)
            case .lookUp(let patience, let cause):
                if patience == .brief { pauses = Array(pauses.prefix(2)) }
                notice(.lookingUp(pauses.reduce(.zero, +), triesLeft: creation.triesLeft))
                let listing = try await listing(of: name, in: organization, pauses: pauses, until: end)
                let dated = try await dated(listing, in: organization)
                step = creation.lookedUp(dated, since: cause, isTimeLeft: clock.uptime <= end)
            case .finish(let source):
                let words = ["sourceType", "sourceVisibility"].map { asked[$0]?.string }
                news?(
                    .added(.sources, KnownName(id: source.id, name: name, words: words[0], words[1]), in: organization)
                )
                return source
            case .fail(let error): throw error
            }
        }
    }

    /// The same with the source itself, where there is one and the list doesn't say when it was made.
    private func dated(_ listing: SourceListing, in organization: OrganizationID) async throws -> SourceListing {
        guard case .shown(let named) = listing, named.count == 1, named[0].created == nil else { return listing }
        do {
            return .shown([try await source(named[0].id, in: organization)])
        } catch  where error is CancellationError || (error as? TransportFailure) == .cancelled {
            throw error
        } catch {
            // Then nobody says it, and the source is not taken for ours.
            return listing
        }
    }

    /// One try of a create that is looked up together with others: `creation` afterwards.
    ///
    /// Throws what ends the whole (`TransportFailure.cancelled` among it).
    package func post(_ creation: SharedCreation, in organization: OrganizationID) async throws -> SharedCreation {
        let request = self.creation(of: creation.draft, in: organization, rebuild: false)
        var creation = creation
        creation.begin()
        let (outcome, wait) = try await post(request, for: .createSource)
        news?(.changed(.sources, in: organization))
        creation.take(outcome, wait: wait ?? .zero)
        return creation
    }

    /// The state before the first try of a create that is looked up together with others.
    package func creation(of draft: SourceDraft) -> SharedCreation {
        SharedCreation(draft, policy: policy, time: time)
    }

    private func creation(of draft: SourceDraft, in organization: OrganizationID, rebuild: Bool) -> OutgoingRequest {
        request(
            .post, ["rest", "organizations", organization.text, "sources"],
            query: rebuild ? [("rebuild", "true")] : [], body: draft.body, repeatable: false)
    }

    /// One POST for the ID of what it makes, and how long the answer asks to wait.
    private func post(
        _ request: OutgoingRequest, for operation: PlatformOperation
    ) async throws -> (SourceCreation.Outcome, wait: Duration?) {
        try await post(request, for: operation) { body throws(PlatformFailure) in
            guard let id = body["id"]?.string, !id.isEmpty else { throw .malformed(operation, field: "id") }
            return id
        }
    }
}
