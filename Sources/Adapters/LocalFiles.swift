import Glibc
package import Ports

/// The machine's file system.
package struct LocalFiles: Files {
    private let searchPath: SearchPath

    /// - Parameter environment: its `PATH` says where programs are.
    package init(environment: Environment) {
        searchPath = SearchPath(environment)
    }

    package func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileFailure(path, errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileFailure(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory(path: path) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(max(Int(status.st_size) + 1, 4096), 1 << 20))
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(path, errno)
            }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(path: path, limit: limit) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    package func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        let target = followingLinks(path)
        let (folder, _) = Folder.split(target)
        do throws(Errno) {
            try Folder.make(folder)
        } catch {
            throw .noFolder(path: folder, code: error.code)
        }
        do throws(Errno) {
            try Replacement(of: target).write(bytes, synced: true)
            try syncFolder(folder)
        } catch {
            throw FileFailure(path, error.code)
        }
    }

    package func missingFolder(of path: String) -> String? {
        let (folder, _) = Folder.split(path)
        var status = stat()
        return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR ? nil : folder
    }

    package func isProgram(_ name: String) -> Bool {
        searchPath.program(name) != nil
    }

    package func programPlaces(_ name: String) -> ProgramPlaces {
        let own = Self.resolved("/proc/self/exe")
        return ProgramPlaces(
            own: own,
            onPath: searchPath.programs(name).map {
                ProgramPlaces.Place(path: $0, isOwn: own != nil && Self.resolved($0) == own)
            })
    }

    /// A link stays a link: what it leads to is replaced.
    private func followingLinks(_ path: String) -> String { Self.resolved(path) ?? path }

    /// Where a path leads; nil where nothing is there.
    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private func syncFolder(_ folder: String) throws(Errno) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw Errno(code: errno) }
        defer { close(file) }
        // Some file systems can't sync a folder (EINVAL); the file itself is safe.
        guard fsync(file) == 0 || errno == EINVAL else { throw Errno(code: errno) }
    }
}

extension FileFailure {
    /// What `code` (an `errno`) says about `path`.
    fileprivate init(_ path: String, _ code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .absent(path: path)
            case EACCES, EPERM: .denied(path: path)
            case EISDIR: .isDirectory(path: path)
            default: .system(path: path, code: code)
            }
    }
}
