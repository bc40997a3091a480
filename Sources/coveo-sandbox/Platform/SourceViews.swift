/// The other shapes that a source is shown in.
enum SourceViews {
    private static let light = ["id", "name", "sourceType", "pushEnabled", "onPremisesEnabled", "streamEnabled"]
    private static let raw = [
        "id", "name", "owner", "lastModifier", "lastModifiedDate", "createdDate", "sourceType",
        "preConversionExtensions", "postConversionExtensions", "mappings", "securityProviderReferences",
        "crawlingModuleId", "pushEnabled", "onPremisesEnabled", "streamEnabled", "logicalIndex", "resourceId",
        "groupsThatCanEdit", "apiKeysThatCanEdit",
    ]

    /// The vendor's `LightSourceModel`.
    static func light(_ model: Value) -> Value { part(of: model, light) }

    /// The vendor's `RawSourceConfig`.
    static func raw(_ model: Value, includingMappings: Bool) -> Value {
        var config = part(of: model, includingMappings ? raw : raw.filter { $0 != "mappings" })
        config["configuration"] = [:]
        config["securityProviders"] = []
        config["fromRaw"] = false
        return config
    }

    private static func part(of model: Value, _ keys: [String]) -> Value {
        .object((model.members ?? []).filter { keys.contains($0.key) })
    }
}
