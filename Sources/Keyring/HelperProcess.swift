internal import CLinux
internal import Glibc
internal import Ports

/// A helper that runs: a pipe to its stdin and one from its stdout, nothing else of ours open, no signal blocked or
/// ignored, in a process group of its own. What it says on stderr goes nowhere: it is for people, and could be a secret.
///
/// Belongs to the thread that started it, on which SIGPIPE has to be blocked: a helper may end before it has read.
struct HelperProcess {
    /// How it ended.
    enum End: Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    private let process: pid_t
    /// What is left to be written; the pipe is closed behind the last byte.
    private var unsent: ArraySlice<UInt8>
    private var stdin: Int32
    private var stdout: Int32
    /// What it has printed so far.
    private(set) var output: [UInt8] = []

    /// Starts the program at `path`.
    ///
    /// - Parameter hasTerminal: whether it stays in our session, where it can open the terminal.
    init(
        _ path: String, _ argument: String, input: [UInt8], environment: [String: String], hasTerminal: Bool
    ) throws(HelperFailure) {
        var ends: (inputRead: Int32, inputWrite: Int32, outputRead: Int32, outputWrite: Int32) = (-1, -1, -1, -1)
        defer {
            close(ends.inputRead)
            close(ends.outputWrite)
        }
        var code = clinux_pipe(&ends.inputRead, &ends.inputWrite)
        if code == 0 { code = clinux_pipe(&ends.outputRead, &ends.outputWrite) }
        if code == 0 {
            // Only our ends are not to block.
            for end in [ends.inputRead, ends.outputWrite] { _ = fcntl(end, F_SETFL, 0) }
            (process, code) = Self.spawn(
                path, argument, environment: environment, hasTerminal: hasTerminal,
                stdin: ends.inputRead, stdout: ends.outputWrite)
        } else {
            process = 0
        }
        guard code == 0 else {
            close(ends.inputWrite)
            close(ends.outputRead)
            throw .unstartable(code: code)
        }
        (stdin, stdout, unsent) = (ends.inputWrite, ends.outputRead, input[...])
    }

    private static func spawn(
        _ path: String, _ argument: String, environment: [String: String], hasTerminal: Bool, stdin: Int32,
        stdout: Int32
    ) -> (process: pid_t, code: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, stdin, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, stdout, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        clinux_spawn_close_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        clinux_spawn_clean_signals(&attributes, hasTerminal ? Int16(POSIX_SPAWN_SETPGROUP) : clinux_spawn_setsid())

        var words = [strdup(path), strdup(argument), nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, &attributes, &words, &variables)
        return (process, code)
    }

    /// Writes and reads what can be, waiting for it up to `pause`.
    mutating func exchange(_ pause: Duration) {
        if unsent.isEmpty { closeStdin() }
        var entries = [
            pollfd(fd: stdin, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: stdout, events: Int16(POLLIN), revents: 0),
        ]
        poll(&entries, 2, Int32(pause / .milliseconds(1)))
        if entries[0].revents != 0 { send() }
        if entries[1].revents != 0 { receive() }
    }

    /// How it ended; nil while it runs. Once it has, all that it printed is in `output`.
    mutating func end() -> End? {
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        // A child of its own may hold the pipe open: that one is not waited for.
        receive()
        closeStdin()
        closeStdout()
        return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: status & 0x7F)
    }

    /// Ends it and all of its group: asks first, so that it can tidy up.
    mutating func stop(grace: Duration) {
        closeStdin()
        closeStdout()
        kill(-process, SIGTERM)
        let deadline = ContinuousClock.now + grace
        var state = siginfo_t()
        // Not taken note of yet: as long as it is not, its number is nobody else's.
        while ContinuousClock.now < deadline, !hasEnded(&state) { usleep(5_000) }
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    private func hasEnded(_ state: inout siginfo_t) -> Bool {
        state.si_signo = 0
        return waitid(P_PID, id_t(process), &state, WEXITED | WNOHANG | WNOWAIT) == 0 && state.si_signo == SIGCHLD
    }

    private mutating func send() {
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes { write(stdin, $0.baseAddress, $0.count) }
            if count > 0 {
                unsent = unsent.dropFirst(count)
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                // It does not read: whether that was right shows in its answer.
                unsent = []
            }
        }
        closeStdin()
    }

    private mutating func receive() {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while stdout >= 0, output.count <= CredentialHelper.outputLimit {
            let count = read(stdout, &chunk, chunk.count)
            if count > 0 {
                output += chunk[..<count]
            } else if count == 0 {
                closeStdout()
            } else if errno != EINTR {
                if errno != EAGAIN { closeStdout() }
                return
            }
        }
    }

    /// Whether it can still print.
    var isTalking: Bool { stdout >= 0 }

    private mutating func closeStdin() {
        if stdin >= 0 { close(stdin) }
        stdin = -1
    }

    private mutating func closeStdout() {
        if stdout >= 0 { close(stdout) }
        stdout = -1
    }
}
