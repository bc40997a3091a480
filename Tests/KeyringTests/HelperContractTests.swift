import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("The contract of stores, kept by credential helpers")
struct HelperContractTests {
    @Test(
        "a helper keeps the contract, whatever it does with what is not there, long lines and lists",
        arguments: ["", "strict", "pass", "passive", "null", "lingering"], StoreContract.rules)
    func scripted(_ mood: String, _ rule: StoreContract) async throws {
        let helper = try ScriptedHelper()
        try await rule.check { helper.store(mood) }
        for process in helper.lines("processes").compactMap(Int32.init) { kill(process, SIGKILL) }
    }

    @Test(
        "docker-credential-pass keeps the contract, with a real pass and a real key",
        .enabled(if: PasswordStore.isAvailable))
    func pass() async throws {
        let password = try await PasswordStore()
        for rule in StoreContract.rules { try await rule.check { password.store() } }
    }

    @Test(
        "docker-credential-secretservice keeps the contract, with a real gnome-keyring",
        .enabled(if: isSecretServiceAvailable), .serialized, arguments: StoreContract.rules)
    func secretService(_ rule: StoreContract) async throws {
        let environment = try await PrivateSession.shared(.gnome).environment
        try await rule.check {
            CredentialHelperStore(helper: "secretservice", timeout: .seconds(60), environment: environment)
        }
    }

    static var isSecretServiceAvailable: Bool {
        PrivateSession.isAvailable(.gnome)
            && FileManager.default.isExecutableFile(atPath: "/usr/bin/docker-credential-secretservice")
    }
}
