internal import Glibc
internal import Ports

/// The folder that the file store has to itself, held open: what is done in it is done there, whatever its path leads to
/// meanwhile. Its calls block.
final class StoreFolder: Sendable {
    let path: String
    private let descriptor: Int32

    private init(_ path: String, _ descriptor: Int32) {
        (self.path, self.descriptor) = (path, descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// Opens the folder at `path`, makes it private where others may look into it, and refuses it where they may change
    /// what is in it.
    ///
    /// - Returns: nil where it is not there.
    static func open(_ path: String, _ keeper: FileKeeper) throws(StoreFailure) -> StoreFolder? {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileKeeper.refusal(of: path, errno)
        }
        let folder = StoreFolder(path, descriptor)
        try checkParent(of: path)
        try keeper.check(descriptor, path, wanted: 0o700)
        return folder
    }

    /// The same, made where it is not there, with the folders on the way.
    static func make(_ path: String, _ keeper: FileKeeper) throws(StoreFailure) -> StoreFolder {
        if let folder = try open(path, keeper) { return folder }
        try makeAll(path)
        guard let folder = try open(path, keeper) else { throw .file(path: path, .system(code: ENOENT)) }
        return folder
    }

    /// Where anybody may rename what belongs to others, anybody could put another folder in this one's place.
    private static func checkParent(of path: String) throws(StoreFailure) {
        let parent = parent(of: path)
        var status = stat()
        guard stat(parent, &status) == 0 else { throw .file(path: parent, .system(code: errno)) }
        if status.st_mode & S_IWOTH != 0, status.st_mode & S_ISVTX == 0 {
            throw .file(path: parent, .writableByOthers(mode: UInt32(status.st_mode & 0o7777)))
        }
    }

    private static func makeAll(_ path: String) throws(StoreFailure) {
        var status = stat()
        if stat(path, &status) == 0 { return }
        let parent = parent(of: path)
        if parent != path { try makeAll(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .file(path: path, .system(code: errno)) }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// The path of a file in it.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// Opens a file in it for reading; nil where it is not there.
    func open(_ name: String) throws(StoreFailure) -> OwnFile? {
        do throws(StoreFailure) {
            return try open(name, O_RDONLY)
        } catch {
            if error == .file(path: path(of: name), .system(code: ENOENT)) { return nil }
            throw error
        }
    }

    /// Opens a file in it for reading and writing, made where it is not there.
    func make(_ name: String) throws(StoreFailure) -> OwnFile {
        try open(name, O_RDWR | O_CREAT)
    }

    /// A link is not followed, and nothing waits for a pipe's other end.
    private func open(_ name: String, _ flags: Int32) throws(StoreFailure) -> OwnFile {
        let number = openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw FileKeeper.refusal(of: path(of: name), errno) }
        return OwnFile(path(of: name), number)
    }

    /// Puts `bytes` in the place of the file `name`, whole or not at all, and on the disk.
    func replace(_ name: String, with bytes: [UInt8]) throws(StoreFailure) {
        let temporary = Self.temporaryPrefix(name) + String(UInt64.random(in: .min ... .max), radix: 36)
        do throws(StoreFailure) {
            try open(temporary, O_WRONLY | O_CREAT | O_EXCL).write(bytes)
            guard renameat(descriptor, temporary, descriptor, name) == 0 else {
                throw .file(path: path(of: name), .system(code: errno))
            }
        } catch {
            unlinkat(descriptor, temporary, 0)
            // Of the name that people know.
            guard case .file(_, let failure) = error else { throw error }
            throw .file(path: path(of: name), failure)
        }
        try sync()
    }

    /// Removes the file `name`.
    func remove(_ name: String) throws(StoreFailure) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
            throw .file(path: path(of: name), .system(code: errno))
        }
        try sync()
    }

    /// Removes what writers of `name` that were killed have left. Nobody may be writing it.
    func removeLeftovers(of name: String) {
        // What can't be listed stays, and is in nobody's way.
        guard let stream = fdopendir(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let found = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if found.hasPrefix(Self.temporaryPrefix(name)) { unlinkat(descriptor, found, 0) }
        }
    }

    private static func temporaryPrefix(_ name: String) -> String { ".\(name)." }

    private func sync() throws(StoreFailure) {
        // Some file systems can't sync a folder (EINVAL); the file itself is safe.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw .file(path: path, .system(code: errno)) }
    }
}
