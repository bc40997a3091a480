import JSON

/// What the platform says about one privilege of the token's owner.
package struct PrivilegeEvaluation: Equatable, Sendable {
    package let privilege: Privilege
    package let isApproved: Bool
    /// `OPERATION_GRANTED`, `OPERATION_NOT_ALLOWED`, `OPERATION_FORBIDDEN_…`.
    package let codes: [String]

    /// - Parameter answer: `{"approved", "evaluationReport": {"privilegeEvaluationResultCodes": […]}}`, one of them at
    ///   least.
    init?(_ privilege: Privilege, _ answer: JSONValue) {
        let codes = answer["evaluationReport"]?["privilegeEvaluationResultCodes"]?.array?.compactMap(\.string) ?? []
        guard let isApproved = answer["approved"]?.bool ?? (codes.isEmpty ? nil : codes == ["OPERATION_GRANTED"]) else {
            return nil
        }
        self.privilege = privilege
        self.isApproved = isApproved
        self.codes = codes
    }
}
