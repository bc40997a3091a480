import Foundation
import Glibc
import Keyring
import Ports
import Support
import Testing

@Suite("Items in the Secret Service", .enabled(if: PrivateSession.isAvailable(.gnome)))
struct SecretServiceItemTests {
    private let session: PrivateSession
    private let store: SecretServiceStore
    private let profile = "item-\(UUID().uuidString)"

    init() async throws {
        session = try await PrivateSession.shared(.gnome)
        store = SecretServiceStore(timeout: .seconds(30), environment: session.environment)
    }

    private func write(_ secret: String, host: String = "one.example") async throws {
        try await store.write(
            Redacted(Array(secret.utf8)), profile: profile, platformHost: host, interaction: .never)
    }

    /// What people see with secret-tool, which writes the attributes to stderr.
    private func search() async throws -> [Substring] {
        let found = try await session.run(
            ["secret-tool", "search", "--all", "xdg:schema", "com.coveo.cli.session", "profile", profile])
        return (found.output + found.errors).split(separator: "\n")
    }

    @Test("other programs find an item by schema, profile and platform, with a label that says what it is")
    func visible() async throws {
        try await write("{}")
        let lines = try await search()
        #expect(lines.contains("label = coveo: \(profile) (one.example)"))
        #expect(lines.contains("secret = {}"))
        #expect(lines.contains("schema = com.coveo.cli.session"))
        #expect(
            Set(lines.filter { $0.hasPrefix("attribute.") })
                == ["attribute.profile = \(profile)", "attribute.platform = one.example"])
    }

    @Test("a second write changes the item in place, on another platform its label and attributes too")
    func inPlace() async throws {
        try await write("first")
        let first = try await search()
        try await write("second", host: "two.example")
        let second = try await search()
        #expect(second.first == first.first, "the path")
        #expect(second.contains("secret = second"))
        #expect(second.contains("label = coveo: \(profile) (two.example)"))
        #expect(second.contains("attribute.platform = two.example"))
        #expect(second.contains("schema = com.coveo.cli.session"))
    }

    @Test("of two items the one changed last is read, and the other goes at the next write")
    func newest() async throws {
        for (host, secret) in [("one.example", "old"), ("two.example", "new")] {
            let result = try await session.run(
                [
                    "secret-tool", "store", "--label", host, "xdg:schema", "com.coveo.cli.session", "profile", profile,
                    "platform", host,
                ], input: secret)
            #expect(result.end == .exited(0))
        }
        guard case .found(let found) = try await store.read(profile: profile, interaction: .never) else {
            Issue.record("not found")
            return
        }
        #expect(String(decoding: found.reveal(), as: UTF8.self) == "new")
        try await write("newest", host: "two.example")
        #expect(try await search().filter { $0.hasPrefix("secret = ") } == ["secret = newest"])
    }

    @Test("a probe leaves no item")
    func probe() async throws {
        let session = try await PrivateSession.start(.gnome)
        try await SecretServiceStore(timeout: .seconds(30), environment: session.environment)
            .probe(interaction: .never)
        let found = try await session.run(["secret-tool", "search", "--all", "xdg:schema", "com.coveo.cli.probe"])
        await session.stop()
        #expect(found.output.isEmpty)
    }

    @Test("profiles whose names look the same and are written otherwise are two")
    func normalization() async throws {
        let (composed, decomposed) = (profile + "\u{E9}", profile + "e\u{301}")
        try await store.write(Redacted([1]), profile: composed, platformHost: "h", interaction: .never)
        let reading = try await store.read(profile: decomposed, interaction: .never)
        guard case .absent = reading else {
            Issue.record("\(reading)")
            return
        }
    }

    @Test("a name with a NUL, or a line break at its end, is refused and never cut")
    func nul() async throws {
        try await write("kept")
        await #expect(throws: StoreFailure.unfit(reason: "a name holds a NUL")) {
            try await store.write(
                Redacted([1]), profile: profile + "\0x", platformHost: "h", interaction: .never)
        }
        await #expect(throws: StoreFailure.unfit(reason: "a name ends with a line break")) {
            try await store.write(
                Redacted([1]), profile: profile + "\n", platformHost: "h", interaction: .never)
        }
        #expect(try await !store.delete(profile: profile + "\0x", interaction: .never))
        #expect(try await search().contains("secret = kept"))
    }

    @Test("using a store does not change what the process does on SIGPIPE")
    func brokenPipe() async throws {
        var (before, after) = (sigaction(), sigaction())
        sigaction(SIGPIPE, nil, &before)
        _ = try await store.items()
        sigaction(SIGPIPE, nil, &after)
        #expect(
            unsafeBitCast(before.__sigaction_handler, to: Int.self)
                == unsafeBitCast(after.__sigaction_handler, to: Int.self))
    }
}
