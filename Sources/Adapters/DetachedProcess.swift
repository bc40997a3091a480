import CLinux
import Dispatch
import Glibc

/// A child in its own session, with `/dev/null` as its three streams, no other descriptor of ours, and no signal blocked
/// or ignored. It may outlive us.
///
/// swift-subprocess is not used for it: its `run` waits for the child and ends it when the waiting task is cancelled.
struct DetachedProcess {
    private let process: pid_t

    /// Starts `program` (a path) with `words` as its argument list, the program's name first; nil where that fails.
    init?(_ program: String, _ words: [String], environment: [String: String]) {
        let started = Spawn.start(program, words, environment: environment, flags: clinux_spawn_setsid()) { actions in
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        guard let started else { return nil }
        process = started
    }

    /// Waits for its end, until `limit` is over or the task is cancelled.
    ///
    /// - Returns: its exit status, 128 + the signal that ended it, or nil where it still runs.
    func status(within limit: Duration) async -> Int32? {
        let deadline = ContinuousClock.now + limit
        while true {
            var status: Int32 = 0
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process {
                return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
            }
            guard ended == 0 else { return nil }
            guard ContinuousClock.now < deadline else { return leave() }
            do {
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                return leave()
            }
        }
    }

    /// Leaves it running. Its end is still taken note of, or it would stay a zombie as long as this process lives, and
    /// whoever waits for any child of this process would find that one for ever.
    private func leave() -> Int32? {
        DispatchQueue.global().async { [process] in Spawn.waitForEnd(of: process) }
        return nil
    }
}
