import Keyring
import Ports
import Support
import Testing

@Suite("The contract of stores")
struct StoreContractTests {
    @Test("the store in memory keeps the contract", arguments: StoreContract.rules)
    func memory(_ rule: StoreContract) async throws {
        let store = MemoryStore()
        try await rule.check { store }
    }

    @Test(
        "the Secret Service keeps the contract, with a real gnome-keyring",
        .enabled(if: PrivateSession.isAvailable(.gnome)), arguments: StoreContract.rules)
    func secretService(_ rule: StoreContract) async throws {
        let environment = try await PrivateSession.shared(.gnome).environment
        try await rule.check { SecretServiceStore(timeout: .seconds(30), environment: environment) }
    }

    @Test(
        "the Secret Service keeps the contract where libsecret agrees on the key",
        .enabled(if: PrivateSession.isAvailable(.gnome)), arguments: StoreContract.rules)
    func libraryExchange(_ rule: StoreContract) async throws {
        let environment = try await PrivateSession.shared(.gnome).environment
        try await rule.check {
            SecretServiceStore(
                channel: SecretServiceChannel(
                    timeout: .seconds(30), environment: environment, leavesExchangeToLibrary: true))
        }
    }

    @Test(
        "the Secret Service keeps the contract over one connection",
        .enabled(if: PrivateSession.isAvailable(.gnome)), arguments: StoreContract.rules)
    func oneConnection(_ rule: StoreContract) async throws {
        let store = SecretServiceStore(
            timeout: .seconds(30), environment: try await PrivateSession.shared(.gnome).environment)
        try await rule.check { store }
    }
}
