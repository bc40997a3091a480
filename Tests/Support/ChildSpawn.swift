import CLinux
import Glibc

/// A program could not be started: `errno`.
package struct SpawnFailure: Error, CustomStringConvertible {
    package let program: String
    package let code: Int32

    package var description: String { "\(program) can't be started: \(String(cString: strerror(code)))" }
}

/// Starts a child with exactly the streams and variables that it is given, and with no signal blocked or ignored. No
/// Swift code runs between fork and exec.
enum ChildSpawn {
    /// What a child's three standard streams are.
    enum Streams {
        /// Descriptors of ours; nil where the child is to find the stream closed.
        case descriptors([Int32?])
        /// A terminal's path; the child leads a session of its own, whose terminal this becomes.
        case terminal(String)
    }

    /// Starts `executable` (a path).
    static func start(
        _ executable: String, _ arguments: [String], environment: [String: String], streams: Streams,
        directory: String? = nil
    ) throws -> pid_t {
        // Writing to a child that is gone is an error of the test, not the end of the test runner.
        signal(SIGPIPE, SIG_IGN)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }

        var session: Int16 = 0
        switch streams {
        case .descriptors(let descriptors):
            for (stream, descriptor) in zip(Int32(0)..., descriptors) {
                if let descriptor {
                    posix_spawn_file_actions_adddup2(&actions, descriptor, stream)
                } else {
                    posix_spawn_file_actions_addclose(&actions, stream)
                }
            }
        case .terminal(let path):
            session = clinux_spawn_setsid()
            posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
        clinux_spawn_close_from(&actions, 3)
        if let directory { clinux_spawn_change_directory(&actions, directory) }

        clinux_spawn_clean_signals(&attributes, session)

        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, executable, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw SpawnFailure(program: executable, code: code) }
        return process
    }

    /// Waits for the end of `process`, on the calling thread.
    static func end(of process: pid_t) -> ChildEnd {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
    }
}

/// How a child ended.
package enum ChildEnd: Equatable, Sendable {
    case exited(Int32)
    /// By a signal.
    case signalled(Int32)
    /// It was killed by us, since its time was over.
    case overdue
}
