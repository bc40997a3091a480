import Glibc
package import Ports

/// Caches in `$XDG_CACHE_HOME/coveo`, by default `~/.cache/coveo`; nothing where no such folder is known or can be made.
package struct LocalCache: CacheFolder {
    /// What is larger, in bytes, is no cache of ours.
    private static let limit = 32 << 20

    private let folder: String?

    package init(environment: Environment) {
        if let named = environment.nonEmpty("XDG_CACHE_HOME"), named.hasPrefix("/") {
            folder = named + "/coveo"
        } else {
            folder = environment.absolute("HOME").map { $0 + "/.cache/coveo" }
        }
    }

    package func read(_ name: String) -> [UInt8]? {
        guard let folder else { return nil }
        // Not blocking: where somebody has put a pipe, nobody waits for what comes through it.
        let file = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            status.st_size <= Self.limit
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return Glibc.read(file, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    package func write(_ name: String, _ bytes: [UInt8]) {
        guard let folder, bytes.count <= Self.limit else { return }
        let path = "\(folder)/\(name)"
        do throws(Errno) {
            try Folder.make(Folder.split(path).folder)
            // Whatever somebody has put there, a folder too: all in here is ours.
            try Replacement(of: path).write(bytes, synced: false) { Self.removeAll(path) }
        } catch {
            // A cache that can't be written is not kept, and that is no failure.
        }
    }

    package func remove(_ name: String) {
        guard let folder else { return }
        Self.removeAll("\(folder)/\(name)")
    }

    /// Links are removed, never followed.
    private static func removeAll(_ path: String) {
        if unlink(path) == 0 || errno == ENOENT { return }
        guard let entries = opendir(path) else { return }
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { removeAll("\(path)/\(name)") }
        }
        closedir(entries)
        rmdir(path)
    }
}
