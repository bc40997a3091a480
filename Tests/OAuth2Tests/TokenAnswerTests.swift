import Foundation
import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

@Suite("Token answers")
struct TokenAnswerTests {
    private let clock = TestClock()

    private func answer(_ answer: Result<ReceivedResponse, TransportFailure>) async throws -> TokenSet {
        let endpoint = TokenEndpoint(
            address: try WebAddress("https://as.example/token"),
            client: OAuthClient(id: "cli", authentication: .none), transport: ScriptedTransport([answer]),
            clock: clock)
        return try await endpoint.exchange(
            code: Redacted("c"), redirectURI: "http://127.0.0.1:1", verifier: Redacted("v"))
    }

    private func tokens(_ json: String) async throws -> TokenSet { try await answer(.success(.json(json))) }

    @Test("a whole answer is read whole")
    func whole() async throws {
        let tokens = try await tokens(
            #"{"access_token":"t-1","token_type":"Bearer","expires_in":86400,"refresh_token":"r-1","scope":"full  a","x":1}"#
        )
        #expect(
            tokens
                == TokenSet(
                    accessToken: Redacted("t-1"), expiresAt: clock.now + 86_400, refreshToken: Redacted("r-1"),
                    scopes: ["full", "a"]))
    }

    @Test("an access token alone is enough: what the platform is known to send")
    func least() async throws {
        #expect(try await tokens(#"{"access_token":"t-1"}"#) == TokenSet(accessToken: Redacted("t-1")))
        #expect(
            try await tokens(
                #"{"access_token":"t-1","token_type":null,"expires_in":null,"refresh_token":null,"scope":null}"#)
                == TokenSet(accessToken: Redacted("t-1")))
    }

    @Test("Bearer is read in any case", arguments: ["bearer", "BEARER", "Bearer", "bEaReR"])
    func bearer(type: String) async throws {
        #expect(try await tokens(#"{"access_token":"t","token_type":"\#(type)"}"#).tokenType == "Bearer")
    }

    @Test("another token type is refused by name", arguments: ["mac", "DPoP", "", "Bearer "])
    func otherType(type: String) async {
        await #expect(throws: OAuth2Failure.unsupportedTokenType(type)) {
            try await tokens(#"{"access_token":"t","token_type":"\#(type)"}"#)
        }
    }

    @Test("a token type that is no text is malformed")
    func typeOfType() async {
        await #expect(throws: OAuth2Failure.malformedField("token_type")) {
            try await tokens(#"{"access_token":"t","token_type":1}"#)
        }
    }

    @Test(
        "a life is a number or a text with a number in it",
        arguments: [
            ("3600", 3600.0), ("\"3600\"", 3600), ("3600.5", 3600.5), ("3.6e3", 3600), ("\"+60\"", 60), ("1", 1),
        ])
    func life(json: String, seconds: Double) async throws {
        let tokens = try await tokens(#"{"access_token":"t","expires_in":\#(json)}"#)
        #expect(tokens.expiresAt == clock.now + seconds)
    }

    @Test(
        "a life that is none is unknown",
        arguments: [
            "\"\"", "\"soon\"", "\"inf\"", "\"-inf\"", "\"nan\"", "\"0x10\"", "true", "[]", "{}", "\" 60\"",
        ])
    func unknownLife(json: String) async throws {
        #expect(try await tokens(#"{"access_token":"t","expires_in":\#(json)}"#).expiresAt == nil)
    }

    @Test(
        "a life of zero or less has ended already",
        arguments: ["0", "-1", "\"0\"", "\"-3600\"", "-0.0", "-1e999", "\"-1e999\"", "1e-999"])
    func endedLife(json: String) async throws {
        #expect(try await tokens(#"{"access_token":"t","expires_in":\#(json)}"#).expiresAt == clock.now)
    }

    @Test("an absurdly long life is cut to ten years", arguments: ["99999999999999999999", "1e999", "\"1e30\""])
    func longLife(json: String) async throws {
        let tokens = try await tokens(#"{"access_token":"t","expires_in":\#(json)}"#)
        #expect(tokens.expiresAt == clock.now + 315_360_000)
    }

    @Test("a life is counted from when the request was sent")
    func slowAnswer() async throws {
        let clock = TestClock()
        let start = clock.now
        let transport = ScriptedTransport { _, _ in
            clock.advance(by: .seconds(20))
            return .json(#"{"access_token":"t","expires_in":100}"#)
        }
        let endpoint = TokenEndpoint(
            address: try WebAddress("https://as.example/token"),
            client: OAuthClient(id: "cli", authentication: .none), transport: transport, clock: clock)
        let tokens = try await endpoint.exchange(
            code: Redacted("c"), redirectURI: "http://127.0.0.1:1", verifier: Redacted("v"))
        #expect(tokens.expiresAt == start + 100)
    }

    @Test(
        "an answer without an access token says so", arguments: ["{}", #"{"access_token":null}"#, #"{"id_token":"x"}"#])
    func missing(json: String) async {
        await #expect(throws: OAuth2Failure.missingField("access_token")) { try await tokens(json) }
    }

    @Test(
        "an access token that a header can't hold is malformed",
        arguments: [
            #""""#, "1", "[]", "{}", "true", #""a b""#, #""t\r\nX-Injected: 1""#, #""t\n""#, #""t\u0000""#,
            #""t\u007f""#, #""tä""#, #""t\u2028""#,
        ])
    func unfit(json: String) async {
        await #expect(throws: OAuth2Failure.malformedField("access_token")) {
            try await tokens(#"{"access_token":\#(json)}"#)
        }
    }

    @Test("a token of 64 KiB is a token")
    func large() async throws {
        let token = String(repeating: "x", count: 65_536)
        #expect(try await tokens(#"{"access_token":"\#(token)"}"#).accessToken == Redacted(token))
    }

    @Test("a refresh token that is no text counts as none", arguments: ["1", "[]", #""""#])
    func oddRefreshToken(json: String) async throws {
        #expect(try await tokens(#"{"access_token":"t","refresh_token":\#(json)}"#).refreshToken == nil)
    }

    @Test("a refresh token is sent as a form's value, so that blanks in it are right")
    func refreshTokenWithBlank() async throws {
        let tokens = try await tokens(#"{"access_token":"t","refresh_token":"r 1~!"}"#)
        #expect(tokens.refreshToken == Redacted("r 1~!"))
    }

    @Test(
        "a refresh token with control characters or beyond ASCII is malformed, so that it is never stored",
        arguments: [
            #""r\r\nX-Injected: 1""#, #""r\n""#, #""\tr""#, #""r\u0000""#, #""r\u001b[31m""#, #""r\u007f""#,
            #""r\u0085""#, #""rä""#, #""r\u202e""#, #""r\ufeff""#,
        ])
    func hostileRefreshToken(json: String) async {
        await #expect(throws: OAuth2Failure.malformedField("refresh_token")) {
            try await tokens(#"{"access_token":"t","refresh_token":\#(json)}"#)
        }
    }

    @Test("tokens print as nothing that can be used")
    func redaction() async throws {
        let tokens = try await tokens(#"{"access_token":"canary-a","refresh_token":"canary-r"}"#)
        var dumped = ""
        dump(tokens, to: &dumped)
        #expect(!"\(tokens)".contains("canary") && !String(reflecting: tokens).contains("canary"))
        #expect(!dumped.contains("canary"))
    }

    @Test("a token that a person gave is checked like a server's")
    func given() throws {
        #expect(try TokenSet(given: Redacted("xx-1")).accessToken == Redacted("xx-1"))
        #expect(throws: OAuth2Failure.missingField("access_token")) { try TokenSet(given: Redacted("")) }
        #expect(throws: OAuth2Failure.malformedField("access_token")) { try TokenSet(given: Redacted("a\nb")) }
    }
}
