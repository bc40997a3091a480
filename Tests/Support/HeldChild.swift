import Glibc
import Synchronization

/// A program that runs as long as its stdin is open, which is as long as this object or this process lives. Its calls
/// block.
package final class HeldChild: Sendable {
    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private let end = Mutex<ChildEnd?>(nil)

    package init(_ executable: String, _ arguments: [String], environment: [String: String]) throws {
        let (stdin, stdout) = (try Self.pipe(), try Self.pipe())
        defer {
            close(stdin.read)
            close(stdout.write)
        }
        (input, output) = (stdin.write, stdout.read)
        process = try ChildSpawn.start(
            executable, arguments, environment: environment, streams: .descriptors([stdin.read, stdout.write, 2]))
    }

    deinit {
        stop()
        close(output)
    }

    /// What it writes to stdout, until `isEnough` of it or until its end.
    package func read(until isEnough: (String) -> Bool) -> String {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while !isEnough(String(decoding: all, as: UTF8.self)) {
            let count = Glibc.read(output, &chunk, chunk.count)
            if count > 0 {
                all += chunk[..<count]
            } else if count == 0 || errno != EINTR {
                break
            }
        }
        return String(decoding: all, as: UTF8.self)
    }

    /// Closes its stdin and waits for its end. `isAsked`: also sends it SIGTERM, where it doesn't read its stdin.
    @discardableResult
    package func stop(isAsked: Bool = false) -> ChildEnd {
        end.withLock { end in
            if let end { return end }
            close(input)
            if isAsked { kill(process, SIGTERM) }
            let ended = ChildSpawn.end(of: process)
            end = ended
            return ended
        }
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw SpawnFailure(program: "pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
