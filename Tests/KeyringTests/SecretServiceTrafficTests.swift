import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("What goes over the bus", .enabled(if: PrivateSession.isAvailable(.gnome)))
struct SecretServiceTrafficTests {
    /// What dbus-monitor shows of `body`, in a session of its own.
    private func traffic(_ body: (SecretServiceStore) async throws -> Void) async throws -> String {
        let session = try PrivateSession(.gnome)
        defer { session.stop() }
        try await SecretServiceStore(timeout: .seconds(30), environment: session.environment)
            .write(Redacted(Array("canary-4711".utf8)), profile: "a", platformHost: "h", interaction: .never)
        let monitor = Process()
        let output = Pipe()
        monitor.executableURL = URL(filePath: "/usr/bin/env")
        monitor.arguments = ["dbus-monitor", "--address", session.environment["DBUS_SESSION_BUS_ADDRESS"] ?? ""]
        monitor.standardOutput = output
        try monitor.run()
        defer {
            monitor.terminate()
            monitor.waitUntilExit()
        }
        var shown = ""
        // It says that it lost its name when it has become a monitor.
        while !shown.contains("member=NameLost") { try await Self.more(output, &shown) }
        shown = ""
        try await body(SecretServiceStore(timeout: .seconds(30), environment: session.environment))
        _ = try session.run(
            ["dbus-send", "--session", "--dest=org.freedesktop.DBus", "/end", "org.freedesktop.DBus.Peer.Ping"])
        while !shown.contains("path=/end") { try await Self.more(output, &shown) }
        return shown
    }

    private static func more(_ pipe: Pipe, _ shown: inout String) async throws {
        let data = pipe.fileHandleForReading.availableData
        try #require(!data.isEmpty, "dbus-monitor ended")
        shown += String(decoding: data, as: UTF8.self)
    }

    private func methods(_ traffic: String) -> [String] {
        let calls = traffic.split(separator: "\n").filter { $0.hasPrefix("method call") }
        // The last one is dbus-send's, which said Hello before it.
        let end = calls.last?.split(separator: " ").first { $0.hasPrefix("sender=") } ?? ""
        return calls.filter { !$0.contains("\(end) ") }
            .compactMap { $0.split(separator: "member=").last.map(String.init) }
    }

    @Test("a read makes the four calls that the protocol needs")
    func calls() async throws {
        let shown = try await traffic { _ = try await $0.read(profile: "a", interaction: .never) }
        #expect(methods(shown).sorted() == ["GetSecret", "Hello", "OpenSession", "SearchItems"])
    }

    @Test("a second read over the same connection makes two")
    func secondRead() async throws {
        let shown = try await traffic { store in
            _ = try await store.read(profile: "a", interaction: .never)
            _ = try await store.read(profile: "a", interaction: .never)
        }
        #expect(methods(shown).filter { $0 == "SearchItems" || $0 == "GetSecret" }.count == 4)
        #expect(methods(shown).filter { $0 == "OpenSession" }.count == 1)
    }

    @Test("the secret is encrypted on the bus, read and written")
    func encrypted() async throws {
        let shown = try await traffic { store in
            _ = try await store.read(profile: "a", interaction: .never)
            try await store.write(
                Redacted(Array("canary-4712".utf8)), profile: "a", platformHost: "h", interaction: .never)
        }
        #expect(shown.contains("dh-ietf1024-sha256-aes128-cbc-pkcs7"))
        #expect(!shown.contains("canary"))
    }
}
