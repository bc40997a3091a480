import Foundation
import Support
import Testing

@Suite("The store's states, end to end", .enabled(if: Facility.everyStore), .timeLimit(.minutes(20)))
struct StoreStateTests {
    /// A state in which nothing can be kept, and how it is called.
    struct Case: Sendable, CustomTestStringConvertible {
        let state: PrivateSession.State
        let words: String
        var testDescription: String { state.rawValue }
    }

    private static let unusable = [
        Case(state: .nobus, words: "error: the Secret Service can't be reached: there is no D-Bus session bus here"),
        Case(state: .none, words: "error: there is no Secret Service on the session bus"),
        Case(state: .hang, words: "error: the Secret Service did not answer within 1 second"),
    ]
    private static let locked = "error: the keyring is locked, and nobody can be asked here to unlock it"

    private static let unmade =
        "error: the Secret Service has no default keyring yet, and nobody can be asked here to make one"

    /// A service that hangs is waited for as briefly as its words say.
    private func limit(_ state: PrivateSession.State) -> [String: String] {
        state == .hang ? ["COVEO_STORE_TIMEOUT": "1"] : [:]
    }

    @Test(
        "a login ends with 78 before any flow, and names the variable first",
        arguments: unusable + [
            Case(state: .locked, words: locked), Case(state: .fresh, words: unmade),
        ])
    func login(_ unusable: Case) async throws {
        try await Stage.with(keyring: unusable.state) { stage in
            let marker = stage.folder + "/browser-was-opened"
            let browser = try stage.write("browser", "#!/bin/sh\n: >\(marker)\n", isExecutable: true)
            let variables = limit(unusable.state).merging(["BROWSER": browser]) { $1 }
            for way in ["--browser", "--no-browser", "--with-token"] {
                let outcome = try await stage.coveo("login", way, input: .text("xx-sandbox-key"), adding: variables)
                #expect(outcome.end == .exited(78), "\(way): \(outcome.errors)")
                let lines = outcome.errors.split(separator: "\n")
                #expect(lines.first.map { $0.hasPrefix(unusable.words) } == true, "\(outcome.errors)")
                #expect(lines.dropFirst().first?.hasPrefix("hint: without a store, set COVEO_ACCESS_TOKEN") == true)
            }
            #expect(stage.sandbox.requests == [])
            #expect(!FileManager.default.fileExists(atPath: marker))
            #expect(try FileManager.default.contentsOfDirectory(atPath: stage.home) == [])
        }
    }

    @Test("what needs the login ends with 78 and the state's words", arguments: unusable)
    func commands(_ unusable: Case) async throws {
        try await Stage.with(keyring: unusable.state) { stage in
            for command in [["sources", "list"], ["logout"], ["auth", "status"], ["auth", "token"]] {
                let outcome = try await stage.coveo(
                    command[0], command.count > 1 ? command[1] : "--quiet", adding: limit(unusable.state))
                #expect(outcome.end == .exited(78), "\(command): \(outcome.errors)")
                #expect(outcome.errors.contains(unusable.words), "\(command): \(outcome.errors)")
            }
            #expect(stage.sandbox.requests == [])
        }
    }

    @Test("a keyring that is still to be made has no login, and takes none: status and doctor both say what is true")
    func fresh() async throws {
        try await Stage.with(keyring: .fresh) { stage in
            let status = try await stage.coveo("auth", "status")
            #expect(status.end == .exited(1), "\(status.errors)")
            #expect(status.output.contains("secret-service, no login of this profile"), "\(status.output)")
            let doctor = try await stage.coveo("auth", "doctor")
            #expect(doctor.end == .exited(78))
            let words = "store secret-service (by default): without a default keyring"
            #expect(doctor.output.contains(words), "\(doctor.output)")
            #expect(doctor.errors.hasPrefix(Self.unmade), "\(doctor.errors)")
        }
    }

    @Test("without libsecret the words say so")
    func notInstalled() async throws {
        try await Stage.with { stage in
            // What the loader finds first is no library, and it looks no further.
            _ = try stage.write("libsecret-1.so.0", "no library")
            for command in [["sources", "list"], ["logout"], ["auth", "status"], ["auth", "token"]] {
                let outcome = try await stage.coveo(
                    command[0], command.count > 1 ? command[1] : "--quiet", adding: ["LD_LIBRARY_PATH": stage.folder])
                #expect(outcome.end == .exited(78), "\(command): \(outcome.errors)")
                let words = "error: the Secret Service can't be used: libsecret-1.so.0 is not installed"
                #expect(outcome.errors.contains(words), "\(command): \(outcome.errors)")
            }
            #expect(stage.sandbox.requests == [])
        }
    }

    @Test("a locked keyring with a login in it is told apart from an empty one")
    func lockedLogin() async throws {
        let keyring = NSTemporaryDirectory() + "coveo-e2e-keyring-" + UUID().uuidString
        // What is left in the temporary folder harms nobody.
        defer { try? FileManager.default.removeItem(atPath: keyring) }
        try await Stage.with(keyringFolder: keyring) { stage in try await stage.logInWithKey() }
        try await Stage.with(keyring: .locked, keyringFolder: keyring) { stage in
            for command in [["sources", "list"], ["auth", "status"], ["auth", "token"]] {
                let outcome = try await stage.coveo(command[0], command[1])
                #expect(outcome.end == .exited(78), "\(command): \(outcome.errors)")
                #expect(outcome.errors.contains(Self.locked), "\(command): \(outcome.errors)")
            }
            #expect(stage.sandbox.requests == [])
        }
    }

    @Test("Ctrl-C ends the wait for a service that hangs")
    func interrupted() async throws {
        try await Stage.with(keyring: .hang) { stage in
            let terminal = try stage.terminal("auth", "status", "-v", adding: ["COVEO_STORE_TIMEOUT": "600"])
            let deadline = ContinuousClock.now + .seconds(20)
            // There is nothing to see while it waits, so it is interrupted until it has heard.
            while !terminal.isOver, ContinuousClock.now < deadline {
                terminal.sendControlC()
                try await Task.sleep(for: .milliseconds(100))
            }
            let end = try await terminal.wait()
            #expect(end == .exited(130) || end == .signalled(2), "\(end)")
        }
    }
}
