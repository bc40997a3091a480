import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

@Suite("Token answers that are refusals or no answers")
struct TokenRefusalTests {
    private func failure(_ answer: Result<ReceivedResponse, TransportFailure>) async throws -> OAuth2Failure? {
        let endpoint = TokenEndpoint(
            address: try WebAddress("https://as.example/token"),
            client: OAuthClient(id: "cli", authentication: .none), transport: ScriptedTransport([answer]),
            clock: TestClock())
        do {
            _ = try await endpoint.exchange(
                code: Redacted("c"), redirectURI: "http://127.0.0.1:1", verifier: Redacted("v"))
            return nil
        } catch let failure as OAuth2Failure {
            return failure
        }
    }

    @Test("an OAuth error is told with status, code, description and page", arguments: [400, 401, 403, 422])
    func oauthError(status: Int) async throws {
        let json = #"{"error":"invalid_grant","error_description":"Code is used","error_uri":"https://a.example/e"}"#
        let error = OAuthError(code: "invalid_grant", description: "Code is used", uri: "https://a.example/e")
        #expect(try await failure(.success(.json(json, status: status))) == .tokenRefused(status: status, error))
    }

    @Test("an OAuth error with 200 is one too")
    func errorWithSuccess() async throws {
        let error = OAuthError(code: "bad_verification_code")
        #expect(
            try await failure(.success(.json(#"{"error":"bad_verification_code"}"#)))
                == .tokenRefused(status: 200, error))
    }

    @Test("a page in place of a refusal comes from something in between", arguments: [400, 401, 403, 404])
    func page(status: Int) async throws {
        let page = ReceivedResponse.plain("<html>no</html>", status: status, type: "text/html; charset=utf-8")
        #expect(try await failure(.success(page)) == .blocked(status: status))
    }

    @Test("a limit on requests is told as such, whatever the body says", arguments: [408, 429])
    func rateLimited(status: Int) async throws {
        for body in ["", "<html>slow down</html>", #"{"error":"slow_down"}"#] {
            let answer = ReceivedResponse.plain(body, status: status, type: "text/html")
            #expect(try await failure(.success(answer)) == .rateLimited(status: status))
        }
    }

    @Test(
        "when a busy server wants to be asked again is told with it",
        arguments: [
            ("7", 7.0), ("0", 0), ("Fri, 02 Jan 2026 04:04:05 GMT", 3_600), ("Fri, 02 Jan 2026 03:00:00 GMT", 0),
            ("99999999999999999999", 315_360_000), ("soon", nil), ("-1", nil), ("", nil),
        ] as [(String, Double?)])
    func retryAfter(text: String, seconds: Double?) async throws {
        let after = seconds.map { RetryAfter(.seconds($0), asked: TestClock().now) }
        for status in [429, 503] {
            let answer = ReceivedResponse.plain("", status: status, fields: [.retryAfter: text])
            #expect(
                try await failure(.success(answer))
                    == (status == 429
                        ? .rateLimited(status: 429, retryAfter: after) : .serverError(status: 503, retryAfter: after)))
        }
    }

    @Test("only time is missing where fewer requests are wanted, or a time beyond the retries is named")
    func busy() {
        func after(_ seconds: Int) -> RetryAfter { RetryAfter(.seconds(seconds), asked: TestClock().now) }
        #expect(OAuth2Failure.rateLimited(status: 429).isBusy)
        #expect(OAuth2Failure.rateLimited(status: 429, retryAfter: after(3_600)).isBusy)
        #expect(OAuth2Failure.serverError(status: 503, retryAfter: after(20)).isBusy)
        #expect(!OAuth2Failure.serverError(status: 503, retryAfter: after(19)).isBusy)
        #expect(!OAuth2Failure.serverError(status: 503).isBusy)
        #expect(!OAuth2Failure.blocked(status: 403).isBusy)
    }

    @Test("a refusal without an OAuth error is told by its status and type", arguments: [400, 401, 403, 404])
    func otherRefusal(status: Int) async throws {
        for json in [#"{"message":"no"}"#, #"{"error":1}"#, #"{"error":""}"#, "[]", #"{"error":"x""#] {
            #expect(
                try await failure(.success(.json(json, status: status)))
                    == .rejected(status: status, contentType: "application/json"))
        }
    }

    @Test("an empty answer is told as empty", arguments: [200, 400, 401, 403])
    func empty(status: Int) async throws {
        #expect(try await failure(.success(.plain("", status: status))) == .emptyAnswer(status: status))
    }

    @Test(
        "HTML, an array, half an object or a key twice with 200 are no JSON object",
        arguments: [
            "<!DOCTYPE html><title>Log in</title>", "[]", "\"t\"", #"{"access_token":"t""#,
            #"{"access_token":"a","access_token":"b"}"#, "access_token=t&token_type=bearer",
        ])
    func notJSON(body: String) async throws {
        #expect(
            try await failure(.success(.plain(body, status: 200, type: "text/html")))
                == .notJSON(status: 200, contentType: "text/html"))
    }

    @Test("a JSON object is read whatever its type says")
    func wrongContentType() async throws {
        #expect(try await failure(.success(.plain(#"{"access_token":"t"}"#, status: 200, type: "text/plain"))) == nil)
    }

    @Test("5xx is a server error, with whatever body", arguments: [500, 502, 503, 504, 599])
    func serverError(status: Int) async throws {
        #expect(try await failure(.success(.json(#"{"error":"x"}"#, status: status))) == .serverError(status: status))
        #expect(try await failure(.success(.plain("", status: status))) == .serverError(status: status))
    }

    @Test("a redirect is not followed: it would carry code and secret elsewhere", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let transport = ScriptedTransport([
            .success(.plain("", status: status, fields: [.location: "https://evil.example/"]))
        ])
        let endpoint = TokenEndpoint(
            address: try WebAddress("https://as.example/token"),
            client: OAuthClient(id: "cli", authentication: .none), transport: transport, clock: TestClock())
        await #expect(throws: OAuth2Failure.redirected(status: status)) {
            try await endpoint.exchange(
                code: Redacted("c"), redirectURI: "http://127.0.0.1:1", verifier: Redacted("v"))
        }
        #expect(transport.requests.count == 1)
    }

    @Test("another status than 200 is no success, even with a token", arguments: [201, 202, 204, 206])
    func otherSuccess(status: Int) async throws {
        #expect(
            try await failure(.success(.json(#"{"access_token":"t"}"#, status: status)))
                == .unexpectedStatus(status))
    }

    @Test("an answer over 1 MiB is cut and told as too large")
    func tooLarge() async throws {
        #expect(
            try await failure(.failure(.tooLarge(host: "as.example", limit: 1 << 20))) == .tooLarge(limit: 1 << 20))
        let body = String(repeating: " ", count: 1 << 20) + "{}"
        #expect(try await failure(.success(.json(body))) == .tooLarge(limit: 1 << 20))
    }

    @Test("what the transport throws passes through")
    func transport() async {
        await #expect(throws: TransportFailure.cut(host: "as.example")) {
            try await failure(.failure(.cut(host: "as.example")))
        }
    }

    @Test("no failure holds a word of a body that may hold secrets", arguments: [200, 201, 302, 400, 403, 500])
    func noBody(status: Int) async throws {
        for body in [#"{"access_token":"canary token"}"#, #"{"access_token":"canary""#, "canary", #"["canary"]"#] {
            let failure = try await failure(.success(.json(body, status: status)))
            #expect(failure != nil)
            #expect(!"\(String(describing: failure))".contains("canary"))
        }
    }
}
