import HTTPTypes
import JSON
import Ports

extension CoveoClient {
    /// All API keys, without their values (`GET …/apikeys`, a bare array, or `{items}`).
    package func apiKeys(in organization: OrganizationID) async throws -> [APIKey] {
        let operation = PlatformOperation.listAPIKeys
        let answer = try await json(request(.get, keys(of: organization)), for: operation)
        guard let items = answer.array ?? answer["items"]?.array else {
            throw PlatformFailure.malformed(operation, field: "items")
        }
        let all = try items.enumerated().map { index, item in
            guard let key = APIKey(item) else { throw PlatformFailure.malformed(operation, field: "[\(index)].id") }
            return key
        }
        news?(.listed(.keys, all.map(KnownName.init), in: organization))
        return all
    }

    /// Creates an API key (`POST …/apikeys`), once: where the answer is lost, the list is searched for the draft's mark
    /// before another try, so that there is never a second key.
    ///
    /// Throws `UnknownOutcome` besides.
    package func createAPIKey(
        _ draft: APIKeyDraft, in organization: OrganizationID,
        notice: @Sendable (SourceCreationNotice) -> Void = { _ in }
    ) async throws -> NewAPIKey {
        let operation = PlatformOperation.createAPIKey
        let request = request(.post, keys(of: organization), body: draft.body, repeatable: false)
        defer { news?(.changed(.keys, in: organization)) }
        return try await createOnce(
            by: request, for: operation, name: draft.name, notice: notice,
            read: { body throws(PlatformFailure) in
                guard let key = APIKey(body) else { throw .malformed(operation, field: "id") }
                guard let value = body["value"]?.string, !value.isEmpty else { return .orphan(key, cause: .withheld) }
                return .made(key, value: Redacted(value))
            },
            look: {
                let all = try await apiKeys(in: organization)
                if let key = all.first(where: { $0.details?.contains(draft.mark) == true }) {
                    return .orphan(key, cause: .unanswered)
                }
                // A list that leaves descriptions out proves nothing: one of that name may be the one that was made.
                if all.contains(where: { $0.details == nil && ($0.name.isEmpty || $0.name == draft.name) }) {
                    throw PlatformFailure.malformed(.listAPIKeys, field: "description")
                }
                return nil
            })
    }

    /// Disables an API key (`PUT …/apikeys/{id}` with the whole model and `enabled: false`).
    package func disableAPIKey(_ key: APIKey, in organization: OrganizationID) async throws {
        let operation = PlatformOperation.disableAPIKey(id: key.id)
        var model = key.object
        model["enabled"] = false
        let path = keys(of: organization) + [try segment(key.id, for: operation)]
        defer { news?(.changed(.keys, in: organization)) }
        try await send(request(.put, path, body: model), for: operation)
    }

    /// Deletes an API key (`DELETE …/apikeys/{id}`).
    ///
    /// - Returns: false where there was none (any more), and no try before had deleted it.
    @discardableResult
    package func deleteAPIKey(_ id: String, in organization: OrganizationID) async throws -> Bool {
        let operation = PlatformOperation.deleteAPIKey(id: id)
        let request = request(.delete, keys(of: organization) + [try segment(id, for: operation)])
        let isDeleted = try await delete(by: request, for: operation)
        if isDeleted { news?(.removed(.keys, id: id, in: organization)) }
        return isDeleted
    }

    private func keys(of organization: OrganizationID) -> [String] {
        ["rest", "organizations", organization.text, "apikeys"]
    }
}
