import HTTP
import HTTPTypes
import JSON
import OAuth2
import Ports
import Support
import Testing

@Suite("Where an issuer's metadata are looked for")
struct MetadataDiscoveryTests {
    private typealias Attempt = MetadataFailure.Attempt

    private static let issuer = "https://as.example/api/oidc"
    private static let places = [
        "https://as.example/.well-known/oauth-authorization-server/api/oidc",
        "https://as.example/api/oidc/.well-known/openid-configuration",
        "https://as.example/.well-known/openid-configuration/api/oidc",
    ]

    /// Metadata of `issuer` with nothing but what a login needs.
    private func metadata(_ issuer: String = issuer) -> ReceivedResponse {
        .json(#"{"issuer":"\#(issuer)","token_endpoint":"https://as.example/token"}"#)
    }

    private func address(of request: OutgoingRequest) -> String {
        "\(request.head.scheme ?? "")://\(request.head.authority ?? "")\(request.head.path ?? "")"
    }

    /// Asks for `issuer`, and says what was asked, in order.
    private func asked(_ issuer: String) async throws -> [String] {
        let transport = ScriptedTransport { _, _ in .plain("", status: 404) }
        await #expect(throws: MetadataFailure.self) {
            try await MetadataDiscovery(transport: transport, clock: TestClock()).server(issuer: issuer)
        }
        return transport.requests.map(address)
    }

    private func server(_ answers: [Result<ReceivedResponse, TransportFailure>]) async throws -> AuthorizationServer {
        try await MetadataDiscovery(transport: ScriptedTransport(answers), clock: TestClock()).server(
            issuer: Self.issuer)
    }

    @Test("the well-known name stands before the issuer's path, then OpenID's after it, then OpenID's before it")
    func places() async throws {
        #expect(try await asked(Self.issuer) == Self.places)
    }

    @Test("slashes that end the issuer's path don't count in the address", arguments: ["/", "//"])
    func slash(end: String) async throws {
        #expect(try await asked(Self.issuer + end) == Self.places)
    }

    @Test("an issuer without a path has two addresses", arguments: ["https://as.example", "https://as.example/"])
    func noPath(issuer: String) async throws {
        #expect(
            try await asked(issuer) == [
                "https://as.example/.well-known/oauth-authorization-server",
                "https://as.example/.well-known/openid-configuration",
            ])
    }

    @Test("port and percent-encoding of the issuer stay")
    func port() async throws {
        #expect(
            try await asked("http://127.0.0.1:4593/a%20b")[0]
                == "http://127.0.0.1:4593/.well-known/oauth-authorization-server/a%20b")
    }

    @Test("the requests ask for JSON, take 1 MiB at most, may be repeated, and never carry a token")
    func request() async throws {
        let transport = ScriptedTransport([.success(metadata())])
        _ = try await MetadataDiscovery(transport: transport, clock: TestClock()).server(issuer: Self.issuer)
        let request = try #require(transport.requests.first)
        #expect(request.head.method == .get)
        #expect(request.head.headerFields[.accept] == "application/json")
        #expect(request.head.headerFields[.authorization] == nil)
        #expect(request.responseLimit == 1 << 20)
        #expect(request.repeatable && !request.authorized)
    }

    @Test("the first address that has metadata is the last one asked", arguments: [0, 1, 2])
    func found(place: Int) async throws {
        let transport = ScriptedTransport { [metadata = metadata()] _, index in
            index == place ? metadata : .plain("", status: 404)
        }
        let server = try await MetadataDiscovery(transport: transport, clock: TestClock()).server(issuer: Self.issuer)
        #expect(server.issuer == Self.issuer)
        #expect(transport.requests.map(address) == Array(Self.places[...place]))
    }

    @Test(
        "a status without metadata leads to the next address", arguments: [204, 301, 302, 307, 400, 401, 403, 404, 410])
    func otherStatus(status: Int) async throws {
        let answer = ReceivedResponse.plain("no", status: status, fields: [.location: "https://evil.example/"])
        #expect(try await server([.success(answer), .success(metadata())]).issuer == Self.issuer)
    }

    @Test(
        "a page, an array, half an object or a key twice with 200 lead to the next address, where it is not said to be JSON",
        arguments: ["<!DOCTYPE html>", "", "[]", #"{"issuer":"#, #"{"issuer":"a","issuer":"b"}"#, "null"])
    func noObject(body: String) async throws {
        for type in ["text/html", "text/plain", "application/jsonp", nil] {
            let answer = ReceivedResponse.plain(body, status: 200, type: type)
            #expect(try await server([.success(answer), .success(metadata())]).issuer == Self.issuer)
        }
    }

    @Test("JSON that is no object leads to the next address", arguments: ["[]", "null", "\"x\""])
    func otherJSON(body: String) async throws {
        #expect(try await server([.success(.json(body)), .success(metadata())]).issuer == Self.issuer)
    }

    @Test(
        "what is said to be JSON and can't be read ends it there, by its address",
        arguments: [
            "application/json", "application/json; charset=utf-8", "Application/JSON;x=y", "application/json ;x",
            "application/as-metadata+json", "text/json",
        ])
    func unreadable(type: String) async throws {
        let cases: [(String, JSONFailure)] = [
            (#"{"issuer":"a","issuer":"b"}"#, .duplicateKey(key: "issuer", line: 1, column: 15)),
            (#"{"issuer":"#, .syntax(line: 1, column: 11, found: nil)), ("", .empty),
        ]
        for place in 0..<3 {
            for (body, failure) in cases {
                let missing = [Result<ReceivedResponse, TransportFailure>](
                    repeating: .success(.plain("", status: 404)), count: place)
                let address = try WebAddress(Self.places[place])
                await #expect(throws: MetadataFailure.unreadable(address, failure)) {
                    try await server(missing + [.success(.plain(body, status: 200, type: type))])
                }
            }
        }
    }

    @Test("a server that fails at an address that it doesn't know may still have metadata", arguments: [500, 503, 429])
    func failingPlace(status: Int) async throws {
        #expect(
            try await server([.success(.plain("", status: status)), .success(metadata())]).issuer == Self.issuer)
    }

    @Test("metadata nowhere: what each address answered is told")
    func nowhere() async throws {
        let attempts = [
            Attempt(try WebAddress(Self.places[0]), .status(404)),
            Attempt(try WebAddress(Self.places[1]), .notJSON(contentType: "text/html")),
            Attempt(try WebAddress(Self.places[2]), .status(302)),
        ]
        await #expect(throws: MetadataFailure.noneFound(attempts)) {
            try await server([
                .success(.plain("", status: 404)), .success(.plain("<html>", status: 200, type: "text/html")),
                .success(.plain("", status: 302)),
            ])
        }
    }

    @Test("a server that fails is told as such, whatever the other addresses say", arguments: [500, 502, 503, 599])
    func serverError(status: Int) async {
        for place in 0..<3 {
            let transport = ScriptedTransport { _, index in .plain("", status: index == place ? status : 404) }
            await #expect(throws: MetadataFailure.serverError(status: status)) {
                try await MetadataDiscovery(transport: transport, clock: TestClock()).server(issuer: Self.issuer)
            }
        }
    }

    @Test("a server that wants fewer requests is told as such", arguments: [408, 429])
    func rateLimited(status: Int) async throws {
        let transport = ScriptedTransport { _, index in .plain("", status: index == 0 ? status : 404) }
        await #expect(throws: MetadataFailure.rateLimited(status: status)) {
            try await MetadataDiscovery(transport: transport, clock: TestClock()).server(issuer: Self.issuer)
        }
    }

    @Test("when it wants to be asked again is told with it, as seconds or as a date", arguments: [429, 503])
    func retryAfter(status: Int) async throws {
        for text in ["90", "Fri, 02 Jan 2026 03:05:35 GMT"] {
            let transport = ScriptedTransport { _, index in
                .plain("", status: index == 0 ? status : 404, fields: [.retryAfter: text])
            }
            let after = RetryAfter(.seconds(90), asked: TestClock().now)
            let expected =
                status == 429
                ? MetadataFailure.rateLimited(status: 429, retryAfter: after)
                : .serverError(status: 503, retryAfter: after)
            await #expect(throws: expected) {
                try await MetadataDiscovery(transport: transport, clock: TestClock()).server(issuer: Self.issuer)
            }
        }
    }

    @Test(
        "an answer that is cut, late or too large leads to the next address",
        arguments: [
            TransportFailure.cut(host: "as.example"), .timedOut(host: "as.example", after: .seconds(30)),
            .tooLarge(host: "as.example", limit: 1 << 20),
        ])
    func failingAnswer(failure: TransportFailure) async throws {
        #expect(try await server([.failure(failure), .success(metadata())]).issuer == Self.issuer)
        #expect(
            try await server([.failure(failure), .failure(failure), .success(metadata())]).issuer == Self.issuer)
    }

    @Test("where an answer did not come whole and no other address has metadata, each is told")
    func unanswered() async throws {
        let attempts = [
            Attempt(try WebAddress(Self.places[0]), .timedOut(after: .seconds(30))),
            Attempt(try WebAddress(Self.places[1]), .cut), Attempt(try WebAddress(Self.places[2]), .status(404)),
        ]
        await #expect(throws: MetadataFailure.unanswered(attempts)) {
            try await server([
                .failure(.timedOut(host: "as.example", after: .seconds(30))), .failure(.cut(host: "as.example")),
                .success(.plain("", status: 404)),
            ])
        }
    }

    @Test(
        "where the host can't be asked at all, that is told and no other address is tried",
        arguments: [
            TransportFailure.unknownHost(host: "as.example"), .unreachable(host: "as.example"),
            .malformed(host: "as.example"), .proxy(host: "proxy.example", .credentialsMissing),
            .certificate(host: "as.example", .selfSigned), .cancelled,
        ])
    func noAnswer(failure: TransportFailure) async {
        await #expect(throws: failure) { try await server([.failure(failure)]) }
    }

    @Test("metadata over 1 MiB are none")
    func tooLarge() async throws {
        let large = ReceivedResponse.json(String(repeating: " ", count: 1 << 20) + "{}")
        let attempts = try Self.places.map { Attempt(try WebAddress($0), .tooLarge(limit: 1 << 20)) }
        await #expect(throws: MetadataFailure.noneFound(attempts)) {
            try await server([
                .failure(.tooLarge(host: "as.example", limit: 1 << 20)), .success(large), .success(large),
            ])
        }
    }

    @Test("metadata of another issuer are refused, and nobody else is asked")
    func wrongIssuer() async {
        await #expect(throws: MetadataFailure.wrongIssuer(expected: Self.issuer, given: "https://evil.example")) {
            try await server([.success(metadata("https://evil.example"))])
        }
    }

    @Test(
        "an issuer that nothing is sent to is refused before a request",
        arguments: [
            ("http://as.example", WebAddressFailure.insecure(host: "as.example")), ("as.example", .malformed),
            ("", .malformed), ("ftp://as.example", .malformed), ("javascript:alert(1)", .malformed),
            ("https://as.example/#x", .hasFragment), ("https://me:pw@as.example/", .hasUserInfo),
            ("https://as.example/ü", .malformed), ("https://as.example\r\nX: 1", .malformed),
        ])
    func unfit(issuer: String, failure: WebAddressFailure) async {
        await #expect(throws: MetadataFailure.unfitIssuer(issuer, failure)) {
            try await MetadataDiscovery(transport: UnsetPort(), clock: TestClock()).server(issuer: issuer)
        }
    }

    @Test(
        "an issuer has no query, not even an empty one", arguments: ["https://as.example/?t=1", "https://as.example?"])
    func query(issuer: String) async {
        await #expect(throws: MetadataFailure.issuerHasQuery(issuer)) {
            try await MetadataDiscovery(transport: UnsetPort(), clock: TestClock()).server(issuer: issuer)
        }
    }
}
