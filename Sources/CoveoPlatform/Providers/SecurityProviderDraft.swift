package import JSON

/// Why a new security provider can't be described.
package enum SecurityProviderDraftFailure: Error, Equatable, Sendable {
    /// The model is no JSON object.
    case notAnObject
    /// Neither the command line nor the model has an ID (or it is empty, or blanks alone).
    case noID
    /// The command line and the model have different IDs.
    case twoIDs(argument: String, model: String)
    /// None of the types that the platform documents.
    case unknownType(String, nearest: String?)
}

/// A security identity provider that is to be created.
package struct SecurityProviderDraft: Equatable, Sendable {
    /// The body of the POST.
    package let body: JSONObject
    /// The ID in it.
    package let id: String

    /// The provider that the vendor describes for pushed permissions (article 85): it holds the identities that are
    /// pushed, and passes users on by their e-mail addresses.
    ///
    /// - Parameters:
    ///   - displayName: the ID if left out.
    ///   - type: as it is typed, `expanded` if left out.
    ///   - sources: the IDs of the sources that use it.
    package init(
        id: String, displayName: String? = nil, type: String? = nil, caseSensitive: Bool? = nil, sources: [String] = []
    ) throws(SecurityProviderDraftFailure) {
        if id.isBlank { throw .noID }
        var body: JSONObject = [
            "id": .string(id), "displayName": .string(displayName ?? id), "nodeRequired": false,
            "type": .string(try Self.type(type ?? "EXPANDED")),
        ]
        if let caseSensitive { body["caseSensitive"] = .bool(caseSensitive) }
        body["referencedBy"] = Self.references(sources)
        body["cascadingSecurityProviders"] = [
            "EmailSecurityProvider": ["id": "Email Security Provider", "type": "EMAIL"]
        ]
        self.body = body
        self.id = id
    }

    /// A provider from a whole model, with only what was typed laid over it. What the platform reports by itself is left
    /// out, so that a model that was shown can be created elsewhere.
    package init(
        model: JSONValue, id argument: String? = nil, displayName: String? = nil, type: String? = nil,
        caseSensitive: Bool? = nil, sources: [String] = []
    ) throws(SecurityProviderDraftFailure) {
        guard var body = model.object else { throw .notAnObject }
        for key in Self.reportKeys { body[key] = nil }
        let own = body["id"]?.string ?? body["name"]?.string
        if let argument, let own, !argument.hasSameBytes(as: own) { throw .twoIDs(argument: argument, model: own) }
        guard let id = argument ?? own, !id.isBlank else { throw .noID }
        body["id"] = .string(id)
        if let displayName { body["displayName"] = .string(displayName) }
        if let type { body["type"] = .string(try Self.type(type)) }
        if let caseSensitive { body["caseSensitive"] = .bool(caseSensitive) }
        if !sources.isEmpty { body["referencedBy"] = Self.references(sources) }
        self.body = body
        self.id = id
    }

    /// The fields of `provider` that are not as they would be made; who refers to it is compared as a set that may hold
    /// more.
    package func mismatches(with provider: SecurityProvider) -> [SourceMismatch] {
        var asked = body
        let missing = (body["referencedBy"]?.array ?? []).compactMap { $0["id"]?.string }
            .filter { !provider.isReferenced(bySource: $0) }
        for key in ["id", "name", "referencedBy"] { asked[key] = nil }
        var mismatches = SourceComparison.mismatches(of: provider.object, from: asked)
        if !missing.isEmpty {
            mismatches.append(
                SourceMismatch(
                    field: "referencedBy", expected: .array(missing.map { .string($0) }),
                    actual: .array(provider.sourceIDs.map { .string($0) })))
        }
        return mismatches
    }

    private static func references(_ sources: [String]) -> JSONValue {
        .array(sources.map { ["id": .string($0), "type": "SOURCE"] })
    }

    /// Reads what a person typed: case doesn't matter, and `-` is as good as `_`.
    private static func type(_ text: String) throws(SecurityProviderDraftFailure) -> String {
        let wanted = String(text.uppercased().map { $0 == "-" ? "_" : $0 })
        if let type = types.first(where: { $0.hasSameBytes(as: wanted) }) { return type }
        throw .unknownType(text, nearest: NearNames.nearest(to: wanted, among: types, limit: 1).first?.lowercased())
    }

    /// What the platform reports about a provider and nobody can set.
    private static let reportKeys = ["statistics", "lastRefreshOperation", "currentStatus", "organizationId"]

    /// The types of providers, in the order of the vendor's description.
    package static let types = [
        "ACTIVE_DIRECTORY2", "BOX", "CLAIMS", "CLAIMS_TO_EMAIL", "CONFLUENCE", "CONFLUENCE2", "CUSTOM", "DATABASE",
        "DROPBOX_FOR_BUSINESS", "EMAIL", "EXPANDED", "FILE", "GOOGLE_DRIVE_DOMAIN_WIDE", "GENERIC_REST", "GRAPHQL",
        "JIRA2", "JIVE", "KHOROS_COMMUNITY", "MICROSOFT_DYNAMICS", "OFFICE365", "SALESFORCE", "SERVICENOW",
        "SHAREPOINT",
        "SHAREPOINT_ONLINE", "SITECORE", "SLACK", "ZENDESK",
    ]
}
