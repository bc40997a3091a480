import CLinux
import Glibc

/// Starting a child with no descriptor of ours but its streams, and no signal blocked or ignored.
enum Spawn {
    /// - Parameters:
    ///   - program: a path.
    ///   - words: its argument list, the program's name first.
    ///   - flags: of `posix_spawnattr_setflags`, beside those for the signals.
    ///   - setStreams: adds what its streams are; those that it leaves out are ours.
    /// - Returns: nil where it can't be started.
    static func start(
        _ program: String, _ words: [String], environment: [String: String], flags: Int16 = 0,
        setStreams: (inout posix_spawn_file_actions_t) -> Void
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        setStreams(&actions)
        clinux_spawn_close_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        clinux_spawn_clean_signals(&attributes, flags)

        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var process: pid_t = 0
        return posix_spawn(&process, program, &actions, &attributes, &arguments, &variables) == 0 ? process : nil
    }

    /// Waits for the end of a child on this thread.
    ///
    /// - Returns: its exit status; nil where a signal ended it.
    @discardableResult
    static func waitForEnd(of process: pid_t) -> Int32? {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }
}
