import Glibc

/// A folder with certificates under their hashes (`002c0b4f.0`), as OpenSSL looks them up.
enum HashedFolder {
    /// Whether `path` is a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is a certificate in it.
    static func holdsCertificates(_ folder: String) -> Bool {
        visit(folder) { _ in false } == false
    }

    /// The paths of its certificates.
    static func certificates(_ folder: String) -> [String] {
        var paths: [String] = []
        visit(folder) { name in
            paths.append("\(folder)/\(name)")
            return true
        }
        return paths
    }

    /// Calls `body` with each certificate's name until it answers false.
    ///
    /// - Returns: the last answer, true where there was none.
    @discardableResult
    private static func visit(_ folder: String, _ body: (String) -> Bool) -> Bool {
        guard let listing = opendir(folder) else { return true }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if isHash(name), !body(name) { return false }
        }
        return true
    }

    /// Eight hexadecimal digits, a dot, a number.
    private static func isHash(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 8, !parts[1].isEmpty else { return false }
        return parts[0].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            && parts[1].allSatisfy { (0x30...0x39).contains($0) }
    }
}
