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
        /// What happens to a source that would have the name of another one.
        let takenName: TakenName
        /// Whether a PUT renames; else its name is ignored in silence, as the vendor documents that names stay.
        let allowsRename: Bool
    }

    let organizations: [Organization]
    let behaviour: Behaviour
    private let users: [Seed.User]
    private let keys: [String: Caller]
    private let file: StateFile?
    var codes = Codes()
    var devices: DeviceCodes
    var tokens: Tokens
    /// By organization, as the next ones.
    var sources: [String: SourceIndex] = [:]
    var providers: [String: [Value]] = [:]
    /// The organizations that are paused.
    var paused: Set<String>
    /// By ID.
    var createdKeys: [String: ApiKey] = [:]
    /// By the source's ID.
    var schedules: [String: [Value]] = [:]
    /// What was pushed, by the source's ID.
    var content: [String: PushedContent] = [:]
    private(set) var containers = FileContainers()
    /// The sources of `--seed-sources` that were deleted.
    var removedBenchmarks: Set<String> = []

    /// - Parameters:
    ///   - paused: organizations that are paused whatever seed and file say.
    ///   - benchmarkSources: how many sources to make in `acmeproduction`.
    init(seed: Seed, behaviour: Behaviour, file: StateFile?, paused: [String], benchmarkSources: Int) throws {
        for id in paused where !seed.organizations.contains(where: { $0.id == id }) {
            let known = seed.organizations.map(\.id).joined(separator: ", ")
            throw Seed.Failure(description: "--paused \(id): there is no such organization; there are \(known)")
        }
        organizations = seed.organizations
        users = seed.users
        keys = seed.keys
        self.behaviour = behaviour
        self.file = file
        devices = DeviceCodes(
            lifetime: .seconds(behaviour.deviceLifetime), interval: .seconds(behaviour.deviceInterval))
        tokens = Tokens(lifetime: behaviour.tokenLifetime)
        self.paused = Set(seed.organizations.filter(\.isPaused).map(\.id))
        let now = Self.now
        let many = (0..<benchmarkSources).map { Source(benchmark: BenchmarkModel(number: $0 + 1, createdAt: now)) }
        if let content = try file?.read() {
            removedBenchmarks = content.removedBenchmarks
            sources["acmeproduction"] = SourceIndex(many.filter { !content.removedBenchmarks.contains($0.id) })
            for (organization, source) in content.sources { sources[organization, default: SourceIndex()].put(source) }
            providers = content.providers
            schedules = content.schedules
            self.content = content.pushed.mapValues { PushedContent(items: $0) }
            if let paused = content.paused { self.paused = paused }
            createdKeys = content.keys
            tokens.access = content.tokens
            tokens.families = content.families
        } else {
            sources["acmeproduction"] = SourceIndex(many)
            for placed in seed.providers { providers[placed.organization, default: []].append(placed.model) }
            for placed in seed.sources {
                let model = SourceDefaults.complete(
                    placed.model, organization: placed.organization, owner: "owner@example.com", now: now)
                sources[placed.organization, default: SourceIndex()].put(Source(model: model, visibleAt: now))
            }
        }
        self.paused.formUnion(paused)
    }

    /// Milliseconds since 1970.
    static var now: Int { Int(Date().timeIntervalSince1970 * 1000) }

    /// Whose living token or API key this is.
    func caller(token: String) -> Caller? {
        if let key = keys.first(where: { $0.key.utf8.elementsEqual(token.utf8) }) { return key.value }
        let hash = Secret.hash(token)
        if let key = createdKeys.values.first(where: { $0.hash == hash }) {
            return key.works(at: Self.now) ? key.caller : nil
        }
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

    /// A new file container.
    /// - Throws: `Refusal` 400, 403 or 404.
    func makeContainer(in id: String, by caller: Caller) throws(Refusal) -> (id: String, signature: String) {
        containers.make(in: try pushOrganization(id, for: caller))
    }

    /// Keeps what was uploaded.
    func fill(_ container: String, with content: [UInt8]) { containers.fill(container, with: content) }

    /// Whether the source is one of `--seed-sources`, whatever has become of it.
    func isBenchmark(_ id: String) -> Bool { id.hasPrefix("acmeproduction-benchmark") }

    /// Writes the state file, where there is one.
    func save() throws {
        guard let file else { return }
        var content = StateFile.Content()
        content.sources = sources.flatMap { organization, index in
            index.all.filter { !$0.isBenchmark }.map { (organization, $0) }
        }
        content.providers = providers
        content.schedules = schedules
        content.pushed = self.content.mapValues { Array($0.items.values) }
        content.paused = paused
        content.keys = createdKeys
        content.removedBenchmarks = removedBenchmarks
        content.tokens = tokens.access
        content.families = tokens.families
        try file.write(content)
    }
}
