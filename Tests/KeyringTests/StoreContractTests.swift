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
        /// Whether the way to it is opened ahead of the first operation, as a command does.
        var isGreeted = false

        var testDescription: String {
            state.rawValue + (leavesExchangeToLibrary ? ", libsecret's exchange" : "") + (isGreeted ? ", greeted" : "")
        }
    }

    /// Two that people use, and one that knows no encryption.
    private static let services = [
        Service(state: .gnome), Service(state: .gnome, leavesExchangeToLibrary: true),
        Service(state: .keepassxc, interaction: .allowed),
        Service(state: .keepassxc, interaction: .allowed, leavesExchangeToLibrary: true),
        Service(state: .fake("plain")), Service(state: .gnome, isGreeted: true),
        Service(state: .keepassxc, interaction: .allowed, isGreeted: true),
        Service(state: .fake("plain"), isGreeted: true),
    ]
    private static let areAvailable = services.allSatisfy { PrivateSession.isAvailable($0.state) }

    private func store(_ service: Service) async throws -> SecretServiceStore {
        let channel = SecretServiceChannel(
            timeout: .seconds(60), environment: try await PrivateSession.shared(service.state).environment,
            leavesExchangeToLibrary: service.leavesExchangeToLibrary)
        if service.isGreeted { channel.open() }
        return SecretServiceStore(channel: channel)
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
