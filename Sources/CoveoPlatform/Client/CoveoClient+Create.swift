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
        var creation = SourceCreation(draft, policy: policy)
        let end = clock.uptime + policy.limit
        var pauses: [Duration] = []
        var step = SourceCreation.Step.post
        while true {
            switch step {
            case .post:
                if creation.attempt > 0 { notice(.tryingAgain) }
                let (outcome, asked) = try await post(request)
                let left = end - clock.uptime
                // A wait that is too long for us ends the tries, and is not kept.
                pauses = listingPauses(least: asked.map { $0 <= left ? $0 : .zero } ?? .zero)
                step = creation.posted(outcome, isTimeLeft: max(asked ?? .zero, pauses.reduce(.zero, +)) <= left)
            case .lookUp(let patience, let cause):
                if patience == .brief { pauses = Array(pauses.prefix(2)) }
                notice(.lookingUp(pauses.reduce(.zero, +)))
                let listing = try await listing(of: draft.name, in: organization, pauses: pauses, until: end)
                step = creation.lookedUp(listing, since: cause, isTimeLeft: clock.uptime <= end)
            case .finish(let source): return source
            case .fail(let error): throw error
            }
        }
    }

    /// One try of a create that is looked up together with others: `creation` afterwards.
    ///
    /// Throws what ends the whole (`TransportFailure.cancelled` among it).
    package func post(_ creation: SharedCreation, in organization: OrganizationID) async throws -> SharedCreation {
        let (outcome, wait) = try await post(self.creation(of: creation.draft, in: organization, rebuild: false))
        var creation = creation
        creation.take(outcome, wait: wait ?? .zero)
        return creation
    }

    /// The state before the first try of a create that is looked up together with others.
    package func creation(of draft: SourceDraft) -> SharedCreation {
        SharedCreation(draft, policy: policy)
    }

    private func creation(of draft: SourceDraft, in organization: OrganizationID, rebuild: Bool) -> OutgoingRequest {
        request(
            .post, ["rest", "organizations", organization.text, "sources"],
            query: rebuild ? [("rebuild", "true")] : [], body: draft.body, repeatable: false)
    }

    /// One POST, and how long the answer asks to wait.
    private func post(_ request: OutgoingRequest) async throws -> (SourceCreation.Outcome, wait: Duration?) {
        let response: ReceivedResponse
        do {
            response = try await answer(to: request)
        } catch let failure as TransportFailure {
            return (try outcome(of: failure), nil)
        }
        let wait = policy.retryAfter(response.head.headerFields, clock: clock)
        guard let failure = failure(of: response, to: .createSource) else { return (created(by: response), wait) }
        if let reason = lossReason({ policy.reason(after: response, repeatable: $0) }) {
            return (.lost(reason, failure), wait)
        }
        switch failure {
        case .conflict: return (.conflict(failure), wait)
        case .server: return (.failed(failure), wait)
        default: return (.refused(failure), wait)
        }
    }

    private func outcome(of failure: TransportFailure) throws -> SourceCreation.Outcome {
        if let reason = lossReason({ policy.reason(after: failure, repeatable: $0) }) { return .lost(reason, failure) }
        switch failure {
        case .tooLarge, .malformed: return .unreadable(failure)
        case .cancelled: throw failure
        default: return .refused(failure)
        }
    }

    /// What the policy repeats only where it can do no harm may have been processed.
    private func lossReason(_ reason: (_ repeatable: Bool) -> RetryReason?) -> RetryReason? {
        reason(false) == nil ? reason(true) : nil
    }

    /// A success that says no ID has created the source all the same.
    private func created(by response: ReceivedResponse) -> SourceCreation.Outcome {
        let operation = PlatformOperation.createSource
        let body: JSONValue
        do throws(JSONFailure) {
            body = try JSONValue(parsing: response.body)
        } catch .tooDeep {
            return .unreadable(PlatformFailure.tooDeep(operation))
        } catch {
            return .unreadable(PlatformFailure.notJSON(operation, contentType: response.contentType))
        }
        guard let id = body["id"]?.string, !id.isEmpty else {
            return .unreadable(PlatformFailure.malformed(operation, field: "id"))
        }
        return .created(id: id)
    }
}
