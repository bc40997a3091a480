import Glibc
import Ports

/// Finds programs on `PATH`.
struct SearchPath {
    private let folders: [String]

    /// - Parameter environment: its `programFolders` are looked in.
    init(_ environment: Environment) {
        folders = environment.programFolders
    }

    /// The program's path, or nil. A name with a slash is a path already.
    func program(_ name: String) -> String? {
        if name.isEmpty { return nil }
        if name.utf8.contains(UInt8(ascii: "/")) { return isProgram(name) ? name : nil }
        return folders.lazy.map { "\($0)/\(name)" }.first(where: isProgram)
    }

    /// The paths of all programs of that name, in the order of `PATH`, each once.
    func programs(_ name: String) -> [String] {
        var paths: [String] = []
        for path in folders.map({ "\($0)/\(name)" }) where !paths.contains(path) && isProgram(path) {
            paths.append(path)
        }
        return paths
    }

    private func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
