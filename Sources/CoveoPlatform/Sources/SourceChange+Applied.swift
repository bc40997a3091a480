import JSON

extension SourceChange {
    /// `source` with this change: first the models, then the assignments, then what was typed.
    package func applied(to source: SourceModel) throws(SourceChangeFailure) -> ChangedSource {
        let old = source.writable
        var new = old
        if let overlay { new.overlay(Self.writable(overlay)) }
        if let merge { new = new.merging(SourceModel.portable(merge)) }
        for assignment in assignments { new = try Self.assign(assignment, in: new) }
        try Self.check(new, against: source)
        if let rename { new["name"] = .string(rename) }
        if let visibility { new["sourceVisibility"] = .string(visibility.rawValue) }
        if let securityProviders {
            if securityProviders.contains("") { throw .emptyProvider }
            new["securityProviderReferences"] = SecurityProviderReferences.value(securityProviders)
        }
        Self.keepSameProviders(of: old, in: &new)
        try checkProviders(new)
        let differences = JSONValue.object(old).differences(to: .object(new))
        // Only now: another form of the same providers is no difference, and is sent only with one.
        let sent = SecurityProviderReferences.normalized(in: new)
        return ChangedSource(model: sent, differences: differences, widening: widening(from: old, to: new))
    }

    /// A file that was exported earlier holds what the platform wrote down then: not to be sent back.
    private static func writable(_ overlay: JSONObject) -> JSONObject {
        var writable = overlay
        for key in SourceModel.recordKeys { writable[key] = nil }
        return writable
    }

    private static func assign(
        _ assignment: Assignment, in object: JSONObject
    ) throws(SourceChangeFailure) -> JSONObject {
        if let key = assignment.path.first, SourceModel.recordKeys.contains(where: { $0.hasSameBytes(as: key) }) {
            throw .readOnly(field: key)
        }
        do throws(JSONFailure) {
            return try object.setting(assignment.value, at: assignment.path)
        } catch .notAnObject(let path) {
            throw .pathBlocked(path)
        } catch {
            throw .pathBlocked(assignment.path)
        }
    }

    /// Neither ID nor name may move, and a visibility must be one.
    private static func check(_ new: JSONObject, against source: SourceModel) throws(SourceChangeFailure) {
        if let id = new["id"], id != .string(source.id) {
            throw .otherID(actual: source.id, asked: id.string ?? id.text(.compact))
        }
        if let name = new["name"], name != .string(source.name), name != source.object["name"] {
            throw .renameUnsupported(actual: source.name, asked: name)
        }
        let before = source.object["sourceVisibility"]
        guard let visibility = new["sourceVisibility"] else {
            // Without one the platform's default would decide who sees the content.
            if let before, !before.isNull { throw .unknownVisibility(.null) }
            return
        }
        if visibility == before { return }
        if visibility.string.flatMap(SourceVisibility.init(rawValue:)) == nil { throw .unknownVisibility(visibility) }
    }

    /// The same providers in another order or form are no change.
    private static func keepSameProviders(of old: JSONObject, in new: inout JSONObject) {
        let key = "securityProviderReferences"
        guard let before = old[key], let had = SecurityProviderReferences.had(before),
            let has = SecurityProviderReferences.known(new[key]), SecurityProviderReferences.areSame(had, has)
        else { return }
        new[key] = before
    }

    /// Only what this change touches is judged: a source that is odd already may stay so.
    private func checkProviders(_ new: JSONObject) throws(SourceChangeFailure) {
        let visibility = new["sourceVisibility"]?.string
        let isSecured = visibility == SourceVisibility.secured.rawValue
        let providers = SecurityProviderReferences.ids(new["securityProviderReferences"])
        if let securityProviders, !securityProviders.isEmpty, !isSecured {
            throw .providerNeedsSecured(visibility: visibility)
        }
        if self.visibility == .secured || securityProviders != nil, isSecured, providers.isEmpty {
            throw .securedWithoutProvider
        }
    }

    private func widening(from old: JSONObject, to new: JSONObject) -> ChangedSource.Widening? {
        let shared = SourceVisibility.shared
        let before = old["sourceVisibility"]?.string
        guard before != shared.rawValue, new["sourceVisibility"]?.string == shared.rawValue else { return nil }
        return visibility == shared ? .typed(from: before) : .given(from: before)
    }
}
