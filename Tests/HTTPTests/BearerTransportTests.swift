import HTTP
import HTTPTypes
import Ports
import Support
import Synchronization
import Testing

@Suite("where the token goes")
struct BearerTransportTests {
    private let tokens = ScriptedTokens(["token-1"])

    private func transport(_ base: ScriptedTransport, tokens: ScriptedTokens? = nil) throws -> BearerTransport {
        let origins = [
            "https://platform.cloud.coveo.com", "https://api.cloud.coveo.com", "http://127.0.0.1:8080",
            "https://own.example:8443",
        ]
        return BearerTransport(
            base, tokens: tokens ?? self.tokens, origins: try Set(origins.map { try WebAddress($0).origin }))
    }

    @Test(
        "an authorized request to an own origin carries it, however the origin is written",
        arguments: [
            ("https", "platform.cloud.coveo.com"), ("https", "api.cloud.coveo.com"),
            ("https", "PLATFORM.cloud.coveo.com:443"),
            ("HTTPS", "platform.cloud.coveo.com"), ("http", "127.0.0.1:8080"), ("https", "own.example:8443"),
        ])
    func own(scheme: String, authority: String) async throws {
        let base = ScriptedTransport([answer(200)])
        let head = HTTPRequest(method: .get, scheme: scheme, authority: authority, path: "/rest")
        _ = try await transport(base).send(OutgoingRequest(head, authorized: true))
        #expect(base.requests.map { $0.head.headerFields[.authorization] } == ["Bearer token-1"])
    }

    @Test(
        "to any other it is never sent, and neither is the request",
        arguments: [
            ("https", "evil.com", "evil.com"), ("http", "platform.cloud.coveo.com", "platform.cloud.coveo.com"),
            ("https", "cloud.coveo.com", "cloud.coveo.com"),
            ("https", "x.platform.cloud.coveo.com", "x.platform.cloud.coveo.com"),
            ("https", "platform.cloud.coveo.com.evil.com", "platform.cloud.coveo.com.evil.com"),
            ("https", "platform.cloud.coveo.com.", "platform.cloud.coveo.com."),
            ("https", "evilplatform.cloud.coveo.com", "evilplatform.cloud.coveo.com"),
            ("https", "platform-cloud.coveo.com", "platform-cloud.coveo.com"),
            ("https", "platform.cloud.coveo.com:8443", "platform.cloud.coveo.com:8443"),
            ("https", "platform.cloud.coveo.com:443:443", "platform.cloud.coveo.com:443:443"),
            ("https", "platform.cloud.coveo.com@evil.com", "evil.com"),
            ("https", "user:secret@platform.cloud.coveo.com", "platform.cloud.coveo.com"),
            ("https", "evil.com/platform.cloud.coveo.com", "evil.com/platform.cloud.coveo.com"),
            ("https", "platform.cloud.coveo.com/", "platform.cloud.coveo.com/"),
            ("https", "platform.cloud.coveo.com?", "platform.cloud.coveo.com?"),
            ("https", "platform.cloud.coveo.com#", "platform.cloud.coveo.com#"),
            ("https", "platform.cloud.coveo.com\\.evil.com", "platform.cloud.coveo.com\\.evil.com"),
            ("https", "plаtform.cloud.coveo.com", "plаtform.cloud.coveo.com"),
            ("https", "platform。cloud.coveo.com", "platform。cloud.coveo.com"),
            ("https", "xn--pltform-7fg.cloud.coveo.com", "xn--pltform-7fg.cloud.coveo.com"),
            ("https", "%70latform.cloud.coveo.com", "%70latform.cloud.coveo.com"),
            ("https", "PLATFORM.CLOUD.COVEO.COM.", "PLATFORM.CLOUD.COVEO.COM."),
            ("https", "[::ffff:127.0.0.1]:8080", "[::ffff:127.0.0.1]:8080"),
            ("http", "[::1]:8080", "[::1]:8080"), ("http", "0x7f.0.0.1:8080", "0x7f.0.0.1:8080"),
            ("https", "127.0.0.1:8080", "127.0.0.1:8080"),
            ("http", "127.0.0.1", "127.0.0.1"), ("http", "127.0.0.1:8081", "127.0.0.1:8081"),
            ("http", "localhost:8080", "localhost:8080"),
            ("http", "127.0.0.1.evil.com:8080", "127.0.0.1.evil.com:8080"), ("https", "own.example", "own.example"),
            ("https", "", ""),
            ("ftp", "platform.cloud.coveo.com", "platform.cloud.coveo.com"),
        ])
    func foreign(scheme: String, authority: String, shown: String) async throws {
        let base = ScriptedTransport([])
        let head = HTTPRequest(method: .get, scheme: scheme, authority: authority, path: "/rest")
        await #expect(throws: BearerFailure.foreignOrigin(host: shown)) {
            try await transport(base).send(OutgoingRequest(head, authorized: true))
        }
        #expect(base.requests.isEmpty)
        #expect(tokens.asked.isEmpty)
    }

    @Test(
        "a redirect is handed back, wherever it leads: nothing follows it with the token",
        arguments: [301, 302, 303, 307, 308],
        [
            "https://evil.com/", "http://platform.cloud.coveo.com/rest", "https://platform.cloud.coveo.com/other",
            "//evil.com", "/other",
        ])
    func redirect(status: Int, location: String) async throws {
        let base = ScriptedTransport([answer(status, [.location: location])])
        let retrying = RetryingTransport(base, clock: TestClock(), random: CountingRandom())
        let bearer = BearerTransport(
            retrying, tokens: tokens, origins: [try WebAddress("https://platform.cloud.coveo.com").origin])
        let response = try await bearer.send(request("https://platform.cloud.coveo.com/rest", authorized: true))
        #expect(response.head.status.code == status)
        #expect(response.head.headerFields[.location] == location)
        #expect(base.requests.count == 1)
    }

    @Test("a request that is not authorized goes without, also to an own origin")
    func unauthorized() async throws {
        let base = ScriptedTransport([answer(200), answer(401)])
        for address in ["https://platform.cloud.coveo.com/oauth/token", "https://upload.example/x?X-Amz-Signature=s"] {
            _ = try await transport(base).send(request(address))
        }
        #expect(base.requests.allSatisfy { $0.head.headerFields[.authorization] == nil })
        #expect(tokens.asked.isEmpty)
    }

    @Test("an Authorization of the request's own is left alone, also after 401", arguments: [true, false])
    func ownHeader(authorized: Bool) async throws {
        let base = ScriptedTransport([answer(401)])
        var sent = try request("https://server.example/token", authorized: authorized)
        sent.head.headerFields[.authorization] = "Basic Y2xpOg=="
        #expect(try await transport(base).send(sent).head.status.code == 401)
        #expect(base.requests.map { $0.head.headerFields[.authorization] } == ["Basic Y2xpOg=="])
        #expect(tokens.asked.isEmpty)
    }

    @Test("a refused token is replaced once, and the request sent again", arguments: [401, 419])
    func replaced(status: Int) async throws {
        let base = ScriptedTransport([answer(status), answer(status)])
        let tokens = ScriptedTokens(["old", "new", "newest"])
        var sent = try request(
            "https://platform.cloud.coveo.com/rest", method: .post, repeatable: false, authorized: true)
        sent.body = [7]
        #expect(try await transport(base, tokens: tokens).send(sent).head.status.code == status)
        #expect(base.requests.map { $0.head.headerFields[.authorization] } == ["Bearer old", "Bearer new"])
        #expect(base.requests.map(\.body) == [[7], [7]])
        #expect(tokens.asked == ["current", "replacing old"])
    }

    @Test("where there is no other token the refusal stands", arguments: [["old"], ["old", "old"]])
    func noOther(values: [String]) async throws {
        let base = ScriptedTransport([answer(401, body: "why")])
        let tokens = ScriptedTokens(values)
        let response = try await transport(base, tokens: tokens).send(
            request("https://platform.cloud.coveo.com/", authorized: true))
        #expect(response.body == Array("why".utf8))
        #expect(base.requests.count == 1)
    }

    @Test("no other status asks for another token", arguments: [200, 400, 403, 404, 429, 500])
    func otherStatus(status: Int) async throws {
        let tokens = ScriptedTokens(["old", "new"])
        _ = try await transport(ScriptedTransport([answer(status)]), tokens: tokens)
            .send(request("https://platform.cloud.coveo.com/", authorized: true))
        #expect(tokens.asked == ["current"])
    }

    @Test("what the source of tokens throws is thrown, and nothing is sent")
    func noToken() async throws {
        let base = ScriptedTransport([])
        await #expect(throws: Unforeseen(text: "AccessTokens")) {
            try await transport(base, tokens: ScriptedTokens([])).send(
                request("https://platform.cloud.coveo.com/", authorized: true))
        }
    }
}

/// Gives its tokens one after the other; none left is `Unforeseen` for the first and nil for another.
private final class ScriptedTokens: AccessTokens {
    private let values: [String]
    private let calls = Mutex<[String]>([])

    init(_ values: [String]) {
        self.values = values
    }

    /// The calls so far: `current`, `replacing TOKEN`.
    var asked: [String] { calls.withLock { $0 } }

    func current() async throws -> AccessToken {
        calls.withLock { $0.append("current") }
        guard let first = values.first else { throw Unforeseen(text: "AccessTokens") }
        return AccessToken(Redacted(first))
    }

    func replacing(_ rejected: AccessToken) async throws -> AccessToken? {
        let index = calls.withLock { calls in
            calls.append("replacing \(rejected.value.reveal())")
            return calls.count - 1
        }
        return index < values.count ? AccessToken(Redacted(values[index])) : nil
    }
}
