import Foundation
import Glibc
import Synchronization

/// A server that speaks bytes: each connection is handed to a script, on a thread of its own.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Mutex(0)

    /// - Parameter script: what to do with the n-th connection (0 first). It is closed afterwards.
    init(_ script: @escaping @Sendable (RawConnection, Int) -> Void) throws {
        listener = try Self.listen()
        port = Self.port(of: listener)
        Thread.detachNewThread { [listener, accepted = Box(accepted: self)] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { return }
                let index = accepted.count()
                Thread.detachNewThread {
                    script(RawConnection(socket: socket), index)
                    close(socket)
                }
            }
        }
    }

    /// How many connections were made so far.
    var connections: Int { accepted.withLock { $0 } }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Lets the accepting thread count without keeping the server alive.
    private struct Box: Sendable {
        weak let accepted: RawServer?

        func count() -> Int {
            accepted?.accepted.withLock { count in
                defer { count += 1 }
                return count
            } ?? 0
        }
    }

    /// A port at which nobody listens, and which nobody else can take meanwhile.
    final class ClosedPort {
        let port: UInt16
        private let socket: Int32

        init() throws {
            socket = try RawServer.bound()
            port = RawServer.port(of: socket)
        }

        deinit { close(socket) }
    }

    /// A port that is free now.
    static func freePort() throws -> UInt16 {
        let listener = try listen()
        defer { close(listener) }
        return port(of: listener)
    }

    private static func listen() throws -> Int32 {
        let listener = try bound()
        guard Glibc.listen(listener, 64) == 0 else { throw POSIXError(.EADDRINUSE) }
        return listener
    }

    private static func bound() throws -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0 else { throw POSIXError(.EADDRINUSE) }
        return listener
    }

    private static func port(of listener: Int32) -> UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(listener, $0, &size) }
        }
        return UInt16(bigEndian: address.sin_port)
    }
}

/// One accepted connection, blocking.
struct RawConnection: Sendable {
    let socket: Int32

    /// Reads until `end` has come, or until the other side closes.
    func read(until end: String = "\r\n\r\n") -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        let wanted = Array(end.utf8)
        while !bytes.suffix(wanted.count).elementsEqual(wanted), Glibc.read(socket, &byte, 1) == 1 {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes text; false when the other side is gone.
    @discardableResult
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return write(socket, bytes, bytes.count) == bytes.count
    }

    /// Says that nothing more will come.
    func finish() {
        shutdown(socket, Int32(SHUT_WR))
    }

    /// A closing that the other side sees as a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
}

/// A connection to 127.0.0.1, from the client's side, blocking; each read ends after five seconds.
final class RawClient: Sendable {
    private let connection: RawConnection

    /// - Parameter host: an IPv4 address as a number, 127.0.0.1 if left out.
    init(port: UInt16, host: UInt32 = 0x7F00_0001) throws {
        signal(SIGPIPE, SIG_IGN)
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        var limit = timeval(tv_sec: 8, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = host.bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECONNREFUSED) }
        connection = RawConnection(socket: socket)
    }

    deinit {
        close(connection.socket)
    }

    func send(_ text: String) {
        connection.send(text)
    }

    func reset() {
        connection.reset()
    }

    /// All that comes until the server closes.
    func answer() async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in continuation.resume(returning: connection.read(until: "\u{0}never")) }
        }
    }
}
