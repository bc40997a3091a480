import HTTPTypes
import JSON

extension CoveoClient {
    /// All organizations that the token can see (`GET /rest/organizations`, all pages). Both answers that the platform
    /// gives are taken: a bare array and `{items, totalEntries, totalPages}`.
    package func organizations() async throws -> [Organization] {
        let all = try await whole(.listOrganizations) { _ in try await readOrganizations() }
        news?(.listed(.organizations, all.map(KnownName.init), in: nil))
        return all
    }

    /// Reads the list once.
    private func readOrganizations() async throws -> ([Organization], ListShortfall?) {
        var pages = PageReader<Organization>(id: \.id)
        var kept = KeptBytes(.listOrganizations, limit: keptLimit)
        var all: [Organization] = []
        while let page = pages.nextPage {
            let query = [("page", String(page)), ("perPage", String(PageReader<Organization>.size))]
            let request = request(.get, ["rest", "organizations"], query: query)
            let (answer, bytes) = try await sizedJSON(request, for: .listOrganizations)
            kept.add(bytes)
            try kept.check()
            let items = answer.array ?? answer["items"]?.array
            guard let items else { throw PlatformFailure.malformed(.listOrganizations, field: "items") }
            let organizations = try items.enumerated().map { index, item in
                guard let organization = Organization(item) else {
                    throw PlatformFailure.malformed(.listOrganizations, field: "items[\(index)].id")
                }
                return organization
            }
            guard pages.accept(organizations, totals: answer) else {
                throw PlatformFailure.malformed(.listOrganizations, field: "totalPages")
            }
            all += pages.latest
        }
        return (all, pages.shortfall)
    }

    /// One organization (`GET /rest/organizations/{org}`).
    package func organization(_ id: OrganizationID) async throws -> Organization {
        let operation = PlatformOperation.showOrganization(id: id.text)
        let answer = try await json(request(.get, ["rest", "organizations", id.text]), for: operation)
        guard let organization = Organization(answer) else { throw PlatformFailure.malformed(operation, field: "id") }
        return organization
    }

    /// How an organization is doing (`GET …/status`).
    package func status(of id: OrganizationID) async throws -> OrganizationStatus {
        let operation = PlatformOperation.showOrganizationStatus(id: id.text)
        let answer = try await json(request(.get, ["rest", "organizations", id.text, "status"]), for: operation)
        guard let status = OrganizationStatus(answer) else {
            throw PlatformFailure.malformed(operation, field: "status")
        }
        return status
    }

    /// What an organization may have, and has (`GET …/limits`).
    package func limits(of id: OrganizationID) async throws -> OrganizationLimits {
        let operation = PlatformOperation.showOrganizationLimits(id: id.text)
        let answer = try await json(request(.get, ["rest", "organizations", id.text, "limits"]), for: operation)
        guard let limits = OrganizationLimits(answer) else {
            throw PlatformFailure.malformed(operation, field: "content")
        }
        return limits
    }

    /// In which region an organization is kept first of all, by the cloud's own name, such as `us-east-1`
    /// (`GET /rest/global/organizations/{org}`); nil where the platform doesn't say.
    package func mainRegion(of id: OrganizationID) async throws -> String? {
        let operation = PlatformOperation.locateOrganization(id: id.text)
        let answer = try await json(request(.get, ["rest", "global", "organizations", id.text]), for: operation)
        return answer["primaryMainRegion"]?.string
    }
}
