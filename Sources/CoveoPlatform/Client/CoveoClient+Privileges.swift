import HTTPTypes
import JSON

extension CoveoClient {
    /// Whether the token has `privilege` in `organization` (`POST /rest/privilege/evaluate`); changes nothing.
    package func evaluate(
        _ privilege: Privilege, in organization: OrganizationID
    ) async throws -> PrivilegeEvaluation {
        let body: JSONObject = [
            "organizationId": .string(organization.text),
            "requestedPrivilege": [
                "owner": .string(privilege.owner), "targetDomain": .string(privilege.domain),
                "type": .string(privilege.type), "targetId": .string(privilege.target),
            ],
        ]
        let request = request(.post, ["rest", "privilege", "evaluate"], body: body)
        let answer = try await json(request, for: .evaluatePrivilege)
        let report = answer["evaluationReport"]?["privilegeEvaluationResultCodes"]?.array
        guard let isGranted = answer["approved"]?.bool else {
            throw PlatformFailure.malformed(.evaluatePrivilege, field: "approved")
        }
        return PrivilegeEvaluation(isGranted: isGranted, codes: (report ?? []).compactMap(\.string))
    }
}
