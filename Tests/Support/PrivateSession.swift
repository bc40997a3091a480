import Foundation
import Glibc
package import Ports
import Synchronization

/// A D-Bus session of the tests' own with a Secret Service in a known state, held by `Tests/rigs/secret-session` until
/// this object, or the process, ends.
package final class PrivateSession: Sendable {
    /// What is on the bus: see `Tests/rigs/secret-session --help`.
    package struct State: Hashable, Sendable, CaseIterable {
        /// As the rig takes it.
        package let rawValue: String

        package static let gnome = State(rawValue: "gnome")
        package static let locked = State(rawValue: "locked")
        package static let fresh = State(rawValue: "fresh")
        package static let hang = State(rawValue: "hang")
        package static let none = State(rawValue: "none")
        package static let nobus = State(rawValue: "nobus")
        package static let keepassxc = State(rawValue: "keepassxc")
        package static let keepassxcAsks = State(rawValue: "keepassxc-asks")
        package static let keepassxcLocked = State(rawValue: "keepassxc-locked")
        package static let keepassxcClosed = State(rawValue: "keepassxc-closed")

        /// A service of the tests' own: see `Tests/rigs/fake-secrets --help`.
        package static func fake(_ mode: String) -> State { State(rawValue: "fake:" + mode) }

        /// One of each kind.
        package static let allCases = [
            gnome, locked, fresh, hang, none, nobus, keepassxc, keepassxcAsks, keepassxcLocked, keepassxcClosed,
            fake("plain"),
        ]
    }

    /// The session could not be started; `said` is what the rig wrote instead of its addresses.
    package struct Failure: Error {
        package let state: State
        package let said: String
    }

    /// The session's variables, for a program that is to find its bus, and nothing else.
    package let environment: Environment
    private let holder: HeldChild

    /// Whether what the state needs is installed, as `.enabled(if:)` wants it.
    package static func isAvailable(_ state: State) -> Bool {
        do {
            let check = try HeldChild(rig, [state.rawValue, "--check"], environment: path)
            return check.stop() == .exited(0)
        } catch {
            return false
        }
    }

    /// The one session of this test process in that state, started at first use. Tests in it keep to profiles of their
    /// own.
    package static func shared(_ state: State) async throws -> PrivateSession {
        let task = sessions.withLock { sessions in
            if let task = sessions[state] { return task }
            // It outlives the test that happens to need it first.
            let task = Task { try await start(state) }
            sessions[state] = task
            return task
        }
        return try await task.value
    }

    private static let sessions = Mutex<[State: Task<PrivateSession, any Error>]>([:])

    /// Starts a session for one test, which stops it.
    ///
    /// - Parameter data: the folder with the keyring's files, where they are to outlive the session.
    package static func start(_ state: State, data: String? = nil) async throws -> PrivateSession {
        let arguments =
            [state.rawValue] + (data.map { ["--data", $0] } ?? []) + [
                "--", "sh", "-c",
                #"printf '%s\n%s\n' "${DBUS_SESSION_BUS_ADDRESS-}" "$XDG_RUNTIME_DIR"; exec cat >/dev/null"#,
            ]
        let holder = try HeldChild(rig, arguments, environment: path)
        let said = await onThread { holder.read { $0.count(where: { $0 == "\n" }) == 2 } }
        let lines = said.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 3 else { throw Failure(state: state, said: said) }
        var variables = path.merging(["XDG_RUNTIME_DIR": lines[1]]) { $1 }
        if !lines[0].isEmpty { variables["DBUS_SESSION_BUS_ADDRESS"] = lines[0] }
        return PrivateSession(Environment(variables), holder)
    }

    private init(_ environment: Environment, _ holder: HeldChild) {
        self.environment = environment
        self.holder = holder
    }

    /// Ends the session and waits until everything of it is gone.
    package func stop() async {
        let holder = holder
        _ = await onThread { holder.stop() }
    }

    private static let path = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    private static let rig = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "rigs/secret-session").path
}
