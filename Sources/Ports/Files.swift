/// Why a file could not be read or written. `path` is as it was asked for.
package enum FileFailure: Error, Equatable, Sendable {
    case absent(path: String)
    case denied(path: String)
    case isDirectory(path: String)
    /// The directory that the file would lie in can't be made: `errno`.
    case noFolder(path: String, code: Int32)
    /// Larger than the limit, in bytes.
    case tooLarge(path: String, limit: Int)
    /// Anything else: `errno`.
    case system(path: String, code: Int32)
}

/// The file system, as far as commands need it.
package protocol Files: Sendable {
    /// The whole file, at most `limit` bytes.
    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]

    /// Replaces the file by `bytes` or leaves it as it was: written beside it, synced, renamed. Mode 0600; missing
    /// directories are made with mode 0700.
    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure)

    /// The directory that a file of this path would lie in, where there is none; nil where it is there.
    func missingFolder(of path: String) -> String?

    /// Whether something executable of that name is on `PATH`.
    func isProgram(_ name: String) -> Bool

    /// This process's program, and every executable called `name` on `PATH`.
    func programPlaces(_ name: String) -> ProgramPlaces
}
