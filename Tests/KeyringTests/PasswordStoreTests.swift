import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("docker-credential-pass", .enabled(if: PasswordStore.isAvailable), .timeLimit(.minutes(2)))
struct PasswordStoreTests {
    private let secret = Redacted(Array(#"{"version":1,"token":"canary-4711-abcdefghijklmnop"}"#.utf8))

    @Test("people find the login with pass itself")
    func visible() async throws {
        let password = try await PasswordStore()
        try await password.store().write(secret, profile: "seen", platformHost: "one.example", interaction: .never)
        let folder = Data("https://coveo.cli.invalid/session/seen".utf8).base64EncodedString()
        let shown = try await password.run(["pass", "show", "docker-credential-helpers/\(folder)/one.example"])
        #expect(shown.hasPrefix(String(decoding: secret.reveal(), as: UTF8.self)))
    }

    @Test("a key that asks for a passphrase where nobody can be asked is a failure with words, and no hang")
    func passphrase() async throws {
        let password = try await PasswordStore(passphrase: "canary")
        try await password.store().write(secret, profile: "a", platformHost: "h", interaction: .never)
        password.forget()
        do throws(StoreFailure) {
            _ = try await password.store().read(profile: "a", interaction: .never)
            Issue.record("read")
        } catch {
            guard case .helper("docker-credential-pass", .failed(_, let message)) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(message.contains("decryption failed"))
        }
        #expect(try await password.store().items().map(\.profile) == ["a"])
        #expect(try await password.store().delete(profile: "a", interaction: .never))
        withExtendedLifetime(password) {}
    }

    @Test("a pass that nobody has set up is found by the probe, with its words")
    func uninitialized() async throws {
        let folder = TemporaryFolder()
        let store = CredentialHelperStore(
            helper: "pass", timeout: .seconds(30),
            environment: Environment([
                "PATH": "/usr/bin:/bin", "HOME": folder.path(""), "PASSWORD_STORE_DIR": folder.path("store"),
            ]))
        do throws(StoreFailure) {
            try await store.probe(interaction: .never)
            Issue.record("usable")
        } catch {
            guard case .helper(_, .failed(1, let message)) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(message.contains("pass init"))
        }
    }
}
