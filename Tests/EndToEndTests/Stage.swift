import Foundation
import Support
import Synchronization
import Testing

/// A machine as far as `coveo` sees it: an empty home, a keyring in a state of choice, a platform, and no variables but
/// these. All that `coveo` says on it is kept, for a search.
final class Stage: Sendable {
    /// A folder of the test's own; the home lies in it.
    let folder: String
    let sandbox: Sandbox
    /// nil where there is no session bus.
    let session: PrivateSession?
    private let heard = Mutex<[@Sendable () -> String]>([])
    private let terminals = Mutex<[PtyProcess]>([])

    /// Sets it up, and takes it down whatever happens.
    ///
    /// - Parameters:
    ///   - keyring: nil for no session bus at all.
    ///   - keyringFolder: where the keyring's files outlive the stage.
    ///   - options: of the sandbox.
    ///   - seed: what is in the sandbox at start, in place of its built-in seed.
    static func with<Result: Sendable>(
        keyring: PrivateSession.State? = .gnome, keyringFolder: String? = nil, sandbox options: [String] = [],
        seed: String? = nil,
        _ body: (Stage) async throws -> Result
    ) async throws -> Result {
        try await slots.use {
            try await setUp(keyring, keyringFolder, options, seed, body)
        }
    }

    /// All tests start at once. With a platform and a keyring for each, the machine would be so busy that nothing is in time.
    private static let slots = Slots(max(4, 4 * ProcessInfo.processInfo.activeProcessorCount))

    private static func setUp<Result: Sendable>(
        _ keyring: PrivateSession.State?, _ keyringFolder: String?, _ options: [String], _ seed: String?,
        _ body: (Stage) async throws -> Result
    ) async throws -> Result {
        let folder = NSTemporaryDirectory() + "coveo-e2e-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/home", withIntermediateDirectories: true)
        defer {
            // What is left in the temporary folder harms nobody.
            try? FileManager.default.removeItem(atPath: folder)
        }
        var options = options
        if let seed {
            try seed.write(toFile: folder + "/seed.json", atomically: false, encoding: .utf8)
            options += ["--seed", folder + "/seed.json"]
        }
        var session: PrivateSession?
        if let keyring { session = try await PrivateSession.start(keyring, data: keyringFolder) }
        let stage = try await Stage(
            folder: folder, sandbox: Sandbox.start(options, folder: folder), session: session)
        do {
            let result = try await body(stage)
            await stage.takeDown()
            return result
        } catch {
            await stage.takeDown()
            throw error
        }
    }

    private init(folder: String, sandbox: Sandbox, session: PrivateSession?) {
        self.folder = folder
        self.sandbox = sandbox
        self.session = session
    }

    /// A login that a failed test has left waiting would hold its port.
    private func takeDown() async {
        for terminal in terminals.withLock({ $0 }) { terminal.end() }
        await sandbox.stop()
        await session?.stop()
    }

    var home: String { folder + "/home" }

    /// The variables of every command; the platform is the sandbox. A store that answers may take its time on a busy
    /// machine.
    var environment: [String: String] {
        let own = [
            "PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "COVEO_PLATFORM_URL": sandbox.url,
            "COVEO_STORE_TIMEOUT": "30",
        ]
        return own.merging(session?.variables ?? [:]) { own, _ in own }
    }

    /// Runs `coveo` with pipes.
    ///
    /// - Parameters:
    ///   - adding: variables besides, or in place of, those of `environment`.
    ///   - isSecret: its output is meant to hold a secret, and is not kept.
    ///   - deadline: after it the program is killed.
    @discardableResult
    func coveo(
        _ arguments: String..., input: ChildProcess.Input = .none, adding: [String: String] = [:],
        closedOutput: Bool = false, isSecret: Bool = false, deadline: Duration = .seconds(60)
    ) async throws -> ChildProcess.Outcome {
        try await run(
            arguments, input: input, adding: adding, closedOutput: closedOutput, isSecret: isSecret, deadline: deadline)
    }

    /// The same.
    @discardableResult
    func run(
        _ arguments: [String], input: ChildProcess.Input = .none, adding: [String: String] = [:],
        closedOutput: Bool = false, isSecret: Bool = false, deadline: Duration = .seconds(60)
    ) async throws -> ChildProcess.Outcome {
        let process = ChildProcess(
            Binaries.coveo, arguments, environment: environment.merging(adding) { $1 }, directory: folder)
        let outcome = try await process.run(input: input, closedOutput: closedOutput, deadline: deadline)
        keep { (isSecret ? "" : outcome.output) + outcome.errors }
        return outcome
    }

    /// Starts `coveo` at a terminal.
    func terminal(_ arguments: String..., adding: [String: String] = [:]) throws -> PtyProcess {
        try terminal(running: Binaries.coveo, arguments, adding: adding)
    }

    /// Starts a program (a path) at a terminal.
    func terminal(running program: String, _ arguments: [String], adding: [String: String]) throws -> PtyProcess {
        let variables = environment.merging(["TERM": "xterm"]) { $1 }.merging(adding) { $1 }
        let process = try PtyProcess(program, arguments, environment: variables)
        terminals.withLock { $0.append(process) }
        keep { process.transcript }
        return process
    }

    /// Runs a shell's script with `coveo` as `$0`.
    func shell(
        _ script: String, _ arguments: String..., adding: [String: String] = [:], program: String = "/bin/sh"
    ) async throws -> ChildProcess.Outcome {
        let process = ChildProcess(
            program, ["-c", script, Binaries.coveo] + arguments, environment: environment.merging(adding) { $1 },
            directory: folder)
        let outcome = try await process.run(deadline: .seconds(60))
        keep { outcome.output + outcome.errors }
        return outcome
    }

    /// Logs in with the sandbox's API key, whose organization is `acmesandbox`.
    func logInWithKey(adding: [String: String] = [:]) async throws {
        let outcome = try await coveo("login", "--with-token", input: .text("xx-sandbox-key\n"), adding: adding)
        try #require(outcome.end == .exited(0), "\(outcome.errors)")
    }

    /// The sessions in the keyring, as `secret-tool` of another process sees them: labels, attributes, secrets.
    func items() async throws -> String {
        let outcome = try await ChildProcess(
            "/bin/sh", ["-c", "secret-tool search --all xdg:schema com.coveo.cli.session 2>&1"],
            environment: environment
        ).run()
        return outcome.output
    }

    /// Writes a file into the stage's folder.
    ///
    /// - Returns: its path.
    func write(_ name: String, _ text: String, isExecutable: Bool = false) throws -> String {
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        if isExecutable {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        return path
    }

    /// All that `coveo` has said here so far.
    var everythingSaid: String {
        heard.withLock { $0.map { $0() } }.joined(separator: "\n")
    }

    private func keep(_ text: @escaping @Sendable () -> String) {
        heard.withLock { $0.append(text) }
    }
}
