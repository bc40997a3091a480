import Glibc
package import Ports

/// Locks on files of the user's own, by `flock`: the system gives them back when the process ends, however it ends. The
/// files stay; where something else removes one that is held, whoever comes next has another, and both are told apart.
package struct FileLock: ProcessLock {
    /// How long is waited between two tries, at most.
    private static let pause = Duration.milliseconds(20)

    package let folder: String?

    /// - Parameters:
    ///   - environment: `$XDG_RUNTIME_DIR/coveo`, where that is a folder of this user's; else `$XDG_STATE_HOME/coveo`, by
    ///     default in `~/.local/state`.
    ///   - runtime: what the variable names in this user's sessions. A process outside of them, such as cron's, is to
    ///     meet those inside, so that it goes before the state folder where it is this user's alone.
    package init(environment: Environment, runtime: String = "/run/user/\(getuid())") {
        folder = Self.folder(environment, runtime: runtime)
    }

    package func acquire(_ name: String, within limit: Duration) async throws(ProcessLockFailure) -> any HeldLock {
        guard let folder else { throw .unavailable(path: nil, code: ENOENT) }
        let path = "\(folder)/\(name).lock"
        let deadline = ContinuousClock.now + limit
        while true {
            let file = try Self.open(path, in: folder)
            while let code = file.use({ flock($0, LOCK_EX | LOCK_NB) == 0 ? nil : errno }) ?? nil {
                guard code == EWOULDBLOCK || code == EINTR else { throw .unavailable(path: path, code: code) }
                try await Self.pause(before: deadline, of: limit)
            }
            if file.use({ Self.isFile($0, at: path) }) == true {
                // Who clears folders of what is old leaves it alone; where its times can't be set nothing is lost.
                _ = file.use { futimens($0, nil) }
                return HeldFileLock(file)
            }
            // It was removed meanwhile, and another one may be held.
            file.close()
            try await Self.pause(before: deadline, of: limit)
        }
    }

    /// Waits a little: not all of those who wait try at the same moment.
    private static func pause(
        before deadline: ContinuousClock.Instant, of limit: Duration
    ) async throws(ProcessLockFailure) {
        guard ContinuousClock.now < deadline else { throw .timedOut(after: limit) }
        do {
            try await Task.sleep(for: pause * Double.random(in: 0.25...1), clock: .continuous)
        } catch {
            throw .cancelled
        }
    }

    private static func open(_ path: String, in folder: String) throws(ProcessLockFailure) -> OpenFile {
        do throws(Errno) {
            try Folder.make(folder)
        } catch {
            throw .unavailable(path: folder, code: error.code)
        }
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unavailable(path: path, code: errno) }
        return OpenFile(file)
    }

    /// Whether the open file is the one that others find at `path`.
    private static func isFile(_ number: Int32, at path: String) -> Bool {
        var (ours, theirs) = (stat(), stat())
        return fstat(number, &ours) == 0 && lstat(path, &theirs) == 0 && ours.st_ino == theirs.st_ino
            && ours.st_dev == theirs.st_dev
    }

    private static func folder(_ environment: Environment, runtime: String) -> String? {
        if let named = environment.nonEmpty("XDG_RUNTIME_DIR"), named.hasPrefix("/"), isOurs(named) {
            return named + "/coveo"
        }
        if isOurs(runtime, andPrivate: true) { return runtime + "/coveo" }
        if let state = environment.nonEmpty("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/coveo" }
        return environment.absolute("HOME").map { $0 + "/.local/state/coveo" }
    }

    /// Whether it is a folder of this user's in which files can be made.
    ///
    /// - Parameter andPrivate: whether it must be no link, and nobody else's to look into.
    private static func isOurs(_ path: String, andPrivate: Bool = false) -> Bool {
        var status = stat()
        guard (andPrivate ? lstat(path, &status) : stat(path, &status)) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid() && access(path, W_OK | X_OK) == 0
            && (!andPrivate || status.st_mode & 0o777 == 0o700)
    }
}

/// A file that this process has locked.
private final class HeldFileLock: HeldLock {
    /// A note is never longer, in bytes.
    private static let limit = 1_024

    private let file: OpenFile

    init(_ file: OpenFile) {
        self.file = file
    }

    var note: [UInt8] {
        file.use { number in
            var bytes = [UInt8](repeating: 0, count: Self.limit)
            let count = pread(number, &bytes, bytes.count, 0)
            return Array(bytes.prefix(max(0, count)))
        } ?? []
    }

    func leave(_ note: [UInt8]) {
        _ = file.use { number in
            // A reader takes a note that is cut, by a killed process, for none.
            ftruncate(number, 0)
            _ = pwrite(number, note, note.count, 0)
        }
    }

    func release() {
        file.close()
    }
}
