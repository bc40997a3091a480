/// The platform's part of a source model: what it sets at creation, and what an update can't change.
enum SourceDefaults {
    /// Fields of the platform: kept over an update whatever the request says.
    private static let kept = [
        "id", "name", "owner", "sourceType", "pushEnabled", "createdDate", "resourceId", "information",
        "configurationError",
    ]

    /// A whole model out of a request's or a seed's: each absent field gets its default.
    static func complete(_ body: Value, organization: String, owner: String, now: Int) -> Value {
        var model: Value = [:]
        let id = body["id"]?.string ?? newID(organization)
        let isPush = body["pushEnabled"]?.bool == true
        model["id"] = .string(id)
        for member in body.members ?? [] where member.key != "id" && member.value != .null {
            model[member.key] = member.value
        }
        let defaults: [Value.Member] = [
            .init(key: "owner", value: .string(owner)),
            .init(key: "sourceVisibility", value: "PRIVATE"),
            .init(key: "pushEnabled", value: false),
            .init(key: "streamEnabled", value: false),
            .init(key: "onPremisesEnabled", value: false),
            .init(key: "logicalIndex", value: "default"),
            .init(key: "customParameters", value: [:]),
            .init(key: "mappings", value: []),
            .init(key: "preConversionExtensions", value: []),
            .init(key: "postConversionExtensions", value: []),
            .init(
                key: "permissions", value: ["state": "VALID", "permissionLevels": [["name": "Source Specified"]]]),
            .init(key: "urlFilters", value: []),
            .init(key: "ocrFileTypes", value: []),
            .init(key: "securityProviderReferences", value: []),
            .init(key: "groupsThatCanEdit", value: [["id": "administrators", "displayName": "Administrators"]]),
            .init(key: "apiKeysThatCanEdit", value: []),
            .init(key: "projectIds", value: []),
            .init(key: "resourceId", value: .string(id)),
            .init(key: "createdDate", value: Value(now)),
            .init(key: "lastModifiedDate", value: Value(now)),
            .init(key: "lastModifier", value: .string(owner)),
            .init(key: "information", value: information(status: isPush ? "PUSH_READY" : "IDLE", now: now)),
        ]
        for member in defaults where model[member.key] == nil { model[member.key] = member.value }
        return model
    }

    /// The model after a PUT: the request's replaces the old one, but for the platform's own fields. A field that the
    /// request leaves out falls back to its empty default; the name can't be changed.
    static func replaced(_ old: Value, by body: Value, modifier: String, rebuild: Bool, now: Int) -> Value {
        var merged = body
        for key in kept { merged[key] = old[key] }
        if merged["permissions"] == nil { merged["permissions"] = ["state": "VALID", "permissionLevels": []] }
        if merged["groupsThatCanEdit"] == nil { merged["groupsThatCanEdit"] = [] }
        let last = old["lastModifiedDate"]?.int ?? 0
        merged["lastModifiedDate"] = Value(max(now, last + 1))
        merged["lastModifier"] = .string(modifier)
        let model = complete(merged, organization: "", owner: modifier, now: now)
        return rebuild ? rebuilt(model, now: now) : model
    }

    /// The model with a rebuild as its last operation.
    static func rebuilt(_ model: Value, now: Int) -> Value {
        changing(model) { information in
            information["lastOperation"] = [
                "operationType": "REBUILD", "result": "SUCCESS", "timestamp": Value(now), "initialBuild": false,
            ]
            information["rebuildRequired"] = false
            information["lastRebuildEndDate"] = Value(now)
        }
    }

    /// The model while an operation goes on, or after its end.
    /// - Parameter operation: `REBUILD`, `FULL_REFRESH` or `INCREMENTAL_REFRESH`; nil ends the one that goes on.
    static func operating(_ model: Value, _ operation: String?, now: Int) -> Value {
        changing(model) { information in
            let refresh = information["sourceStatus"]?["refreshType"]?.string
            let isPush = model["pushEnabled"]?.bool == true
            let status: Value = operation != nil ? "REFRESHING" : isPush ? "PUSH_READY" : "IDLE"
            information["sourceStatus"]?["type"] = status
            information["sourceStatus"]?["extendedCurrentStatus"] = status
            information["sourceStatus"]?["refreshType"] = operation.map { .string($0) }
            information["sourceStatus"]?["timestamp"] = Value(now)
            guard operation == nil, let refresh else { return }
            information["lastOperation"] = [
                "operationType": .string(refresh), "result": "SUCCESS", "timestamp": Value(now), "initialBuild": false,
            ]
        }
    }

    /// The model with so much content.
    static func holding(_ model: Value, documents: Int, size: Int) -> Value {
        changing(model) { information in
            information["numberOfDocuments"] = Value(documents)
            information["documentsTotalSize"] = Value(size)
        }
    }

    /// As many random letters and digits of base32, in lower case.
    static func random(_ count: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
        return String((0..<count).compactMap { _ in letters.randomElement() })
    }

    private static func changing(_ model: Value, _ change: (inout Value) -> Void) -> Value {
        var model = model
        var information = model["information"] ?? [:]
        change(&information)
        model["information"] = information
        return model
    }

    private static func information(status: String, now: Int) -> Value {
        [
            "sourceStatus": [
                "type": .string(status), "extendedCurrentStatus": .string(status),
                "allowedOperations": ["DELETE", "REBUILD"], "timestamp": Value(now), "initialBuild": true,
            ],
            "rebuildRequired": false, "numberOfDocuments": 0, "documentsTotalSize": 0,
        ]
    }

    private static func newID(_ organization: String) -> String { organization + "-" + random(26) }
}
