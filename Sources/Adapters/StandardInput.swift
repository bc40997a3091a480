import CLinux
import Dispatch
import Glibc
import Ports
import Synchronization

/// stdin, read on a thread of its own, so that a wait for a person blocks nobody and can be cancelled.
final class StandardInput: Sendable {
    /// Bytes that came after the end of a line.
    private let pending = Mutex<[UInt8]>([])

    /// Runs `body` on the input's thread. `body` reads by the `Source` that it is given, which throws `.cancelled` as
    /// soon as the calling task is cancelled.
    func reading<Value: Sendable>(
        _ body: @escaping @Sendable (Source) -> Result<Value, TerminalFailure>
    ) async throws(TerminalFailure) -> Value {
        let wakeup: Wakeup
        do {
            wakeup = try Wakeup()
        } catch {
            throw .inputLost(code: error.code)
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Made only now: most commands read nothing.
                DispatchQueue(label: "coveo.stdin").async { [self] in
                    continuation.resume(returning: body(Source(input: self, wakeup: wakeup)))
                }
            }
        } onCancel: {
            wakeup.signal()
        }
        return try result.get()
    }

    /// The bytes of stdin, for one reading.
    struct Source {
        fileprivate let input: StandardInput
        fileprivate let wakeup: Wakeup

        /// The next bytes; empty at the end of input.
        func next() throws(TerminalFailure) -> [UInt8] {
            let kept = input.pending.withLock { pending in
                defer { pending = [] }
                return pending
            }
            return kept.isEmpty ? try wait() : kept
        }

        /// Whether more comes within so many milliseconds.
        func hasMore(within milliseconds: Int32) throws(TerminalFailure) -> Bool {
            if input.pending.withLock({ !$0.isEmpty }) { return true }
            let (stdin, wakeup) = try events(within: milliseconds)
            if wakeup != 0 { throw .cancelled }
            return stdin & Int16(POLLIN) != 0
        }

        /// Gives back what belongs to a later reading.
        func putBack(_ bytes: some Sequence<UInt8>) {
            input.pending.withLock { $0 = Array(bytes) + $0 }
        }

        private func wait() throws(TerminalFailure) -> [UInt8] {
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let (stdin, wakeup) = try events(within: -1)
                if wakeup != 0 { throw .cancelled }
                if stdin == 0 { continue }
                let count = read(STDIN_FILENO, &chunk, chunk.count)
                if count >= 0 { return Array(chunk[..<count]) }
                if errno != EINTR && errno != EAGAIN { throw .inputLost(code: errno) }
            }
        }

        private func events(within milliseconds: Int32) throws(TerminalFailure) -> (stdin: Int16, wakeup: Int16) {
            var entries = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeup.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&entries, 2, milliseconds) < 0 {
                if errno != EINTR { throw .inputLost(code: errno) }
                return (0, 0)
            }
            return (entries[0].revents, entries[1].revents)
        }
    }
}

/// A pipe that ends a `poll`.
private final class Wakeup: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    init() throws(Errno) {
        var ends: (read: Int32, write: Int32) = (-1, -1)
        let code = clinux_pipe(&ends.read, &ends.write)
        guard code == 0 else { throw Errno(code: code) }
        (readEnd, writeEnd) = ends
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func signal() {
        var byte: UInt8 = 1
        write(writeEnd, &byte, 1)
    }
}
