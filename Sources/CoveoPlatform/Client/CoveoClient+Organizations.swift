import HTTPTypes
import JSON

extension CoveoClient {
    /// All organizations that the token can see (`GET /rest/organizations`, all pages). Both answers that the platform
    /// gives are taken: a bare array and `{items, totalEntries, totalPages}`.
    package func organizations() async throws -> [Organization] {
        var pages = PageReader<Organization>(id: \.id)
        while let page = pages.nextPage {
            let query = [("page", String(page)), ("perPage", String(PageReader<Organization>.size))]
            let request = request(.get, ["rest", "organizations"], query: query)
            let answer = try await json(request, for: .listOrganizations)
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
        }
        return pages.all
    }

    /// One organization (`GET /rest/organizations/{org}`).
    package func organization(_ id: OrganizationID) async throws -> Organization {
        let operation = PlatformOperation.showOrganization(id: id.text)
        let answer = try await json(request(.get, ["rest", "organizations", id.text]), for: operation)
        guard let organization = Organization(answer) else { throw PlatformFailure.malformed(operation, field: "id") }
        return organization
    }
}
