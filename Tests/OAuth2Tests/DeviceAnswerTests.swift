import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

@Suite("Answers of the device authorization endpoint")
struct DeviceAnswerTests {
    private static let members = [
        "device_code": #""d-1""#, "user_code": #""WDJB-MJHT""#, "verification_uri": #""https://as.example/device""#,
        "expires_in": "600",
    ]

    private func authorization(
        _ answer: Result<ReceivedResponse, TransportFailure>
    ) async throws -> DeviceAuthorization {
        try await DeviceEndpoint(
            address: try WebAddress("https://as.example/device"),
            client: OAuthClient(id: "own", authentication: .none), transport: ScriptedTransport([answer]),
            clock: TestClock()
        ).authorize(scopes: ["full"])
    }

    /// A good answer but for these members; nil leaves one out.
    private func authorization(with changes: [String: String?]) async throws -> DeviceAuthorization {
        var members = Self.members
        for (name, value) in changes { members[name] = value }
        let json = "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        return try await authorization(.success(.json(json)))
    }

    private func requests(
        as authentication: OAuthClient.Authentication, scopes: [String]
    ) async throws -> OutgoingRequest {
        let transport = ScriptedTransport([.success(.plain("", status: 404))])
        let endpoint = DeviceEndpoint(
            address: try WebAddress("https://as.example/device?tenant=1"),
            client: OAuthClient(id: "own", authentication: authentication), transport: transport,
            clock: TestClock())
        await #expect(throws: OAuth2Failure.self) { try await endpoint.authorize(scopes: scopes) }
        return try #require(transport.requests.first)
    }

    @Test("the request is a form with the scopes, and the client as at the token endpoint")
    func request() async throws {
        let open = try await requests(as: .none, scopes: ["full", "offline"])
        #expect(String(decoding: open.body, as: UTF8.self) == "scope=full+offline&client_id=own")
        #expect(open.head.method == .post && open.head.path == "/device?tenant=1")
        #expect(open.responseLimit == 1 << 20 && !open.authorized)
        let basic = try await requests(as: .basic(Redacted("s")), scopes: [])
        #expect(basic.body.isEmpty)
        #expect(basic.head.headerFields[.authorization] == "Basic b3duOnM=")
        let post = try await requests(as: .post(Redacted("s")), scopes: ["full"])
        #expect(String(decoding: post.body, as: UTF8.self) == "scope=full&client_id=own&client_secret=s")
    }

    @Test("a whole answer is read whole")
    func whole() async throws {
        let authorization = try await authorization(with: [
            "verification_uri_complete": #""https://as.example/device?user_code=WDJB-MJHT""#, "interval": "7",
            "x": "1",
        ])
        #expect(
            authorization
                == DeviceAuthorization(
                    deviceCode: Redacted("d-1"), userCode: "WDJB-MJHT", verificationURI: "https://as.example/device",
                    completeURI: "https://as.example/device?user_code=WDJB-MJHT", lifetime: .seconds(600),
                    interval: .seconds(7)))
        #expect(authorization.address == (try WebAddress("https://as.example/device")))
        #expect(authorization.completeAddress == (try WebAddress("https://as.example/device?user_code=WDJB-MJHT")))
    }

    @Test("without an interval it is five seconds, and without a complete address there is none")
    func least() async throws {
        let authorization = try await authorization(with: [:])
        #expect(authorization.interval == .seconds(5))
        #expect(authorization.completeURI == nil && authorization.completeAddress == nil)
    }

    @Test(
        "an interval is a number or a text with one, and the least that is waited: a long one is not shortened",
        arguments: [
            ("1", 1.0), ("\"5\"", 5), ("2.5", 2.5), ("30", 30), ("60", 60), ("0.1", 1), ("61", 61), ("3600", 3_600),
            ("1e300", 86_400), ("99999999999999999999", 86_400),
        ])
    func interval(json: String, seconds: Double) async throws {
        #expect(try await authorization(with: ["interval": json]).interval == .seconds(seconds))
    }

    @Test(
        "an interval that is none is the standard one",
        arguments: ["0", "-5", "\"\"", "\"soon\"", "\"-1\"", "null", "true", "[]", "\"inf\""])
    func noInterval(json: String) async throws {
        #expect(try await authorization(with: ["interval": json]).interval == .seconds(5))
    }

    @Test(
        "a life is a number or a text with one, a day at most",
        arguments: [("1800", 1800.0), ("\"600\"", 600), ("1", 1), ("1e300", 86_400), ("99999999999999999999", 86_400)])
    func life(json: String, seconds: Double) async throws {
        #expect(try await authorization(with: ["expires_in": json]).lifetime == .seconds(seconds))
    }

    @Test("a life that is none is unknown", arguments: [nil, "0", "-1", "null", "\"soon\"", "[]"] as [String?])
    func noLife(json: String?) async throws {
        #expect(try await authorization(with: ["expires_in": json]).lifetime == nil)
    }

    @Test("the address is also taken under its name from before the RFC")
    func oldName() async throws {
        let old = try await authorization(with: [
            "verification_uri": nil, "verification_url": #""https://as.example/old""#,
        ])
        #expect(old.verificationURI == "https://as.example/old")
        let both = try await authorization(with: ["verification_url": #""https://as.example/old""#])
        #expect(both.verificationURI == "https://as.example/device")
    }

    @Test(
        "an address that nothing may open is shown and never opened",
        arguments: [
            "javascript:alert(1)", "file:///etc/passwd", "http://as.example/device", "data:text/html,x", "as.example",
            "https://as.example@evil.example/", "https://as.example/ü", "https://as.example/ --flag", "-h",
            "https://as.example/#x", "//as.example/", "https:as.example", "HTTP://192.168.0.1/",
        ])
    func unfitAddress(text: String) async throws {
        let authorization = try await authorization(with: [
            "verification_uri": "\"\(text)\"", "verification_uri_complete": "\"\(text)\"",
        ])
        #expect(authorization.verificationURI == text && authorization.completeURI == text)
        #expect(authorization.address == nil && authorization.completeAddress == nil)
    }

    @Test("a loopback address may be opened by http")
    func loopback() async throws {
        let authorization = try await authorization(with: ["verification_uri": #""http://127.0.0.1:8080/device""#])
        #expect(authorization.address != nil)
    }

    @Test("what the server formats is kept as it is, hostile characters too: they are shown as such")
    func hostile() async throws {
        let authorization = try await authorization(with: ["user_code": #""A\u001b[2J\n\u202eB""#])
        #expect(authorization.userCode == "A\u{1B}[2J\n\u{202E}B")
    }

    @Test("codes and address are demanded", arguments: ["device_code", "user_code", "verification_uri"])
    func missing(field: String) async {
        for value in [nil, "null"] as [String?] {
            await #expect(throws: OAuth2Failure.missingField(field)) { try await authorization(with: [field: value]) }
        }
    }

    @Test("codes and address are texts that say something", arguments: ["1", "[]", "{}", "true", #""""#])
    func malformed(json: String) async {
        for field in ["device_code", "user_code", "verification_uri"] {
            await #expect(throws: OAuth2Failure.malformedField(field)) { try await authorization(with: [field: json]) }
        }
    }

    @Test("what a person reads is neither blank nor endless")
    func unreadable() async throws {
        for text in [" \\t\\n", String(repeating: "x", count: 2_049)] {
            for field in ["user_code", "verification_uri"] {
                await #expect(throws: OAuth2Failure.malformedField(field)) {
                    try await authorization(with: [field: "\"\(text)\""])
                }
            }
            #expect(try await authorization(with: ["verification_uri_complete": "\"\(text)\""]).completeURI == nil)
        }
    }

    @Test("a complete address that is no text is left out", arguments: ["1", "null", "[]", #""""#])
    func oddComplete(json: String) async throws {
        #expect(try await authorization(with: ["verification_uri_complete": json]).completeURI == nil)
    }

    @Test("an answer that is a refusal, or none at all, is told as the token endpoint's are")
    func refusals() async {
        let error = OAuthError(code: "unauthorized_client")
        let cases: [(ReceivedResponse, OAuth2Failure)] = [
            (.json(#"{"error":"unauthorized_client"}"#, status: 400), .tokenRefused(status: 400, error)),
            (.json(#"{"error":"unauthorized_client"}"#, status: 401), .tokenRefused(status: 401, error)),
            (.json(#"{"error":"unauthorized_client"}"#), .tokenRefused(status: 200, error)),
            (.plain("", status: 403), .emptyAnswer(status: 403)),
            (.plain("<html>", status: 404, type: "text/html"), .blocked(status: 404)),
            (.plain("no", status: 404, type: "text/plain"), .rejected(status: 404, contentType: "text/plain")),
            (.plain("", status: 302), .redirected(status: 302)), (.plain("", status: 503), .serverError(status: 503)),
            (.plain("", status: 429), .rateLimited(status: 429)),
            (
                .plain("", status: 429, fields: [.retryAfter: "7"]),
                .rateLimited(status: 429, retryAfter: RetryAfter(.seconds(7), asked: TestClock().now))
            ),
            (.plain("", status: 201), .unexpectedStatus(201)),
            (.plain("<html>", status: 200, type: "text/html"), .notJSON(status: 200, contentType: "text/html")),
            (.json("[]"), .notJSON(status: 200, contentType: "application/json")),
            (.json("{}"), .missingField("device_code")),
        ]
        for (answer, failure) in cases {
            await #expect(throws: failure) { try await authorization(.success(answer)) }
        }
        await #expect(throws: OAuth2Failure.tooLarge(limit: 1 << 20)) {
            try await authorization(.failure(.tooLarge(host: "as.example", limit: 1 << 20)))
        }
        await #expect(throws: TransportFailure.unreachable(host: "as.example")) {
            try await authorization(.failure(.unreachable(host: "as.example")))
        }
    }

    @Test("the device code prints as nothing that can be used")
    func redaction() async throws {
        let authorization = try await authorization(with: ["device_code": #""canary""#])
        var dumped = ""
        dump(authorization, to: &dumped)
        #expect(!"\(authorization)".contains("canary") && !dumped.contains("canary"))
    }
}
