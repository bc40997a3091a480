import Foundation

/// An API key that was created while the sandbox ran. Of its value only the SHA-256 is kept.
struct ApiKey: Sendable {
    let id: String
    let organization: String
    /// Of its value.
    let hash: String
    /// What a person says of it: `displayName`, `description`, `privileges` and the like.
    var request: Value
    var isEnabled: Bool
    /// All moments are milliseconds since 1970.
    let createdAt: Int
    let creator: String
    /// nil where it never expires.
    let expiresAt: Int?
    var disabledAt: Int?

    /// Whether it works at that moment.
    func works(at now: Int) -> Bool { isEnabled && !isExpired(at: now) }

    private func isExpired(at now: Int) -> Bool { expiresAt.map { $0 <= now } ?? false }

    /// Who sends a request with it.
    var caller: Caller {
        Caller(
            username: name, email: "", displayName: name, isKey: true, privileges: [organization: privileges])
    }

    private var name: String { request["displayName"]?.string ?? id }

    private var privileges: [Privilege] { (request["privileges"]?.array ?? []).compactMap(Privilege.init) }

    /// The vendor's model of it, without the value.
    func model(at now: Int) -> Value {
        let status: Value = isExpired(at: now) ? "EXPIRED" : isEnabled ? "ENABLED" : "DISABLED"
        var model: Value = [
            "id": .string(id), "tokenId": .string(id), "resourceId": .string(id),
            "organizationId": .string(organization), "displayName": "", "description": "", "privileges": [],
            "enabled": .bool(isEnabled), "status": status, "privacyLevel": "PRIVATE", "createdDate": Value(createdAt),
            "createdBy": ["username": .string(creator)],
        ]
        for member in request.members ?? [] { model[member.key] = member.value }
        if let expiresAt { model["expirationDate"] = Value(expiresAt) }
        if let disabledAt { model["disabledDate"] = Value(disabledAt) }
        return model
    }
}

extension ApiKey {
    /// Reads what `value` wrote; nil for anything else.
    init?(_ value: Value) {
        guard let id = value["id"]?.string, let organization = value["organization"]?.string,
            let hash = value["hash"]?.string, let request = value["request"], let isEnabled = value["enabled"]?.bool,
            let createdAt = value["createdDate"]?.int, let creator = value["createdBy"]?.string
        else { return nil }
        self.init(
            id: id, organization: organization, hash: hash, request: request, isEnabled: isEnabled,
            createdAt: createdAt, creator: creator, expiresAt: value["expirationDate"]?.int,
            disabledAt: value["disabledDate"]?.int)
    }

    /// As it stands in the state file.
    var value: Value {
        var value: Value = [
            "id": .string(id), "organization": .string(organization), "hash": .string(hash), "request": request,
            "enabled": .bool(isEnabled), "createdDate": Value(createdAt), "createdBy": .string(creator),
        ]
        if let expiresAt { value["expirationDate"] = Value(expiresAt) }
        if let disabledAt { value["disabledDate"] = Value(disabledAt) }
        return value
    }
}
