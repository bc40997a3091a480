import Foundation
import Keyring
import Ports
import Support

/// A real `pass` with a real GnuPG key, both in a temporary folder, and `docker-credential-pass` before it. GnuPG's agent
/// ends with this object.
final class PasswordStore: Sendable {
    /// Whether all of it is installed, as `.enabled(if:)` wants it.
    static var isAvailable: Bool {
        ["/usr/bin/docker-credential-pass", "/usr/bin/pass", "/usr/bin/gpg"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// It could not be set up: what GnuPG or pass said.
    struct Failure: Error {
        let said: String
    }

    let environment: Environment
    private let folder = TemporaryFolder()

    init(passphrase: String = "") async throws {
        for name in ["gnupg", "home"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        environment = Environment([
            "PATH": "/usr/bin:/bin", "HOME": folder.path("home"), "GNUPGHOME": folder.path("gnupg"),
            "PASSWORD_STORE_DIR": folder.path("store"),
        ])
        let user = "coveo-tests@example.invalid"
        try await run([
            "gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", passphrase, "--quick-gen-key",
            // Elliptic curves, whose keys are made in no time.
            user, "future-default", "default", "never",
        ])
        try await run(["pass", "init", user])
    }

    deinit {
        // By its own control, and nobody else's agent: the folder says which.
        Self.kill(environment.all)
    }

    /// A store that uses it.
    ///
    /// - Parameter programs: a folder to look for programs in first.
    func store(timeout: Duration = .seconds(60), programs: String? = nil) -> CredentialHelperStore {
        let path = [programs, "/usr/bin:/bin"].compactMap { $0 }.joined(separator: ":")
        return CredentialHelperStore(
            helper: "pass", timeout: timeout, environment: Environment(environment.all.merging(["PATH": path]) { $1 }))
    }

    /// Runs a program with the variables of this password store.
    @discardableResult
    func run(_ words: [String], input: String = "") async throws -> String {
        let outcome = try await ChildProcess("/usr/bin/env", words, environment: environment.all)
            .run(input: .text(input))
        guard outcome.end == .exited(0) else { throw Failure(said: outcome.output + outcome.errors) }
        return outcome.output
    }

    /// Where the helper keeps what has the address `url`.
    func entry(_ url: String) -> String {
        let name = Data(url.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return folder.path("store/docker-credential-helpers/\(name)")
    }

    /// The names of all that it keeps.
    func entries() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("store/docker-credential-helpers"))
    }

    /// Makes the entry that a `store` leaves which was cut off.
    func leaveEmpty(_ url: String) throws {
        try FileManager.default.createDirectory(atPath: entry(url), withIntermediateDirectories: true)
    }

    /// Takes the key away for good.
    func loseKey() throws {
        forget()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("gnupg")) {
            try FileManager.default.removeItem(atPath: folder.path("gnupg/\(name)"))
        }
        // A key is looked for nowhere else.
        try Data("no-auto-key-locate\n".utf8).write(to: URL(filePath: folder.path("gnupg/gpg.conf")))
    }

    /// Ends the agent, which remembers passphrases.
    func forget() {
        Self.kill(environment.all)
    }

    private static func kill(_ variables: [String: String]) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/gpgconf")
        process.arguments = ["--kill", "all"]
        process.environment = variables
        // An agent that stays ends by itself: it looks after its folder.
        try? process.run()
        process.waitUntilExit()
    }
}
