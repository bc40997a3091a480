import Foundation
import Glibc
import Support
import Testing

/// All tests that log in by a redirect, one after the other: the two ports that the platform knows for its own client
/// are the machine's only ones.
@Suite("Logging in, end to end", .serialized, .enabled(if: Facility.keyring), .timeLimit(.minutes(20)))
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
        guard let listener = PlainHTTP.listener(on: port) else { return true }
        close(listener)
        return false
    }
}

extension Array {
    fileprivate func asyncMap<Other>(_ transform: (Element) async throws -> Other) async throws -> [Other] {
        var others: [Other] = []
        for element in self { others.append(try await transform(element)) }
        return others
    }
}
