import Hummingbird

/// `POST /rest/privilege/evaluate` and `GET /rest/organizations/{organizationId}/privileges/me`.
struct PrivilegeRoutes {
    private static let shape: [String: Shape] = [
        "organizationId": .text, "approved": .flag, "evaluationReport": .anyObject,
        "requestedPrivilege": .record([
            "owner": .text, "targetDomain": .text, "type": .text, "targetId": .text, "level": .text,
        ]),
    ]
    let platform: Platform

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        rest.post("privilege/evaluate") { request, context -> Response in
            let body = try await request.jsonObject()
            try Shape.check(body, fields: Self.shape)
            let result = Self.result(body, try context.requireCaller())
            var answer = body
            answer["approved"] = .bool(result == "OPERATION_GRANTED")
            answer["evaluationReport"] = ["privilegeEvaluationResultCodes": [.string(result)]]
            return .json(answer)
        }
        rest.get("organizations/:organization/privileges/me") { [platform] _, context -> Response in
            let caller = try context.requireCaller()
            let organization = try await platform.organization(try context.parameter("organization"), for: caller)
            let privileges = caller.privileges[organization.id] ?? []
            return .json(
                .array(
                    privileges.map { privilege in
                        var model = privilege.model
                        if privilege.target == "*" { model["level"] = "GLOBAL" }
                        return model
                    }))
        }
    }

    private static func result(_ body: Value, _ caller: Caller) -> String {
        guard let organization = body["organizationId"]?.string,
            let privilege = body["requestedPrivilege"].flatMap(Privilege.init)
        else { return "OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST" }
        if caller.isKey, caller.privileges[organization] == nil {
            return "OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION"
        }
        return caller.may(privilege, in: organization) ? "OPERATION_GRANTED" : "OPERATION_NOT_ALLOWED"
    }
}
