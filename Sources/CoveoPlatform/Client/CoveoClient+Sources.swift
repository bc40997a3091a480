import HTTPTypes
package import JSON

extension CoveoClient {
    /// One source by its ID (`GET …/sources/{id}`).
    package func source(_ id: String, in organization: OrganizationID) async throws -> SourceModel {
        let operation = PlatformOperation.showSource(id: id)
        let answer = try await json(request(.get, try path(to: id, in: organization, for: operation)), for: operation)
        guard let model = SourceModel(answer) else { throw PlatformFailure.malformed(operation, field: "id") }
        guard model.id.hasSameBytes(as: id) else { throw PlatformFailure.malformed(operation, field: "id") }
        return model
    }

    /// Replaces a source's model (`PUT …/sources/{id}?rebuild=…`). What the platform answers is not looked at: read the
    /// source back.
    ///
    /// - Parameters:
    ///   - model: the whole, `ChangedSource.model`.
    ///   - rebuild: always sent, since the platform's own default is true.
    package func updateSource(
        _ id: String, in organization: OrganizationID, model: JSONObject, rebuild: Bool = false
    ) async throws {
        let operation = PlatformOperation.updateSource(id: id)
        let path = try path(to: id, in: organization, for: operation)
        let request = request(.put, path, query: [("rebuild", rebuild ? "true" : "false")], body: model)
        try await send(request, for: operation)
    }

    /// Deletes a source (`DELETE …/sources/{id}`).
    ///
    /// - Returns: false where there was none (any more), and no try before had deleted it.
    @discardableResult
    package func deleteSource(_ id: String, in organization: OrganizationID) async throws -> Bool {
        let operation = PlatformOperation.deleteSource(id: id)
        let request = request(.delete, try path(to: id, in: organization, for: operation))
        let isDeleted = try await delete(by: request, for: operation)
        if isDeleted { news?(.removed(.sources, id: id, in: organization)) }
        return isDeleted
    }

    /// Asks the platform to build a source anew (`POST …/sources/{id}/rebuild`).
    package func rebuildSource(_ id: String, in organization: OrganizationID) async throws {
        let operation = PlatformOperation.rebuildSource(id: id)
        let path = try path(to: id, in: organization, for: operation) + ["rebuild"]
        try await send(request(.post, path), for: operation)
    }

    /// The source that a person means: by ID, or else by exact and unique name, from the whole list; then read by
    /// itself, since a list need not hold every field. A text that looks like an ID is asked for directly first, which
    /// saves the list; every other one after it, where the list doesn't hold it: IDs are opaque, and the list lags.
    ///
    /// Throws `SourceResolutionFailure` besides.
    package func resolveSource(_ reference: String, in organization: OrganizationID) async throws -> SourceModel {
        let looksLikeID = Self.looksLikeID(reference, in: organization)
        if looksLikeID, let source = try await sourceIfAny(reference, in: organization) { return source }
        let index = SourceIndex(try await sources(in: organization))
        let listed: SourceModel
        do throws(SourceResolutionFailure) {
            listed = try index.resolve(reference)
        } catch {
            if looksLikeID { throw error }
            return try await unlistedSource(reference, in: organization, failure: error)
        }
        return try await source(listed.id, in: organization)
    }

    /// All the sources that a person means, each once: from the whole list, and where that doesn't hold one (it lags
    /// behind a create), by asking for the text as an ID.
    ///
    /// Throws `SourceResolutionFailure` besides, of the first that names no source.
    package func resolveSources(_ references: [String], in organization: OrganizationID) async throws -> [SourceModel] {
        let index = SourceIndex(try await sources(in: organization))
        var models: [SourceModel] = []
        for reference in references {
            let model: SourceModel
            do throws(SourceResolutionFailure) {
                model = try index.resolve(reference)
            } catch {
                model = try await unlistedSource(reference, in: organization, failure: error)
            }
            if !models.contains(where: { $0.id.hasSameBytes(as: model.id) }) { models.append(model) }
        }
        return models
    }

    /// The source of this ID where the list holds neither such an ID nor such a name; else throws `failure`.
    private func unlistedSource(
        _ reference: String, in organization: OrganizationID, failure: SourceResolutionFailure
    ) async throws -> SourceModel {
        guard case .absent = failure, let source = try await sourceIfAny(reference, in: organization) else {
            throw failure
        }
        return source
    }

    /// The source of this ID; nil where the platform has none or refuses the text: it may be a name all the same.
    private func sourceIfAny(_ reference: String, in organization: OrganizationID) async throws -> SourceModel? {
        do {
            return try await source(reference, in: organization)
        } catch PlatformFailure.notFound, PlatformFailure.invalid, PlatformFailure.forbidden,
            PlatformFailure.firewall, PlatformFailure.unfitIdentifier
        {
            return nil
        }
    }

    /// The platform's IDs hold the organization's, before or after a random part.
    private static func looksLikeID(_ reference: String, in organization: OrganizationID) -> Bool {
        reference.hasPrefix("\(organization.text)-") || reference.hasSuffix("-\(organization.text)")
    }

    /// The segments of a source's path.
    func path(
        to id: String, in organization: OrganizationID, for operation: PlatformOperation
    ) throws(PlatformFailure) -> [String] {
        ["rest", "organizations", organization.text, "sources", try segment(id, for: operation)]
    }
}
