import Foundation
import Glibc
import Support
import Testing

/// All tests that log in by a redirect, one after the other: the two ports that the platform knows for its own client
/// are the machine's only ones.
@Suite("Logging in, end to end", .serialized, .enabled(if: Facility.keyring), .timeLimit(.minutes(3)))
struct RedirectPorts {
    static let all: [UInt16] = [52_296, 32_111]

    /// Waits until nobody else of this machine (a demonstration, say) holds one of them.
    static func untilFree() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while all.contains(where: { port in isHeld(port) }) {
            try #require(ContinuousClock.now < deadline, "another program holds one of the ports \(all)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Python programs that each hold one of the ports, until they are let go.
    static func hold(_ ports: [UInt16]) async throws -> [HeldChild] {
        try await untilFree()
        let script = """
            import socket, sys
            held = socket.socket()
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.bind(("127.0.0.1", int(sys.argv[1])))
            held.listen()
            print("ready", flush=True)
            sys.stdin.read()
            """
        return try await ports.asyncMap { port in
            let holder = try HeldChild("/usr/bin/python3", ["-c", script, String(port)], environment: [:])
            let said = await onThread { holder.read { $0.contains("ready") } }
            try #require(said == "ready\n", "port \(port) can't be held")
            return holder
        }
    }

    /// Whether it can't be listened on: another program does, or a connection of this machine happens to begin there.
    private static func isHeld(_ port: UInt16) -> Bool {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(listener) }
        var (isReused, address) = (Int32(1), sockaddr_in())
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return bound != 0 || listen(listener, 1) != 0
    }
}

extension Array {
    fileprivate func asyncMap<Other>(_ transform: (Element) async throws -> Other) async throws -> [Other] {
        var others: [Other] = []
        for element in self { others.append(try await transform(element)) }
        return others
    }
}
