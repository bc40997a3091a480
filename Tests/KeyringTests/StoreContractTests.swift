import Keyring
import Ports
import Support
import Testing

@Suite("The contract of stores")
struct StoreContractTests {
    /// A Secret Service, and who agrees on the session's key with it.
    struct Service: Sendable, CustomTestStringConvertible {
        let state: PrivateSession.State
        var interaction = StoreInteraction.never
        var leavesExchangeToLibrary = false
        /// Whether each read is begun ahead of its operation, as a command does.
        var readsDirectly = false

        var testDescription: String {
            state.rawValue + (leavesExchangeToLibrary ? ", libsecret's exchange" : "")
                + (readsDirectly ? ", read directly" : "")
        }
    }

    /// Two that people use, and one that knows no encryption.
    private static let services = [
        Service(state: .gnome), Service(state: .gnome, leavesExchangeToLibrary: true),
        Service(state: .keepassxc, interaction: .allowed),
        Service(state: .keepassxc, interaction: .allowed, leavesExchangeToLibrary: true),
        Service(state: .fake("plain")), Service(state: .gnome, readsDirectly: true),
        Service(state: .keepassxc, interaction: .allowed, readsDirectly: true),
        Service(state: .fake("plain"), readsDirectly: true),
    ]
    private static let areAvailable = services.allSatisfy { PrivateSession.isAvailable($0.state) }

    private func store(_ service: Service) async throws -> any SecretStore {
        let environment = try await PrivateSession.shared(service.state).environment
        let store = SecretServiceStore(
            channel: SecretServiceChannel(
                timeout: .seconds(60), environment: environment,
                leavesExchangeToLibrary: service.leavesExchangeToLibrary))
        return service.readsDirectly ? DirectlyReadStore(base: store, environment: environment) : store
    }

    @Test("the store in memory keeps the contract", arguments: StoreContract.rules)
    func memory(_ rule: StoreContract) async throws {
        let store = MemoryStore()
        try await rule.check { store }
    }

    @Test("the Secret Service keeps the contract", .enabled(if: areAvailable), arguments: services, StoreContract.rules)
    func secretService(_ service: Service, _ rule: StoreContract) async throws {
        try await rule.check(interaction: service.interaction) { try await store(service) }
    }

    @Test(
        "the Secret Service keeps the contract over one connection", .enabled(if: areAvailable),
        arguments: services, StoreContract.rules)
    func oneConnection(_ service: Service, _ rule: StoreContract) async throws {
        let store = try await store(service)
        try await rule.check(interaction: service.interaction) { store }
    }
}

/// A store that is read over a new channel each time, by the direct read.
private struct DirectlyReadStore: SecretStore {
    let base: SecretServiceStore
    let environment: Environment

    func read(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> StoreReading {
        let channel = SecretServiceChannel(timeout: .seconds(60), environment: environment)
        channel.open(reading: profile)
        return try await SecretServiceStore(channel: channel).read(profile: profile, interaction: interaction)
    }

    func probe(interaction: StoreInteraction) async throws(StoreFailure) {
        try await base.probe(interaction: interaction)
    }

    func write(
        _ secret: Redacted<[UInt8]>, profile: String, platformHost: String, interaction: StoreInteraction
    ) async throws(StoreFailure) {
        try await base.write(secret, profile: profile, platformHost: platformHost, interaction: interaction)
    }

    func delete(profile: String, interaction: StoreInteraction) async throws(StoreFailure) -> Bool {
        try await base.delete(profile: profile, interaction: interaction)
    }

    func items() async throws(StoreFailure) -> [StoredItem] { try await base.items() }
}
