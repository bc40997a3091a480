package import JSON

/// An organization as the platform lists it.
package struct Organization: Equatable, Sendable {
    /// As the platform sent it.
    package let object: JSONObject
    /// As the platform sent it.
    package let id: String

    /// - Returns: nil where there is no object with an `id`.
    package init?(_ value: JSONValue) {
        guard let object = value.object, let id = object["id"]?.string, !id.isEmpty else { return nil }
        self.object = object
        self.id = id
    }

    /// For people; nil where absent or empty.
    package var displayName: String? {
        object["displayName"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
}
