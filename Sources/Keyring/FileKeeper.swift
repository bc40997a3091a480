internal import Glibc
internal import Ports

/// Sees to it that a file or folder is the user's own and private.
struct FileKeeper: Sendable {
    /// Whose it has to be: a user's number.
    let owner: UInt32
    /// Whether rights of others are taken away; else they are left as they are, by whoever only looks.
    var mends = true
    let onNotice: @Sendable (StoreNotice) -> Void

    /// Refuses what belongs to somebody else, is of another kind, or is a folder that others may write to; takes the
    /// rights of others away.
    ///
    /// - Parameter wanted: the permission bits that it is to have at most; with `x` it is a folder.
    func check(_ descriptor: Int32, _ path: String, wanted: mode_t) throws(StoreFailure) {
        let isFolder = wanted & S_IXUSR != 0
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .file(path: path, .system(code: errno)) }
        guard status.st_mode & S_IFMT == (isFolder ? S_IFDIR : S_IFREG) else { throw .file(path: path, .wrongKind) }
        guard status.st_uid == owner else { throw .file(path: path, .foreign(owner: status.st_uid)) }
        let mode = status.st_mode & 0o7777
        if isFolder, mode & (S_IWGRP | S_IWOTH) != 0 {
            throw .file(path: path, .writableByOthers(mode: UInt32(mode)))
        }
        guard mends, mode & (S_IRWXG | S_IRWXO) != 0 else { return }
        guard fchmod(descriptor, wanted) == 0 else { throw .file(path: path, .system(code: errno)) }
        onNotice(.madePrivate(path: path, mode: UInt32(mode)))
    }

    /// What is at `path`.
    func found(_ path: String) -> StorePath {
        var status = stat()
        guard lstat(path, &status) == 0 else { return errno == ENOENT ? .missing : .unknown(code: errno) }
        if status.st_mode & S_IFMT == S_IFLNK {
            var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let count = readlink(path, &target, target.count)
            return count < 0 ? .unknown(code: errno) : .link(to: String(decoding: target.prefix(count), as: UTF8.self))
        }
        let mode = UInt32(status.st_mode & 0o7777)
        return status.st_uid == owner ? .own(mode: mode) : .foreign(mode: mode, owner: status.st_uid)
    }

    /// Why `path` could not be opened with `O_NOFOLLOW`: `code` is what the system said.
    static func refusal(of path: String, _ code: Int32) -> StoreFailure {
        guard code == ELOOP || code == ENOTDIR || code == EISDIR || code == ENXIO else {
            return .file(path: path, .system(code: code))
        }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            return .file(path: path, .system(code: code))
        }
        return .file(path: path, status.st_mode & S_IFMT == S_IFLNK ? .link : .wrongKind)
    }
}
