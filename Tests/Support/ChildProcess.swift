import Dispatch
import Foundation
import Glibc
import Synchronization

/// A program that runs to its end with the variables that it is given, and no others.
package struct ChildProcess: Sendable {
    /// What the child finds as its stdin.
    package enum Input: Sendable {
        /// `/dev/null`.
        case none
        case closed
        case bytes([UInt8])
        case text(String)
    }

    /// How it ended, and what it said.
    package struct Outcome: Sendable {
        package let end: ChildEnd
        package let outputBytes: [UInt8]
        package let errorBytes: [UInt8]

        /// stdout.
        package var output: String { String(decoding: outputBytes, as: UTF8.self) }
        /// stderr.
        package var errors: String { String(decoding: errorBytes, as: UTF8.self) }
    }

    private let executable: String
    private let arguments: [String]
    private let environment: [String: String]
    private let directory: String?

    /// - Parameters:
    ///   - executable: a path.
    ///   - directory: the working directory, the test's own if left out.
    package init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
    }

    /// Runs it. After `deadline` it is killed.
    ///
    /// - Parameter closedOutput: the child finds its stdout closed.
    package func run(
        input: Input = .none, closedOutput: Bool = false, deadline: Duration = .seconds(30)
    ) async throws -> Outcome {
        let stdin = try ChildPipe()
        let stdout = try ChildPipe()
        let stderr = try ChildPipe()
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        let inputDescriptor: Int32? =
            switch input {
            case .none: null
            case .closed: nil
            case .bytes, .text: stdin.readEnd
            }
        let process = try ChildSpawn.start(
            executable, arguments, environment: environment,
            streams: .descriptors([inputDescriptor, closedOutput ? nil : stdout.writeEnd, stderr.writeEnd]),
            directory: directory)
        stdin.closeReadEnd()
        stdout.closeWriteEnd()
        stderr.closeWriteEnd()
        switch input {
        case .none, .closed: stdin.closeWriteEnd()
        case .bytes(let bytes): stdin.write(bytes)
        case .text(let text): stdin.write(Array(text.utf8))
        }
        let isOverdue = Mutex(false)
        let killer = DispatchWorkItem {
            isOverdue.withLock { $0 = true }
            kill(process, SIGKILL)
        }
        let milliseconds = Int(deadline / .milliseconds(1))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds), execute: killer)
        async let output = stdout.contents()
        async let errors = stderr.contents()
        let end = await onThread { ChildSpawn.end(of: process) }
        killer.cancel()
        return await Outcome(
            end: isOverdue.withLock { $0 } ? .overdue : end, outputBytes: output, errorBytes: errors)
    }
}

/// Runs blocking work on a thread of its own.
package func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}

/// A pipe to or from a child; each end is closed once.
private final class ChildPipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32
    private let open = Mutex((read: true, write: true))

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SpawnFailure(program: "pipe", code: errno) }
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        closeReadEnd()
        closeWriteEnd()
    }

    func closeReadEnd() {
        if open.withLock({ state in exchange(&state.read) }) { close(readEnd) }
    }

    func closeWriteEnd() {
        if open.withLock({ state in exchange(&state.write) }) { close(writeEnd) }
    }

    private func exchange(_ isOpen: inout Bool) -> Bool {
        defer { isOpen = false }
        return isOpen
    }

    /// Writes on a thread of its own: a child that doesn't read must not hold up the test.
    func write(_ bytes: [UInt8]) {
        Thread.detachNewThread { [self] in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(writeEnd, $0.baseAddress, $0.count) }
                if count < 0 { break }
                rest = rest.dropFirst(count)
            }
            closeWriteEnd()
        }
    }

    /// All that comes until the last holder of the other end has closed it.
    func contents() async -> [UInt8] {
        await onThread { [self] in
            var all: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(readEnd, &chunk, chunk.count)
                if count > 0 {
                    all += chunk[..<count]
                } else if count == 0 || errno != EINTR {
                    return all
                }
            }
        }
    }
}
