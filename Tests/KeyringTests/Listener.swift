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

    /// What the first client has said before it waits for an answer, which does not come.
    func firstWords() -> String {
        let client = accept(descriptor, nil, nil)
        defer { Glibc.close(client) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(client, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }

    func close() {
        Glibc.close(descriptor)
    }
}
