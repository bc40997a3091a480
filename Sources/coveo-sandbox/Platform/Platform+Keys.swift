import Foundation

extension Platform {
    /// Creates an API key, which may do no more than its creator.
    /// - Returns: its model with its value, which nobody is told again.
    /// - Throws: `Refusal` 400, 403 or 404.
    func createKey(_ body: Value, in id: String, by caller: Caller) throws -> Value {
        let organization = try running(id, for: caller).id
        try caller.require(.keyCreate, in: organization)
        try KeyShape.check(body, fields: KeyShape.creation)
        guard body["displayName"]?.string?.isEmpty == false else {
            throw Refusal.invalid("INVALID_VALUE", "The field 'displayName' is required.")
        }
        let now = Self.now
        var end: Int?
        if let text = body["lifetimeDuration"]?.string {
            guard let lifetime = Lifetime(text) else {
                throw Refusal.invalid("INVALID_VALUE", "The field 'lifetimeDuration' is no duration.")
            }
            end = lifetime.end(from: now)
        }
        try checkPrivileges(of: body, for: caller, in: organization)
        let value = "xx" + UUID().uuidString.lowercased()
        let isEnabled = body["enabled"]?.bool ?? true
        let key = ApiKey(
            id: SourceDefaults.random(26), organization: organization, hash: Secret.hash(value),
            request: KeyShape.kept(body), isEnabled: isEnabled, createdAt: now, creator: caller.username,
            expiresAt: end, disabledAt: isEnabled ? nil : now)
        createdKeys[key.id] = key
        try save()
        var model = key.model(at: now)
        model["value"] = .string(value)
        return model
    }

    /// The organization's keys, by name, without their values.
    /// - Throws: `Refusal` 403 or 404.
    func listKeys(in id: String, for caller: Caller) throws(Refusal) -> [Value] {
        let organization = try organization(id, for: caller).id
        try caller.require(.keyView, in: organization)
        let now = Self.now
        let keys = createdKeys.values.filter { $0.organization == organization }
        return keys.map { $0.model(at: now) }.sorted {
            ($0["displayName"]?.string ?? "", $0["id"]?.string ?? "")
                < ($1["displayName"]?.string ?? "", $1["id"]?.string ?? "")
        }
    }

    /// One key, without its value.
    /// - Throws: `Refusal` 403 or 404.
    func key(
        _ keyID: String, in id: String, for caller: Caller, needing privilege: Privilege = .keyView
    ) throws(Refusal) -> ApiKey {
        let organization = try organization(id, for: caller).id
        try caller.require(privilege.on(keyID), in: organization)
        guard let key = createdKeys[keyID], key.organization == organization else {
            throw .notFound("API_KEY_NOT_FOUND", "There is no API key '\(keyID)'.")
        }
        return key
    }

    /// Replaces what a person says of a key, whether it is enabled too.
    /// - Throws: `Refusal` 400, 403 or 404.
    func replaceKey(_ keyID: String, with body: Value, in id: String, by caller: Caller) throws -> Value {
        var key = try key(keyID, in: id, for: caller, needing: .keyEdit)
        _ = try running(id, for: caller)
        try KeyShape.check(body, fields: KeyShape.update)
        if let bodyID = body["id"]?.string, bodyID != keyID {
            throw Refusal.invalid("INVALID_VALUE", "The field 'id' can't be changed.")
        }
        let before = Set((key.request["privileges"]?.array ?? []).compactMap(Privilege.init))
        try checkPrivileges(of: body, for: caller, in: key.organization, but: before)
        let now = Self.now
        key.request = KeyShape.kept(body)
        let isEnabled = body["enabled"]?.bool ?? key.isEnabled
        if isEnabled != key.isEnabled { key.disabledAt = isEnabled ? nil : now }
        key.isEnabled = isEnabled
        createdKeys[keyID] = key
        try save()
        return key.model(at: now)
    }

    /// Deletes a key, which works no more.
    /// - Throws: `Refusal` 400, 403 or 404.
    func deleteKey(_ keyID: String, in id: String, by caller: Caller) throws {
        _ = try key(keyID, in: id, for: caller, needing: .keyEdit)
        _ = try running(id, for: caller)
        createdKeys[keyID] = nil
        try save()
    }

    private func checkPrivileges(
        of body: Value, for caller: Caller, in organization: String, but old: Set<Privilege> = []
    ) throws(Refusal) {
        for privilege in (body["privileges"]?.array ?? []).compactMap(Privilege.init) where !old.contains(privilege) {
            try caller.require(privilege, in: organization)
        }
    }
}
