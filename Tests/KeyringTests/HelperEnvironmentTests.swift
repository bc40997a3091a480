import Foundation
import Ports
import Support
import Testing

@testable import Keyring

@Suite("What a credential helper gets of the environment")
struct HelperEnvironmentTests {
    private static let canary = "canary4711"
    private static let secret = [
        "COVEO_ACCESS_TOKEN": " \(canary)\n", "COVEO_ORGANIZATION": "acme", "COVEO_API_KEY": canary,
        "MY_COPY": "Bearer \(canary)", "GITHUB_TOKEN": canary, "NPM_TOKEN_2": canary, "client_secret": canary,
        "PGPASSWORD": canary, "DB_PASS": canary, "DB_PWD": canary, "GITHUB_PAT": canary,
        "AWS_SECRET_ACCESS_KEY": canary,
        "APIKEY": canary, "KEY_PASSPHRASE": canary, "HTTPS_PROXY": "http://ann:canary@proxy.example:3128",
        "http_proxy": "ann:canary@proxy.example:3128", "DATABASE_URL": "postgres://ann:canary@db.example/x?y@z",
        "MARKED_URL": "postgres://ann:canary@\u{301}db.example/x",
        "MARKED_SCHEME": "https://\u{301}ann:canary@db.example",
    ]
    private static let plain = [
        "HOME": "/home/ann", "PWD": "/", "OLDPWD": "/", "GNUPGHOME": "/g", "PASSWORD_STORE_DIR": "/p",
        "PASSWORD_STORE_KEY": "0xABC", "PASSWORD_STORE_SIGNING_KEY": "0xABC", "SSH_AUTH_SOCK": "/s", "LANG": "C.UTF-8",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1/bus", "NO_PROXY": "a.example",
        "ALL_PROXY": "socks5://p:1080",
        "VAULT_ADDR": "https://vault.example/@team", "XDG_RUNTIME_DIR": "/run/user/1", "GNOME_KEYRING_CONTROL": "/k",
    ]
    private static let person = ["GPG_TTY": "/dev/pts/1", "DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "SSH_ASKPASS": "/a"]

    private func variables(
        _ interaction: StoreInteraction, _ given: [String: String], terminal: String? = nil
    ) -> [String: String] {
        HelperEnvironment(Environment(given), interaction: interaction, terminal: terminal).variables
    }

    @Test("what is a secret, or is called one, stays out; what helpers need stays in")
    func filter() {
        let given = Self.secret.merging(Self.plain) { $1 }
        #expect(variables(.never, given) == Self.plain)
        #expect(variables(.allowed, given) == Self.plain)
    }

    @Test("a helper that may ask finds terminal and display, and no other does")
    func person() {
        #expect(variables(.never, Self.person, terminal: "/dev/pts/7").isEmpty)
        #expect(variables(.allowed, Self.person, terminal: "/dev/pts/7") == Self.person)
        #expect(variables(.allowed, [:], terminal: "/dev/pts/7") == ["GPG_TTY": "/dev/pts/7"])
    }

    @Test(
        "a helper sees no secret in its environment, and no descriptor but its three",
        arguments: [StoreInteraction.never, .allowed])
    func real(_ interaction: StoreInteraction) async throws {
        let helper = try ScriptedHelper()
        let opened = open("/dev/null", O_RDONLY)
        defer { close(opened) }
        let store = helper.store("spy", variables: Self.secret)
        try await store.write(
            Redacted(Array(#"{"canary":1}"#.utf8)), profile: "a", platformHost: "h", interaction: interaction)
        let seen = helper.lines("environment")
        #expect(!seen.isEmpty && !seen.contains { $0.contains("canary") || $0.hasPrefix("COVEO") }, "\(seen)")
        // The fourth is the folder's own, that was listed.
        #expect(Set(helper.lines("descriptors")) == ["0 1 2 3"])
    }
}
