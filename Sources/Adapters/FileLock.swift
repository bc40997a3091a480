import Glibc
package import Ports

/// Locks on files of the user's own, by `flock`: the system gives them back when the process ends, however it ends. The
/// empty files stay.
package struct FileLock: ProcessLock {
    /// How long is waited between two tries, at most.
    private static let pause = Duration.milliseconds(20)

    package let folder: String?

    /// - Parameter environment: `$XDG_RUNTIME_DIR/coveo`, where that is a folder of this user's, else
    ///   `$XDG_STATE_HOME/coveo`, by default in `~/.local/state`.
    package init(environment: Environment) {
        folder = Self.folder(environment)
    }

    package func acquire(_ name: String, within limit: Duration) async throws(ProcessLockFailure) -> any HeldLock {
        guard let folder else { throw .unavailable(path: nil, code: ENOENT) }
        let path = "\(folder)/\(name).lock"
        let file = try Self.open(path, in: folder)
        let deadline = ContinuousClock.now + limit
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else {
                close(file)
                throw .unavailable(path: path, code: code)
            }
            guard ContinuousClock.now < deadline else {
                close(file)
                throw .timedOut(after: limit)
            }
            do {
                // Not all of those who wait at the same moment.
                try await Task.sleep(for: Self.pause * Double.random(in: 0.25...1), clock: .continuous)
            } catch {
                close(file)
                throw .cancelled
            }
        }
        return HeldFileLock(file)
    }

    private static func open(_ path: String, in folder: String) throws(ProcessLockFailure) -> Int32 {
        do throws(Errno) {
            try Folder.make(folder)
        } catch {
            throw .unavailable(path: folder, code: error.code)
        }
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unavailable(path: path, code: errno) }
        return file
    }

    private static func folder(_ environment: Environment) -> String? {
        if let runtime = environment.nonEmpty("XDG_RUNTIME_DIR"), runtime.hasPrefix("/") {
            var status = stat()
            if stat(runtime, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == getuid(),
                access(runtime, W_OK | X_OK) == 0
            {
                return runtime + "/coveo"
            }
        }
        if let state = environment.nonEmpty("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/coveo" }
        return environment.nonEmpty("HOME").map { $0 + "/.local/state/coveo" }
    }
}

/// A file that this process has locked.
private final class HeldFileLock: HeldLock {
    /// A note is never longer, in bytes.
    private static let limit = 1_024

    private let file: OpenFile

    init(_ number: Int32) {
        file = OpenFile(number)
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
