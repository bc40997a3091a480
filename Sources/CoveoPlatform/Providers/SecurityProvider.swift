package import JSON

/// A security identity provider as the platform sent it: the whole object, with accessors for what we know.
package struct SecurityProvider: Equatable, Sendable {
    /// Something that uses a provider.
    package struct Reference: Hashable, Sendable {
        /// `SOURCE`, `SECURITY_PROVIDER`.
        package let type: String
        package let id: String

        package init(type: String, id: String) {
            self.type = type
            self.id = id
        }
    }

    /// As the platform sent it.
    package let object: JSONObject
    /// As it was chosen when it was made, never empty.
    package let id: String

    /// - Returns: nil where `value` is no object with an `id`, or with the `name` that older answers have in its place.
    package init?(_ value: JSONValue) {
        guard let object = value.object, let id = object["id"]?.string ?? object["name"]?.string, !id.isEmpty else {
            return nil
        }
        self.object = object
        self.id = id
    }

    /// For people; nil where absent or empty.
    package var displayName: String? { object["displayName"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    /// `EXPANDED`, …; types that we don't know too.
    package var type: String? { object["type"]?.string }
    package var caseSensitive: Bool? { object["caseSensitive"]?.bool }
    /// `currentStatus.type`.
    package var status: String? { object["currentStatus"]?["type"]?.string }

    /// What uses it, in order; an entry without an ID is none.
    package var references: [Reference] {
        (object["referencedBy"]?.array ?? []).compactMap { value in
            value["id"]?.string.map { Reference(type: value["type"]?.string ?? "", id: $0) }
        }
    }

    /// The IDs of the sources that use it.
    package var sourceIDs: [String] { references.filter { $0.type == "SOURCE" }.map(\.id) }

    /// The IDs of the providers that it passes identities on to.
    package var cascadingIDs: [String] {
        (object["cascadingSecurityProviders"]?.object?.members ?? []).map { $0.value["id"]?.string ?? $0.key }
    }

    /// Whether it says that the source of this ID uses it.
    package func isReferenced(bySource id: String) -> Bool { sourceIDs.contains { $0.hasSameBytes(as: id) } }
}
