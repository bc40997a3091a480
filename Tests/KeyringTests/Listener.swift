import Glibc

/// A socket that something listens on.
struct Listener {
    private let descriptor: Int32

    /// The system refused, for the reason `errno`.
    struct Failure: Error {
        let code: Int32
    }

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8.prefix(107))) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard code == 0, listen(descriptor, 1) == 0 else { throw Failure(code: errno) }
    }

    func close() {
        Glibc.close(descriptor)
    }
}
