/// One thing that somebody may do in an organization, such as `SOURCE CREATE`, to everything or to one thing.
struct Privilege: Sendable, Hashable {
    let domain: String
    let type: String
    /// `*` for everything, else an ID.
    let target: String

    static let sourceView = Privilege(domain: "SOURCE", type: "VIEW")
    static let sourceEdit = Privilege(domain: "SOURCE", type: "EDIT")
    static let sourceCreate = Privilege(domain: "SOURCE", type: "CREATE")
    static let organizationView = Privilege(domain: "ORGANIZATION", type: "VIEW")
    static let organizationEdit = Privilege(domain: "ORGANIZATION", type: "EDIT")
    static let providerView = Privilege(domain: "SECURITY_PROVIDER", type: "VIEW")
    static let providerEdit = Privilege(domain: "SECURITY_PROVIDER", type: "EDIT")
    static let providerCreate = Privilege(domain: "SECURITY_PROVIDER", type: "CREATE")
    static let keyView = Privilege(domain: "API_KEY", type: "VIEW")
    static let keyEdit = Privilege(domain: "API_KEY", type: "EDIT")
    static let keyCreate = Privilege(domain: "API_KEY", type: "CREATE")

    /// What `*` in a seed stands for.
    static let everything: [Privilege] =
        [.organizationView, .organizationEdit]
        + ["SOURCE", "SECURITY_PROVIDER", "FIELD", "API_KEY"].flatMap { domain in
            ["VIEW", "EDIT", "CREATE"].map { Privilege(domain: domain, type: $0) }
        }

    init(domain: String, type: String, target: String = "*") {
        self.domain = domain
        self.type = type
        self.target = target
    }

    /// Reads `DOMAIN TYPE` or `DOMAIN TYPE ID`; nil for anything else.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard (2...3).contains(words.count) else { return nil }
        self.init(domain: words[0], type: words[1], target: words.count > 2 ? words[2] : "*")
    }

    /// Reads the vendor's `PrivilegeModel` of the platform itself; nil for anything else.
    init?(_ model: Value) {
        guard model["owner"]?.string == "PLATFORM", let domain = model["targetDomain"]?.string,
            let type = model["type"]?.string
        else { return nil }
        self.init(domain: domain, type: type, target: model["targetId"]?.string ?? "*")
    }

    /// The vendor's `PrivilegeModel`.
    var model: Value {
        [
            "owner": "PLATFORM", "targetDomain": .string(domain), "type": .string(type), "targetId": .string(target),
        ]
    }

    /// The same, to one thing.
    func on(_ target: String) -> Privilege { Privilege(domain: domain, type: type, target: target) }

    /// Whether somebody who may do this may do that.
    func covers(_ other: Privilege) -> Bool {
        domain == other.domain && type == other.type && (target == "*" || target == other.target)
    }
}
