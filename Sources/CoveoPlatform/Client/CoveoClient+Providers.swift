import HTTPTypes
import JSON

extension CoveoClient {
    /// All security providers (`GET …/securityproviders`, a bare array without pages by the vendor's description).
    package func securityProviders(in organization: OrganizationID) async throws -> [SecurityProvider] {
        let operation = PlatformOperation.listSecurityProviders
        let answer = try await json(request(.get, providers(of: organization)), for: operation)
        guard let items = answer.array else { throw PlatformFailure.malformed(operation, field: "securityproviders") }
        let all = try items.enumerated().map { index, item in
            guard let provider = SecurityProvider(item) else {
                throw PlatformFailure.malformed(operation, field: "[\(index)].id")
            }
            return provider
        }
        news?(.listed(.providers, all.map(KnownName.init), in: organization))
        return all
    }

    /// One security provider by its ID (`GET …/securityproviders/{id}`).
    package func securityProvider(_ id: String, in organization: OrganizationID) async throws -> SecurityProvider {
        let operation = PlatformOperation.showSecurityProvider(id: id)
        let path = providers(of: organization) + [try segment(id, for: operation)]
        let answer = try await json(request(.get, path), for: operation)
        guard let provider = SecurityProvider(answer), provider.id.hasSameBytes(as: id) else {
            throw PlatformFailure.malformed(operation, field: "id")
        }
        return provider
    }

    /// The same; nil where there is none.
    package func securityProviderIfAny(
        _ id: String, in organization: OrganizationID
    ) async throws -> SecurityProvider? {
        do {
            return try await securityProvider(id, in: organization)
        } catch PlatformFailure.notFound {
            return nil
        }
    }

    /// Creates a security provider (`POST …/securityproviders`), once: where the answer is lost, its ID is looked up
    /// before another try. Where nothing of that ID was there before, one that is as it was asked for is taken for ours.
    ///
    /// Throws `UnknownOutcome` and `SecurityProviderCreationFailure` besides.
    package func createSecurityProvider(
        _ draft: SecurityProviderDraft, in organization: OrganizationID,
        notice: @Sendable (SourceCreationNotice) -> Void = { _ in }
    ) async throws -> SecurityProvider {
        let operation = PlatformOperation.createSecurityProvider
        // An ID that no path can hold could never be looked up.
        _ = try segment(draft.id, for: operation)
        let request = request(.post, providers(of: organization), body: draft.body, repeatable: false)
        defer { news?(.changed(.providers, in: organization)) }
        let (made, mismatches) = try await createOnce(
            by: request, for: operation, name: draft.id, notice: notice,
            read: { body throws(PlatformFailure) -> (SecurityProvider, [SourceMismatch]) in
                guard let provider = SecurityProvider(body), provider.id.hasSameBytes(as: draft.id) else {
                    throw .malformed(operation, field: "id")
                }
                return (provider, [])
            },
            look: {
                try await securityProviderIfAny(draft.id, in: organization).map { ($0, draft.mismatches(with: $0)) }
            })
        guard mismatches.isEmpty else {
            throw SecurityProviderCreationFailure(id: draft.id, mismatches: mismatches)
        }
        return made
    }

    private func providers(of organization: OrganizationID) -> [String] {
        ["rest", "organizations", organization.text, "securityproviders"]
    }
}
