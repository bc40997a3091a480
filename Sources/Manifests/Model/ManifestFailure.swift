package import CoveoPlatform
package import JSON

/// Why files are no manifest.
package struct ManifestFailure: Error, Equatable, Sendable {
    package let reason: Reason
    package let origin: ManifestOrigin
    /// The name of the source that it is about; nil where that is not known.
    package let name: String?

    package init(_ reason: Reason, at origin: ManifestOrigin, name: String? = nil) {
        self.reason = reason
        self.origin = origin
        self.name = name
    }

    /// A closed list.
    package enum Reason: Error, Equatable, Sendable {
        case yaml(YAMLFailure.Reason)
        case json(JSONFailure)
        /// No document, or none with anything in it.
        case empty
        /// Where a source's model has to stand there is something else.
        case notAModel
        /// A key beside `sources` that no manifest has; `nearest` is what was likely meant.
        case unknownKey(String, nearest: String?)
        /// `key` of a manifest has another type; `expected` in JSON's words.
        case wrongType(key: String, expected: String)
        /// The model can't be one.
        case model(SourceDraftFailure)
        /// Two sources of one name; where the first one stands.
        case nameTwice(first: ManifestOrigin)
        /// Two documents name different organizations.
        case twoOrganizations(String, String)
        /// Two documents name different platforms.
        case twoPlatforms(String, String)
    }
}
