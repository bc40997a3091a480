import Foundation
import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

/// What the two other suites on token answers leave: answers that are broken on purpose. They are asked for by each
/// grant, since each of them has its own way to the answer's reader.
@Suite("An authorization server's moods")
struct TokenMoodTests {
    /// A grant that asks the token endpoint.
    enum Grant: CaseIterable {
        case code, refresh, device
    }

    private func ask(
        _ grant: Grant, _ answer: Result<ReceivedResponse, TransportFailure>
    ) async throws -> TokenSet {
        let endpoint = TokenEndpoint(
            address: try WebAddress("https://as.example/token"),
            client: OAuthClient(id: "own", authentication: .none), transport: ScriptedTransport([answer]),
            clock: TestClock())
        return switch grant {
        case .code:
            try await endpoint.exchange(
                code: Redacted("c"), redirectURI: "http://127.0.0.1:1", verifier: Redacted("v"))
        case .refresh: try await endpoint.refresh(Redacted("r"))
        case .device: try await endpoint.redeem(deviceCode: Redacted("d"))
        }
    }

    private func tokens(_ json: String) async throws -> TokenSet { try await ask(.code, .success(.json(json))) }

    private func response(_ body: [UInt8], status: Int = 200) -> ReceivedResponse {
        var response = ReceivedResponse.json("", status: status)
        response.body = body
        return response
    }

    @Test("nesting without end is no JSON, and no crash", arguments: Grant.allCases)
    func deep(grant: Grant) async {
        for open in ["[", #"{"a":"#] {
            let nest = String(repeating: open, count: 100_000)
            for body in [nest, #"{"access_token":"t","x":\#(nest)"#] {
                await #expect(throws: OAuth2Failure.notJSON(status: 200, contentType: "application/json")) {
                    try await ask(grant, .success(.json(body)))
                }
                await #expect(throws: OAuth2Failure.rejected(status: 400, contentType: "application/json")) {
                    try await ask(grant, .success(.json(body, status: 400)))
                }
            }
        }
    }

    @Test(
        "a key twice, anywhere, is no JSON: which of them counts is what an attack would play on",
        arguments: [
            #"{"access_token":"a","access_token":"a"}"#, #"{"access_token":"a","\u0061ccess_token":"b"}"#,
            #"{"access_token":"a","x":{"y":1,"y":2}}"#, #"{"access_token":"a","expires_in":1,"expires_in":9}"#,
        ])
    func duplicateKey(json: String) async {
        for grant in Grant.allCases {
            await #expect(throws: OAuth2Failure.notJSON(status: 200, contentType: "application/json")) {
                try await ask(grant, .success(.json(json)))
            }
        }
    }

    @Test("an error twice is no OAuth error, so that it ends no refresh token")
    func duplicateError() async {
        await #expect(throws: OAuth2Failure.rejected(status: 400, contentType: "application/json")) {
            try await ask(
                .refresh, .success(.json(#"{"error":"invalid_client","error":"invalid_grant"}"#, status: 400)))
        }
    }

    @Test(
        "what is almost JSON is none",
        arguments: [
            #"{"access_token":"t"} x"#, #"{"access_token":"t"}{"access_token":"u"}"#, #"{'access_token':'t'}"#,
            #"{"access_token":"t",}"#, #")]}',{"access_token":"t"}"#, #"{"access_token":"\ud800"}"#, " ", "\u{0}",
            #"{"access_token":"t","expires_in":NaN}"#, #"{"access_token":"t","expires_in":060}"#,
            #"[{"access_token":"t"}]"#, "null", "true", "1",
        ])
    func almostJSON(body: String) async {
        await #expect(throws: OAuth2Failure.notJSON(status: 200, contentType: "application/json")) {
            try await tokens(body)
        }
    }

    @Test("bytes that are no UTF-8 are no JSON")
    func notUTF8() async {
        for bytes: [UInt8] in [[0xFF, 0xFE], [0xC0, 0xAF], [0xED, 0xA0, 0x80]] {
            let body = Array(#"{"access_token":"t"#.utf8) + bytes + Array(#""}"#.utf8)
            await #expect(throws: OAuth2Failure.notJSON(status: 200, contentType: "application/json")) {
                try await ask(.code, .success(response(body)))
            }
        }
    }

    @Test("a byte-order mark before the object is passed over")
    func byteOrderMark() async throws {
        let body = [0xEF, 0xBB, 0xBF] + Array(#"{"access_token":"t"}"#.utf8)
        #expect(try await ask(.code, .success(response(body))).accessToken == Redacted("t"))
    }

    @Test("an answer of exactly 1 MiB is read")
    func atLimit() async throws {
        let json = #"{"access_token":"t"}"#
        let body = json + String(repeating: " ", count: (1 << 20) - json.utf8.count)
        #expect(try await tokens(body).accessToken == Redacted("t"))
    }

    @Test("names count byte for byte", arguments: ["Access_Token", "access_token ", "accessToken", "ACCESS_TOKEN"])
    func names(name: String) async {
        await #expect(throws: OAuth2Failure.missingField("access_token")) { try await tokens(#"{"\#(name)":"t"}"#) }
    }

    @Test("a token beside an error is a token: a success says 200 and access_token")
    func tokenAndError() async throws {
        #expect(
            try await tokens(#"{"access_token":"t","error":"","error_description":"none"}"#).accessToken
                == Redacted("t"))
        await #expect(throws: OAuth2Failure.tokenRefused(status: 400, OAuthError(code: "x"))) {
            try await ask(.code, .success(.json(#"{"access_token":"t","error":"x"}"#, status: 400)))
        }
    }

    @Test("a token that comes with 4xx or 5xx is none", arguments: [400, 401, 403, 500, 503])
    func tokenWithFailure(status: Int) async {
        for grant in Grant.allCases {
            await #expect(throws: OAuth2Failure.self) {
                try await ask(grant, .success(.json(#"{"access_token":"t"}"#, status: status)))
            }
        }
    }

    @Test("a scope that is no text is unknown", arguments: ["1", "[]", #"["full"]"#, "{}", #""""#, #""  ""#])
    func oddScope(json: String) async throws {
        #expect(try await tokens(#"{"access_token":"t","scope":\#(json)}"#).scopes == nil)
    }

    @Test("a life beyond every number is cut, and one below every number has ended")
    func extremeLife() async throws {
        let long = try await tokens(#"{"access_token":"t","expires_in":"1e999"}"#)
        #expect(long.expiresAt == TestClock().now.addingTimeInterval(315_360_000))
        let digits = String(repeating: "9", count: 100_000)
        #expect(
            try await tokens(#"{"access_token":"t","expires_in":\#(digits)}"#).expiresAt == long.expiresAt)
        #expect(try await tokens(#"{"access_token":"t","expires_in":"-1e999"}"#).expiresAt == TestClock().now)
        #expect(try await tokens(#"{"access_token":"t","expires_in":"--5"}"#).expiresAt == nil)
    }

    @Test("an error's words may be missing or of another type", arguments: ["1", "null", "[]", "{}"])
    func errorWords(json: String) async {
        let body = #"{"error":"invalid_grant","error_description":\#(json),"error_uri":\#(json)}"#
        await #expect(throws: OAuth2Failure.tokenRefused(status: 400, OAuthError(code: "invalid_grant"))) {
            try await ask(.refresh, .success(.json(body, status: 400)))
        }
    }

    @Test(
        "a connection that is reset, drips or breaks the protocol passes through, and is not tried again here",
        arguments: [
            TransportFailure.cut(host: "as.example"), .timedOut(host: "as.example", after: .seconds(30)),
            .malformed(host: "as.example"), .certificate(host: "as.example", .selfSigned),
            .unreachable(host: "as.example"), .unknownHost(host: "as.example"), .cancelled,
        ])
    func noAnswer(failure: TransportFailure) async {
        for grant in Grant.allCases {
            await #expect(throws: failure) { try await ask(grant, .failure(failure)) }
        }
    }

    @Test("an answer that is cut at 1 MiB is told as too large, whatever asked", arguments: Grant.allCases)
    func tooLarge(grant: Grant) async {
        await #expect(throws: OAuth2Failure.tooLarge(limit: 1 << 20)) {
            try await ask(grant, .failure(.tooLarge(host: "as.example", limit: 1 << 20)))
        }
    }
}
