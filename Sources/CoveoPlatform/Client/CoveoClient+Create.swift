import HTTP
import HTTPTypes
import JSON
import Ports

extension CoveoClient {
    /// Creates a source (`POST …/sources`), once: where the answer is lost, the name is looked up before another try.
    ///
    /// - Parameter rebuild: false sends no query, as the founding procedure does.
    ///
    /// Throws `SourceCreationFailure` besides.
    package func createSource(
        _ draft: SourceDraft, in organization: OrganizationID, rebuild: Bool = false
    ) async throws -> CreatedSource {
        let request = request(
            .post, ["rest", "organizations", organization.text, "sources"],
            query: rebuild ? [("rebuild", "true")] : [], body: draft.body, repeatable: false)
        var creation = SourceCreation(draft, policy: policy)
        let start = clock.uptime
        var step = SourceCreation.Step.post
        while true {
            switch step {
            case .post:
                let (outcome, asked) = try await post(request)
                let wait = asked ?? policy.pause(after: creation.attempt + 1, random: random)
                let left = policy.limit - (clock.uptime - start)
                step = creation.posted(outcome, pause: wait <= left ? wait : nil)
            case .lookUp(let wait): step = try await lookUp(creation, in: organization, after: wait)
            case .finish(let source): return source
            case .fail(let error): throw error
            }
        }
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
        if case .conflict = failure { return (.conflict(failure), wait) }
        return (.refused(failure), wait)
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

    private func lookUp(
        _ creation: SourceCreation, in organization: OrganizationID, after wait: Duration
    ) async throws -> SourceCreation.Step {
        do {
            try await clock.sleep(for: wait)
        } catch is CancellationError {
            throw TransportFailure.cancelled
        }
        do {
            return creation.lookedUp(try await sources(in: organization))
        } catch TransportFailure.cancelled {
            throw TransportFailure.cancelled
        } catch {
            // Why the list can't be read matters less than that the outcome is unknown, and why.
            return creation.lookUpFailed()
        }
    }
}
