package import JSON

/// A privilege of the platform, as its privilege API names it.
package struct Privilege: Hashable, Sendable, CustomStringConvertible {
    /// `PLATFORM` in all that we ask.
    package let owner: String
    /// `SOURCE`, `ORGANIZATION`, …
    package let domain: String
    /// `CREATE`, `EDIT`, `VIEW`.
    package let type: String
    /// The one thing that it is about; `*` for all.
    package let target: String

    package init(_ domain: String, _ type: String, target: String = "*", owner: String = "PLATFORM") {
        self.owner = owner
        self.domain = domain
        self.type = type
        self.target = target
    }

    /// As administrators know it: `SOURCE CREATE`.
    package var description: String { "\(domain) \(type)" }

    /// As the platform's bodies have it.
    package var object: JSONObject {
        [
            "owner": .string(owner), "targetDomain": .string(domain), "type": .string(type),
            "targetId": .string(target),
        ]
    }

    /// - Returns: nil where `value` names no domain or no type.
    init?(_ value: JSONValue) {
        guard let domain = value["targetDomain"]?.string, let type = value["type"]?.string else { return nil }
        self.init(
            domain, type, target: value["targetId"]?.string ?? "*", owner: value["owner"]?.string ?? "PLATFORM")
    }

    /// What `sources create` needs.
    package static let createSource = Privilege("SOURCE", "CREATE")

    /// What `keys create` needs.
    package static let createAPIKey = Privilege("API_KEY", "CREATE")
}
