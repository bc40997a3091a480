import CoveoPlatform
import Ports
import TokenCache

/// Names for completion: from what is kept, and where nothing is, from the platform, which has one second.
struct NameInquiry: Sendable {
    /// How long whoever pressed Tab waits for the network.
    static let patience = Duration.seconds(1)

    let kind: NamedKind
    let context: Context

    /// What there is to offer. What is kept too long is offered all the same, and somebody looks again behind it.
    func things() async throws -> [KnownName] {
        // Nothing is kept under a token that is no profile's.
        if context.variableToken != nil { return try await ask() ?? [] }
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        let organization = context.organizationForNames(configuration, profile: profile)
        let names = context.names(of: profile)
        if let entry = names.entry(kind, of: organization) {
            if entry.isStale, names.mayAsk(kind, of: organization) { refreshBehind(profile, organization) }
            return entry.things
        }
        guard names.mayAsk(kind, of: organization) else { return [] }
        do {
            if let things = try await ask() { return things }
            refreshBehind(profile, organization)
        } catch TokenCacheFailure.expired {
            // It may be renewed, which must not be cut: not while somebody waits.
            refreshBehind(profile, organization)
        }
        return []
    }

    /// Asks the platform; what it says is kept on the way.
    func refresh() async throws {
        let lock = try await context.world.locks.acquire("names-\(kind.rawValue)", within: .zero)
        defer { lock.release() }
        _ = try await list(try await context.connect())
        let profile = context.profile(try context.configuration())
        // A logout that came meanwhile has forgotten what was kept before.
        if try await !context.holdsLogin(of: profile, in: context.storeChoice(of: profile).name) {
            context.names(of: profile).forgetAll()
        }
    }

    /// nil where the time was over.
    private func ask() async throws -> [KnownName]? {
        try await withThrowingTaskGroup(of: [KnownName]?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await list(try await context.connect(renewing: false)) }
            group.addTask {
                try await context.world.clock.sleep(for: Self.patience)
                return nil
            }
            return try await group.next() ?? nil
        }
    }

    private func list(_ connection: Connection) async throws -> [KnownName] {
        let client = connection.client
        switch kind {
        case .sources: return try await client.sources(in: connection.organization()).map(KnownName.init)
        case .organizations: return try await client.organizations().map(KnownName.init)
        case .providers: return try await client.securityProviders(in: connection.organization()).map(KnownName.init)
        case .keys: return try await client.apiKeys(in: connection.organization()).map(KnownName.init)
        }
    }

    private func refreshBehind(_ profile: String, _ organization: String?) {
        var arguments = [CompleteCommand.name, "refresh", kind.rawValue, profile]
        if let organization { arguments.append(organization) }
        context.world.ownProgram.start(arguments)
    }
}
