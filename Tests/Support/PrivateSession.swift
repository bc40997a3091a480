import Foundation
package import Ports
import Synchronization

/// A D-Bus session of the tests' own with a Secret Service in a known state, held by `Tests/rigs/secret-session` until
/// this object, or the process, ends.
package final class PrivateSession: Sendable {
    /// What is on the bus: see `Tests/rigs/secret-session --help`.
    package enum State: String, Sendable, CaseIterable {
        case gnome, locked, hang, none, nobus
    }

    /// The session could not be started; `reason` is what the rig said.
    package struct Failure: Error {
        package let reason: String
    }

    /// The session's variables, for a program that is to find its bus, and nothing else.
    package let environment: Environment
    private let process: Process
    private let input: FileHandle

    /// Whether what the state needs is installed, as `.enabled(if:)` wants it.
    package static func isAvailable(_ state: State) -> Bool {
        let process = Process()
        process.executableURL = rig
        process.arguments = [state.rawValue, "--check"]
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// The one session of this test process in that state, started at first use. Tests in it keep to profiles of their
    /// own.
    package static func shared(_ state: State) throws -> PrivateSession {
        try sessions.withLock { sessions in
            if let session = sessions[state] { return session }
            let session = try PrivateSession(state)
            sessions[state] = session
            return session
        }
    }

    private static let sessions = Mutex<[State: PrivateSession]>([:])

    /// Starts a session of its own, for a test that changes it.
    ///
    /// - Parameter data: the folder with the keyring's files, where they are to outlive the session.
    package init(_ state: State, data: String? = nil) throws {
        process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = Self.rig
        process.arguments =
            [state.rawValue] + (data.map { ["--data", $0] } ?? []) + [
                "--", "sh", "-c",
                #"printf '%s\n%s\n' "${DBUS_SESSION_BUS_ADDRESS-}" "$XDG_RUNTIME_DIR"; exec cat >/dev/null"#,
            ]
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        input = stdin.fileHandleForWriting
        var said = Data()
        while said.count(where: { $0 == UInt8(ascii: "\n") }) < 2 {
            let more = stdout.fileHandleForReading.availableData
            if more.isEmpty { throw Failure(reason: "\(state.rawValue): \(String(decoding: said, as: UTF8.self))") }
            said += more
        }
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        var variables = ["XDG_RUNTIME_DIR": String(lines[1])]
        if !lines[0].isEmpty { variables["DBUS_SESSION_BUS_ADDRESS"] = String(lines[0]) }
        environment = Environment(variables)
    }

    deinit {
        stop()
    }

    /// Ends the session and waits until everything of it is gone.
    package func stop() {
        // A second stop finds the handle closed, which is what it wants.
        try? input.close()
        process.waitUntilExit()
    }

    private static let rig = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "rigs/secret-session")
}
