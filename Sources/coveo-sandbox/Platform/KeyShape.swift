/// The vendor's `ApiKeyCreationRequest` and the model of a key, as far as requests are checked.
enum KeyShape {
    private static let editors = Shape.list(.record(["id": .text, "displayName": .text]), unique: true)
    private static let privileges = Shape.list(
        .record(["owner": .text, "targetDomain": .text, "type": .text, "targetId": .text]), unique: true)
    private static let texts = Shape.list(.text, unique: false)
    /// What a person says of a key, and can change.
    private static let own: [String: Shape] = [
        "groupsThatCanEdit": editors, "apiKeysThatCanEdit": editors, "displayName": .text, "description": .text,
        "privileges": privileges, "allowedIps": texts, "deniedIps": texts, "additionalConfiguration": .anyObject,
    ]
    /// The most UTF-16 units of a text.
    private static let limits = ["displayName": 125, "description": 1000]

    /// The fields of a POST.
    static let creation = own.merging([
        "enabled": .flag, "lifetimeDuration": .text, "overrideTemplatePrivileges": privileges, "rotationEnabled": .flag,
    ]) { $1 }

    /// The fields of a PUT: what was read can be sent back.
    static let update = creation.merging([
        "id": .text, "tokenId": .text, "organizationId": .text, "createdDate": .moment, "createdBy": .anyObject,
        "apiKeyTemplateId": .text, "lastUsedDate": .moment, "privacyLevel": .text, "status": .text,
        "expirationDate": .moment, "disabledDate": .moment, "activationDate": .moment, "exposureReport": .anyObject,
        "resourceId": .text, "value": .text, "rotationSecret": .text,
    ]) { $1 }

    /// - Throws: `Refusal` 400 that names the field.
    static func check(_ body: Value, fields: [String: Shape]) throws(Refusal) {
        try Shape.check(body, fields: fields)
        for (field, limit) in limits where (body[field]?.string?.utf16.count ?? 0) > limit {
            throw .invalid("INVALID_VALUE", "The field '\(field)' is longer than \(limit).")
        }
    }

    /// What of a request is kept as it is.
    static func kept(_ body: Value) -> Value {
        .object((body.members ?? []).filter { own[$0.key] != nil && $0.value != .null })
    }
}
