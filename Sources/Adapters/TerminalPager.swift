import CLinux
import Dispatch
import Glibc
package import Ports
import Synchronization

/// The program that `COVEO_PAGER` names, at this process's terminal and in its process group, so that Ctrl-C and Ctrl-Z
/// mean both.
package struct TerminalPager: Pager {
    private let environment: Environment

    package init(environment: Environment) {
        self.environment = environment
    }

    package func start(_ command: String) -> (any RunningPager)? {
        let words = command.split(separator: " ").map(String.init)
        guard let name = words.first, let program = SearchPath(environment).program(name) else { return nil }
        var variables = environment.withoutSecrets
        // Colours as they are, no page where one screen holds it all, and what was read stays on the screen.
        variables["LESS"] = variables["LESS"] ?? "FRX"
        variables["LV"] = variables["LV"] ?? "-c"
        return PagerProcess(program, words, environment: variables)
    }
}

/// A pager at work.
private final class PagerProcess: RunningPager {
    private struct State {
        /// How many bytes the pipe has taken.
        var taken = 0
        /// All that was handed over, as long as nothing of it was read.
        var kept: [UInt8]? = []
    }

    private let process: pid_t
    private let pipe: Int32
    private let state = Mutex(State())

    init?(_ program: String, _ words: [String], environment: [String: String]) {
        var (readEnd, writeEnd): (Int32, Int32) = (-1, -1)
        guard clinux_pipe(&readEnd, &writeEnd) == 0 else { return nil }
        defer { close(readEnd) }
        // The pager's own end has to wait for more.
        _ = fcntl(readEnd, F_SETFL, 0)
        let started = Spawn.start(program, words, environment: environment) { actions in
            posix_spawn_file_actions_adddup2(&actions, readEnd, STDIN_FILENO)
        }
        guard let started else {
            close(writeEnd)
            return nil
        }
        process = started
        pipe = writeEnd
        // Somebody who leaves the pager early has read enough: what is written then is lost, and nothing else.
        signal(SIGPIPE, SIG_IGN)
    }

    func write(_ bytes: [UInt8]) {
        state.withLock { state in
            state.kept?.append(contentsOf: bytes)
            // A broken pipe: the person has left, or the pager failed, which its end will tell.
            state.taken += Descriptor(pipe).writtenCount(of: bytes)
            if Self.unread(pipe) < state.taken { state.kept = nil }
        }
    }

    func finish() async -> PagerFailure? {
        // Another end for reading, which tells what is left when the pager has ended.
        let rest = open("/proc/self/fd/\(pipe)", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        close(pipe)
        defer { if rest >= 0 { close(rest) } }
        // The pager has the terminal until it ends, and does with Ctrl-C what it likes.
        let before = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
        let status = await withCheckedContinuation { (ended: CheckedContinuation<Int32?, Never>) in
            DispatchQueue.global().async { [process] in
                ended.resume(returning: Spawn.waitForEnd(of: process))
            }
        }
        for (number, handler) in before { signal(number, handler) }
        guard let status, status != 0, rest >= 0 else { return nil }
        return state.withLock { state in
            guard let kept = state.kept, Self.unread(rest) == state.taken else { return nil }
            return PagerFailure(status: status, unread: kept)
        }
    }

    /// How many bytes wait in a pipe to be read.
    private static func unread(_ pipe: Int32) -> Int {
        var count: Int32 = 0
        return ioctl(pipe, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }
}
