/// One thing that somebody may do in an organization, such as `SOURCE CREATE`.
struct Privilege: Sendable, Hashable {
    let domain: String
    let type: String

    static let sourceView = Privilege(domain: "SOURCE", type: "VIEW")
    static let sourceEdit = Privilege(domain: "SOURCE", type: "EDIT")
    static let sourceCreate = Privilege(domain: "SOURCE", type: "CREATE")
    static let organizationView = Privilege(domain: "ORGANIZATION", type: "VIEW")
    static let providerView = Privilege(domain: "SECURITY_PROVIDER", type: "VIEW")
    static let providerCreate = Privilege(domain: "SECURITY_PROVIDER", type: "CREATE")

    /// What `*` in a seed stands for.
    static let everything: [Privilege] =
        [.organizationView]
        + ["SOURCE", "SECURITY_PROVIDER", "FIELD", "API_KEY"].flatMap { domain in
            ["VIEW", "EDIT", "CREATE"].map { Privilege(domain: domain, type: $0) }
        }

    init(domain: String, type: String) {
        self.domain = domain
        self.type = type
    }

    /// Reads `DOMAIN TYPE`; nil for anything else.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2 else { return nil }
        self.init(domain: words[0], type: words[1])
    }
}
