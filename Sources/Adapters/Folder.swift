import Glibc

/// Folders on the way to a file.
enum Folder {
    /// A path's folder and its last name.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.index(after: slash)...]))
    }

    /// Makes a folder, and those above it, with mode 0700, where they are missing.
    static func make(_ folder: String) throws(Errno) {
        var status = stat()
        if stat(folder, &status) == 0 { return }
        let parent = split(folder).folder
        if parent != folder { try make(parent) }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw Errno(code: errno) }
    }
}
