import Keyring
import Ports
import Support
import Testing

@Suite("What goes over the bus", .enabled(if: PrivateSession.isAvailable(.gnome)))
struct SecretServiceTrafficTests {
    /// What dbus-monitor shows of `body`, in a session of its own that holds an item.
    private func traffic(_ body: (SecretServiceStore) async throws -> Void) async throws -> String {
        let session = try await PrivateSession.start(.gnome)
        let open = { SecretServiceStore(timeout: .seconds(30), environment: session.environment) }
        try await open().write(
            Redacted(Array("canary-4711".utf8)), profile: "a", platformHost: "h", interaction: .never)
        let monitor = try await BusMonitor(session)
        try await body(open())
        let shown = try await monitor.traffic()
        await session.stop()
        return shown
    }

    @Test("a read makes the four calls that the protocol needs, and one to be known")
    func calls() async throws {
        let shown = try await traffic { _ = try await $0.read(profile: "a", interaction: .never) }
        #expect(BusMonitor.methods(shown).sorted() == ["Get", "GetSecret", "Hello", "OpenSession", "SearchItems"])
    }

    @Test("a read that was begun ahead makes the same five, over one connection")
    func direct() async throws {
        let session = try await PrivateSession.start(.gnome)
        let channel = SecretServiceChannel(timeout: .seconds(30), environment: session.environment)
        try await SecretServiceStore(timeout: .seconds(30), environment: session.environment).write(
            Redacted(Array("canary-4711".utf8)), profile: "a", platformHost: "h", interaction: .never)
        let monitor = try await BusMonitor(session)
        channel.open(reading: "a")
        guard case .found = try await SecretServiceStore(channel: channel).read(profile: "a", interaction: .never)
        else {
            Issue.record("not found")
            return
        }
        let shown = try await monitor.traffic()
        #expect(BusMonitor.methods(shown).sorted() == ["Get", "GetSecret", "Hello", "OpenSession", "SearchItems"])
        #expect(!shown.contains("canary"))
        await session.stop()
    }

    @Test("nothing is asked of the service before the bus has said Hello: gnome-keyring does not survive it always")
    func order() throws {
        let folder = TemporaryFolder()
        let bus = try Listener(folder.path("bus"))
        defer { bus.close() }
        let channel = SecretServiceChannel(
            timeout: .seconds(1),
            environment: Environment(["DBUS_SESSION_BUS_ADDRESS": "unix:path=" + folder.path("bus")]))
        channel.open(reading: "a")
        let words = bus.firstWords()
        #expect(words.contains("AUTH EXTERNAL") && words.contains("Hello"))
        #expect(!words.contains("org.freedesktop.secrets"))
    }

    @Test(
        "the service has answered once before it is asked for what it needs a client for: gnome-keyring does not survive it",
        arguments: [true, false])
    func acquaintance(isDirect: Bool) async throws {
        let session = try await PrivateSession.start(.gnome)
        let channel = SecretServiceChannel(timeout: .seconds(30), environment: session.environment)
        let monitor = try await BusMonitor(session)
        if isDirect { channel.open(reading: "a") }
        _ = try await SecretServiceStore(channel: channel).read(profile: "a", interaction: .never)
        let lines = try await monitor.traffic().split(separator: "\n")
        await session.stop()
        let property = try #require(lines.firstIndex { $0.hasSuffix("member=Get") })
        let serial = try #require(
            lines[property].split(separator: " ").first { $0.hasPrefix("serial=") }?.dropFirst("serial=".count))
        let caller = try #require(
            lines[property].split(separator: " ").first { $0.hasPrefix("sender=") }?.dropFirst("sender=".count))
        let answer = try #require(
            lines.firstIndex { $0.contains("destination=\(caller) ") && $0.hasSuffix("reply_serial=\(serial)") })
        let question = try #require(lines.firstIndex { $0.hasSuffix("member=OpenSession") })
        #expect(property < answer && answer < question)
    }

    @Test("a second read over the same connection makes two")
    func secondRead() async throws {
        let shown = try await traffic { store in
            _ = try await store.read(profile: "a", interaction: .never)
            _ = try await store.read(profile: "a", interaction: .never)
        }
        #expect(
            BusMonitor.methods(shown).sorted()
                == ["Get", "GetSecret", "GetSecret", "Hello", "OpenSession", "SearchItems", "SearchItems"])
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
