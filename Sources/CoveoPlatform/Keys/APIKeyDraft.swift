package import JSON

/// An API key that is to be created.
package struct APIKeyDraft: Equatable, Sendable {
    /// At most so many UTF-16 units are taken by the platform, whatever it calls a character.
    private static let nameLimit = 125
    private static let detailsLimit = 1_000

    /// For people, cut to what the platform takes; need not be unique.
    package let name: String
    /// What no other key's description holds: by it the key is known again where the answer that names it was lost.
    package let mark: String
    package let privileges: [Privilege]
    /// ISO 8601, `P90D`; nil for the organization's own limit.
    package let lifetime: String?
    private let details: String

    /// - Parameters:
    ///   - details: what it is for; the mark is put behind it.
    ///   - mark: visible ASCII, made at random.
    package init(name: String, details: String, mark: String, privileges: [Privilege], lifetime: String?) {
        self.name = Self.cut(name, to: Self.nameLimit)
        self.details = Self.cut(details, to: Self.detailsLimit - mark.utf16.count - 3) + " (\(mark))"
        self.mark = mark
        self.privileges = privileges
        self.lifetime = lifetime
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        var text = text
        while text.utf16.count > limit { text.removeLast() }
        return text
    }

    /// The body of the POST.
    package var body: JSONObject {
        var body: JSONObject = [
            "displayName": .string(name), "description": .string(details), "enabled": true,
            "privileges": .array(privileges.map { .object($0.object) }),
        ]
        if let lifetime { body["lifetimeDuration"] = .string(lifetime) }
        return body
    }
}
