package import CoveoPlatform
package import JSON

extension Manifest {
    /// A manifest of these sources, by name, which they would be found to agree with: without what the platform writes
    /// by itself, and without what is null.
    package static func exporting(
        _ sources: [SourceModel], organization: String, platformURL: String
    ) -> JSONValue {
        let models = sources.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            .map { JSONValue.object(JSONObject().merging($0.portable)) }
        return [
            "organization": .string(organization), "platformUrl": .string(platformURL), "sources": .array(models),
        ]
    }
}
