import Foundation
import Glibc
import Synchronization

/// What a person at a terminal waited for did not come.
package struct PtyFailure: Error, CustomStringConvertible {
    package let description: String
}

/// A program at a terminal of its own, and the person in front of it.
package final class PtyProcess: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        /// How much of it was expected already.
        var seen = 0
        var isOver = false
        var end: ChildEnd?
    }

    private let master: Int32
    private let process: pid_t
    private let state = Mutex(State())

    /// Starts `executable` (a path) with the variables that it is given, and no others.
    package init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80,
        rows: Int = 24
    ) throws {
        let terminal = try PtyTerminal(columns: columns, rows: rows)
        master = terminal.master
        process = try ChildSpawn.start(
            executable, arguments, environment: environment, streams: .terminal(terminal.path))
        terminal.closeSlave()
        Thread.detachNewThread { [self] in collect() }
    }

    deinit {
        close(master)
    }

    /// All that the program has shown so far, as the terminal got it (`\r\n` at line ends).
    package var transcript: String {
        state.withLock { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// Waits until `text` is shown, after what was expected before; throws `PtyFailure` with the transcript.
    ///
    /// - Returns: what was shown up to its end, since the last call.
    @discardableResult
    package func expect(_ text: String, timeout: Duration = .seconds(20)) async throws -> String {
        let deadline = ContinuousClock.now + timeout
        while true {
            let (found, isOver) = state.withLock { (Self.take(text, &$0), $0.isOver) }
            if let found { return found }
            if isOver { throw PtyFailure(description: "ended without showing \"\(text)\":\n\(transcript)") }
            if ContinuousClock.now > deadline {
                kill(process, SIGKILL)
                throw PtyFailure(description: "did not show \"\(text)\" in \(timeout):\n\(transcript)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Types `text`; a newline is the Enter key.
    package func send(_ text: String) {
        type(Array(text.replacingOccurrences(of: "\n", with: "\r").utf8))
    }

    /// Types a Ctrl-C.
    package func sendControlC() {
        type([0x03])
    }

    /// Types a Ctrl-D.
    package func sendControlD() {
        type([0x04])
    }

    /// Makes the terminal's window narrower or wider; the program gets a SIGWINCH.
    package func resize(columns: Int, rows: Int = 24) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Sends a signal to the program alone.
    package func signal(_ number: Int32) {
        kill(process, number)
    }

    /// The program's process ID.
    package var id: Int32 { process }

    /// Whether the program has ended.
    package var isOver: Bool { state.withLock { $0.isOver } }

    /// Ends the program, and what it started in its terminal, at once; nothing where it is over.
    package func end() {
        state.withLock { state in
            if !state.isOver { _ = kill(-process, SIGKILL) }
        }
    }

    /// Waits for the program's end and for all of its output; it is killed when the time is over.
    @discardableResult
    package func wait(timeout: Duration = .seconds(20)) async throws -> ChildEnd {
        let deadline = ContinuousClock.now + timeout
        while true {
            if let end = state.withLock({ $0.isOver ? $0.end : nil }) { return end }
            if ContinuousClock.now > deadline {
                kill(process, SIGKILL)
                throw PtyFailure(description: "did not end in \(timeout):\n\(transcript)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Whether the terminal shows what is typed (the program has not switched it off).
    package var echoes: Bool {
        var settings = termios()
        return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    private static func take(_ text: String, _ state: inout State) -> String? {
        let rest = state.bytes[state.seen...]
        guard let range = rest.firstRange(of: Array(text.utf8)) else { return nil }
        defer { state.seen = range.upperBound }
        return String(decoding: rest[..<range.upperBound], as: UTF8.self)
    }

    private func type(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Reads until the last holder of the terminal is gone (EIO), then takes the exit status.
    private func collect() {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(master, &chunk, chunk.count)
            if count <= 0 {
                if count < 0 && errno == EINTR { continue }
                break
            }
            state.withLock { $0.bytes += chunk[..<count] }
        }
        let end = ChildSpawn.end(of: process)
        state.withLock { state in
            state.end = end
            state.isOver = true
        }
    }
}
