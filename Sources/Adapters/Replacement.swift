import Glibc

/// Puts a file into its place in one step: written beside it as `.NAME.coveo-NUMBER`, then renamed.
///
/// Whoever writes such a file has it locked (`flock`), and the system lets go of that when they end, whatever ends them.
/// So the next writer of the same file can tell what a killed one left behind from what another one is writing now, in
/// another container too, where process IDs say nothing.
struct Replacement {
    private let target: String
    private let folder: String
    /// How the names of such files begin.
    private let prefix: String

    /// - Parameter target: the path, with links resolved. Its folder is there.
    init(of target: String) {
        let (folder, name) = Folder.split(target)
        (self.target, self.folder, prefix) = (target, folder, ".\(name).coveo-")
    }

    /// Replaces the file, or leaves it as it was.
    ///
    /// - Parameters:
    ///   - synced: whether the bytes have to be on the disk before they take the place of the others.
    ///   - clear: takes away what is in the way of a rename, as a folder is; where it is left out, that fails.
    func write(_ bytes: [UInt8], synced: Bool, clearing clear: (() -> Void)? = nil) throws(Errno) {
        removeLeftovers()
        let (file, path) = try open()
        defer { close(file) }
        do throws(Errno) {
            try Descriptor(file).write(bytes)
            if synced, fsync(file) != 0 { throw Errno(code: errno) }
            if rename(path, target) == 0 { return }
            guard let clear else { throw Errno(code: errno) }
            clear()
            guard rename(path, target) == 0 else { throw Errno(code: errno) }
        } catch {
            unlink(path)
            throw error
        }
    }

    /// A new file, locked.
    private func open() throws(Errno) -> (file: Int32, path: String) {
        while true {
            let number = String(UInt64.random(in: .min ... .max), radix: 16)
            let path = folder + "/" + prefix + String(repeating: "0", count: 16 - number.utf8.count) + number
            let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw Errno(code: errno) }
            // Where a file system knows no locks, nobody gets one, and nobody removes it.
            let isTaken = flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
            var status = stat()
            let isGone = fstat(file, &status) == 0 && status.st_nlink == 0
            if !isTaken, !isGone { return (file, path) }
            // Another writer found it in this moment, and took it for a leftover.
            unlink(path)
            close(file)
        }
    }

    /// Removes what writers of this file have left that were killed.
    private func removeLeftovers() {
        // What can't be listed stays, and is in nobody's way.
        guard let entries = opendir(folder) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if isOurs(name) { removeLeftover(folder + "/" + name) }
        }
    }

    private func isOurs(_ name: String) -> Bool {
        let (name, prefix) = (name.utf8, prefix.utf8)
        guard name.count == prefix.count + 16, name.starts(with: prefix) else { return false }
        return name.dropFirst(prefix.count).allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }

    private func removeLeftover(_ path: String) {
        // For writing, without which network file systems give no lock; not blocking, in case it is somebody's pipe.
        let file = Glibc.open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            flock(file, LOCK_EX | LOCK_NB) == 0
        else { return }
        unlink(path)
    }
}
