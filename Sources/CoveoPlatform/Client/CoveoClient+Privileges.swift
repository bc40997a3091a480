import HTTPTypes
import JSON

extension CoveoClient {
    /// Whether the token's owner has a privilege in an organization (`POST /rest/privilege/evaluate`, which changes
    /// nothing).
    package func evaluate(_ privilege: Privilege, in organization: OrganizationID) async throws -> PrivilegeEvaluation {
        let operation = PlatformOperation.evaluatePrivilege
        let body: JSONObject = [
            "organizationId": .string(organization.text), "requestedPrivilege": .object(privilege.object),
        ]
        let answer = try await json(request(.post, ["rest", "privilege", "evaluate"], body: body), for: operation)
        guard let evaluation = PrivilegeEvaluation(privilege, answer) else {
            throw PlatformFailure.malformed(operation, field: "approved")
        }
        return evaluation
    }
}
