package import JSON

/// What a file says an organization's sources should be like.
package struct Manifest: Equatable, Sendable {
    /// One source.
    package struct Entry: Equatable, Sendable {
        /// Its name, which is what it is matched by.
        package let name: String
        /// As the file has it.
        package let model: JSONObject
        package let origin: ManifestOrigin
    }

    /// The organization that it is for; nil where it doesn't say.
    package var organization: String?
    /// The platform that it is for; nil where it doesn't say.
    package var platformURL: String?
    /// The sources, in the files' order, each name once.
    package var entries: [Entry]

    package init(organization: String? = nil, platformURL: String? = nil, entries: [Entry] = []) {
        self.organization = organization
        self.platformURL = platformURL
        self.entries = entries
    }
}

/// Where in which file something stands.
package struct ManifestOrigin: Equatable, Sendable {
    /// As it was named.
    package let file: String
    /// Of the source, from 1, in its file; nil where it is about no source.
    package let number: Int?
    /// nil in JSON.
    package let place: TextPlace?

    package init(file: String, number: Int? = nil, place: TextPlace? = nil) {
        self.file = file
        self.number = number
        self.place = place
    }
}
