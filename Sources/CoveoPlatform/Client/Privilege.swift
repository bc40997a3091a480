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

    /// What `sources create` needs.
    package static let createSource = Privilege("SOURCE", "CREATE")
}
