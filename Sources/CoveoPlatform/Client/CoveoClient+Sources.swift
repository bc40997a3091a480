import HTTPTypes
package import JSON

extension CoveoClient {
    /// All sources (`GET …/sources/pages`, all pages), by name.
    package func sources(in organization: OrganizationID) async throws -> [SourceModel] {
        var all: [SourceModel] = []
        try await eachPage(ofSourcesIn: organization) { page in
            all += page
            return true
        }
        return all
    }

    /// Every page of the sources as it comes, each source once.
    ///
    /// - Parameter body: gets what is new on the page; returns false to stop.
    package func eachPage(
        ofSourcesIn organization: OrganizationID, _ body: ([SourceModel]) async throws -> Bool
    ) async throws {
        var pages = PageReader<SourceModel>(id: \.id)
        while let page = pages.nextPage {
            let query = [
                ("page", String(page)), ("perPage", String(PageReader<SourceModel>.size)), ("sortingType", "NAME"),
            ]
            let path = ["rest", "organizations", organization.text, "sources", "pages"]
            let answer = try await json(request(.get, path, query: query), for: .listSources)
            guard let items = answer["sourceModels"]?.array else {
                throw PlatformFailure.malformed(.listSources, field: "sourceModels")
            }
            let models = try items.enumerated().map { index, item in
                guard let model = SourceModel(item) else {
                    throw PlatformFailure.malformed(.listSources, field: "sourceModels[\(index)].id")
                }
                return model
            }
            let isComplete = pages.accept(models, totals: answer)
            if try await !body(pages.latest) { return }
            if !isComplete { throw PlatformFailure.malformed(.listSources, field: "totalPages") }
        }
    }

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
    /// - Returns: false where there was none (any more).
    @discardableResult
    package func deleteSource(_ id: String, in organization: OrganizationID) async throws -> Bool {
        let operation = PlatformOperation.deleteSource(id: id)
        do {
            try await send(request(.delete, try path(to: id, in: organization, for: operation)), for: operation)
            return true
        } catch PlatformFailure.notFound {
            return false
        }
    }

    /// The source that a person means: by ID, or else by exact and unique name, from the whole list; then read by
    /// itself, since a list need not hold every field. A text that looks like an ID is asked for directly first, which
    /// saves the list.
    ///
    /// Throws `SourceResolutionFailure` besides.
    package func resolveSource(_ reference: String, in organization: OrganizationID) async throws -> SourceModel {
        if Self.looksLikeID(reference, in: organization) {
            do {
                return try await source(reference, in: organization)
            } catch PlatformFailure.notFound, PlatformFailure.invalid, PlatformFailure.forbidden {
                // It may be a name all the same: the list decides.
            }
        }
        let listed = try SourceResolver(try await sources(in: organization)).resolve(reference)
        return try await source(listed.id, in: organization)
    }

    /// The platform's IDs hold the organization's, before or after a random part.
    private static func looksLikeID(_ reference: String, in organization: OrganizationID) -> Bool {
        reference.hasPrefix("\(organization.text)-") || reference.hasSuffix("-\(organization.text)")
    }

    private func path(
        to id: String, in organization: OrganizationID, for operation: PlatformOperation
    ) throws(PlatformFailure) -> [String] {
        ["rest", "organizations", organization.text, "sources", try segment(id, for: operation)]
    }
}
