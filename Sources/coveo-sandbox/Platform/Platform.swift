import Foundation

/// The platform's state. What changes is written to the state file before the answer is given.
actor Platform {
    /// What the command line says about the platform's behaviour.
    struct Behaviour: Sendable {
        /// How long an access token lives, in seconds.
        let tokenLifetime: Int
        /// After how many seconds lists show a new source.
        let visibleAfter: Int
        /// How long the codes of a device live, in seconds.
        let deviceLifetime: Int
        /// How long a device has to wait between polls at first, in seconds.
        let deviceInterval: Int
    }

    let organizations: [Organization]
    let behaviour: Behaviour
    private let users: [Seed.User]
    private let keys: [String: Caller]
    private let file: StateFile?
    var codes = Codes()
    var devices: DeviceCodes
    var tokens: Tokens
    var sources: [String: [String: Source]] = [:]
    var providers: [String: [Value]] = [:]

    /// - Parameter benchmarkSources: how many sources to make in `acmeproduction`.
    init(seed: Seed, behaviour: Behaviour, file: StateFile?, benchmarkSources: Int) throws {
        organizations = seed.organizations
        users = seed.users
        keys = seed.keys
        self.behaviour = behaviour
        self.file = file
        devices = DeviceCodes(
            lifetime: .seconds(behaviour.deviceLifetime), interval: .seconds(behaviour.deviceInterval))
        tokens = Tokens(lifetime: behaviour.tokenLifetime)
        let now = Self.now
        if let content = try file?.read() {
            sources = content.sources
            providers = content.providers
            tokens.access = content.tokens
            tokens.families = content.families
        } else {
            for placed in seed.providers { providers[placed.organization, default: []].append(placed.model) }
            for placed in seed.sources {
                let model = SourceDefaults.complete(
                    placed.model, organization: placed.organization, owner: "owner@example.com", now: now)
                let source = Source(model: model, visibleAt: now)
                sources[placed.organization, default: [:]][source.id] = source
            }
        }
        for number in 0..<benchmarkSources {
            let digits = String(100_000 + number + 1).dropFirst()
            let body: Value = [
                "id": .string("acmeproduction-benchmark\(digits)"), "sourceType": "PUSH",
                "name": .string("Benchmark \(digits)"), "sourceVisibility": "SHARED", "pushEnabled": true,
            ]
            let model = SourceDefaults.complete(
                body, organization: "acmeproduction", owner: "alice@example.com", now: now)
            let source = Source(model: model, visibleAt: now)
            sources["acmeproduction", default: [:]][source.id] = source
        }
    }

    /// Milliseconds since 1970.
    static var now: Int { Int(Date().timeIntervalSince1970 * 1000) }

    /// Whose living token or API key this is.
    func caller(token: String) -> Caller? {
        if let key = keys.first(where: { $0.key.utf8.elementsEqual(token.utf8) }) { return key.value }
        guard let username = tokens.username(token: token) else { return nil }
        return users.first { $0.caller.username == username }?.caller
    }

    /// Whether that is the password of a user; an unknown user has none.
    func accepts(username: String, password: String) -> Bool {
        users.contains {
            $0.caller.username.utf8.elementsEqual(username.utf8) && $0.password.utf8.elementsEqual(password.utf8)
        }
    }

    /// The organization of that ID, for somebody who has a place in it.
    /// - Throws: `Refusal` 404 or 403.
    func organization(_ id: String, for caller: Caller) throws(Refusal) -> Organization {
        guard let organization = organizations.first(where: { $0.id.utf8.elementsEqual(id.utf8) }) else {
            throw Refusal.notFound("ORGANIZATION_NOT_FOUND", "There is no organization '\(id)'.")
        }
        guard caller.privileges[id] != nil else { throw .denied }
        return organization
    }

    /// Writes the state file, where there is one.
    func save() throws {
        try file?.write(
            StateFile.Content(
                sources: sources, providers: providers, tokens: tokens.access, families: tokens.families))
    }
}
