import JSON

extension SourceVerification {
    /// What is looked at in a source that is there once.
    static func checks(of model: SourceModel, expecting expectations: SourceExpectations) -> [Check] {
        var checks: [Check] = []
        if let id = expectations.id {
            let ok = model.id.hasSameBytes(as: id)
            checks.append(Check("id", ok: ok, expected: .string(id), actual: .string(model.id)))
        }
        let asked = expectations.asked
        if let name = asked["name"] { checks.append(field("name", "name", of: model, asked: name)) }
        checks.append(type(of: model, asked: asked["sourceType"]))
        if model.sourceType == SourceType.push.rawValue || asked["pushEnabled"] != nil {
            checks.append(field("pushEnabled", "pushEnabled", of: model, asked: asked["pushEnabled"] ?? true))
        }
        if let visibility = asked["sourceVisibility"] {
            checks.append(field("visibility", "sourceVisibility", of: model, asked: visibility))
        }
        if let providers = asked["securityProviderReferences"] {
            checks.append(field("securityProviders", "securityProviderReferences", of: model, asked: providers))
        }
        checks += others(of: model, asked: asked)
        let error = model.configurationError
        checks.append(
            Check("configurationError", ok: error == nil, expected: .null, actual: error.map { .string($0) } ?? .null))
        checks.append(status(of: model))
        return checks
    }

    /// The ID, which no file can know, and fields with a check of their own.
    private static let ownChecks = [
        "id", "name", "sourceType", "pushEnabled", "sourceVisibility", "securityProviderReferences",
    ]

    private static func type(of model: SourceModel, asked: JSONValue?) -> Check {
        let actual = model.object["sourceType"] ?? .null
        let ok = asked.map { $0.isEquivalent(to: actual) } ?? (model.sourceType?.isEmpty == false)
        return Check("type", ok: ok, expected: asked ?? actual, actual: actual)
    }

    private static func field(_ check: String, _ key: String, of model: SourceModel, asked: JSONValue) -> Check {
        let mismatches = SourceComparison.mismatches(of: model.object, from: JSONObject([(key, asked)]))
        var actual = model.object[key] ?? .null
        if key == "securityProviderReferences", let ids = SecurityProviderReferences.had(actual) {
            actual = SecurityProviderReferences.value(ids)
        }
        return Check(check, ok: mismatches.isEmpty, expected: asked, actual: actual)
    }

    /// One check a field that was asked for otherwise: itself where it is right, else each place where it is not.
    private static func others(of model: SourceModel, asked: JSONObject) -> [Check] {
        let skipped = ownChecks + SourceModel.recordKeys
        return asked.members.flatMap { key, value -> [Check] in
            if skipped.contains(where: { $0.hasSameBytes(as: key) }) { return [] }
            let mismatches = SourceComparison.mismatches(of: model.object, from: JSONObject([(key, value)]))
            if mismatches.isEmpty {
                return [Check(key, ok: true, expected: value, actual: model.object[key] ?? .null)]
            }
            return mismatches.map {
                Check($0.field, ok: false, expected: $0.expected, actual: $0.actual ?? .null)
            }
        }
    }

    private static func status(of model: SourceModel) -> Check {
        let status = model.status
        let isKnown = status.map { goodStatuses.contains($0) } ?? false
        let isBad = status.map { failedStatuses.contains($0) || $0 == earlyStatus } ?? false
        return Check(
            "status", ok: !isBad, expected: ["PUSH_READY", "IDLE", "REFRESHING"],
            actual: status.map { .string($0) } ?? .null, isDoubtful: !isBad && !isKnown)
    }
}
