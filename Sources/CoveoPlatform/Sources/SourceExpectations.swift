package import JSON

/// What a source should be like. What is nil is not looked at.
package struct SourceExpectations: Equatable, Sendable {
    /// The ID that a create returned.
    package var id: String?
    package var visibility: SourceVisibility?
    /// As a set.
    package var securityProviders: [String]?
    /// Fields as they were asked for.
    package var fields: JSONObject

    package init(
        id: String? = nil, visibility: SourceVisibility? = nil, securityProviders: [String]? = nil,
        fields: JSONObject = [:]
    ) {
        self.id = id
        self.visibility = visibility
        self.securityProviders = securityProviders
        self.fields = fields
    }

    /// What `create` asked for.
    ///
    /// - Parameter id: the ID that it was answered.
    package init(_ draft: SourceDraft, id: String?) {
        self.init(id: id, fields: draft.body)
    }

    /// Whether something is expected in a field that `model` doesn't have at all: a list need not hold every field.
    package func lack(in model: SourceModel) -> Bool {
        asked.members.contains { key, value in !value.isNull && model.object[key] == nil }
    }

    /// Everything as fields of a model; the typed ones win.
    var asked: JSONObject {
        var asked = fields
        if let visibility { asked["sourceVisibility"] = .string(visibility.rawValue) }
        if let securityProviders {
            asked["securityProviderReferences"] = SecurityProviderReferences.value(securityProviders)
        }
        return asked
    }
}
