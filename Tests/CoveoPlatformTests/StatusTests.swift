import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("What a status means")
struct StatusTests {
    private func failure(_ response: ReceivedResponse) async throws -> PlatformFailure? {
        let client = try Given.client(ScriptedTransport { _, _ in response })
        let organization = try Given.organization()
        return await #expect(throws: PlatformFailure.self) { try await client.sources(in: organization) }
    }

    private func refusal(_ status: Int, code: String? = nil, message: String? = nil) -> PlatformRefusal {
        PlatformRefusal(operation: .listSources, status: status, code: code, message: message, requestID: "r-1")
    }

    private func answer(_ status: Int, _ body: String = #"{"errorCode":"E","message":"M"}"#) -> ReceivedResponse {
        .json(body, status: status, fields: [HTTPField.Name("X-Request-ID") ?? .via: "r-1"])
    }

    @Test("401, and 419 like it, are unauthorized", arguments: [401, 419])
    func unauthorized(status: Int) async throws {
        #expect(try await failure(answer(status)) == .unauthorized(refusal(status, code: "E", message: "M")))
    }

    @Test("403, 404 and 409 have cases of their own, and carry what was attempted, code, message and request ID")
    func refusals() async throws {
        #expect(try await failure(answer(403)) == .forbidden(refusal(403, code: "E", message: "M")))
        #expect(try await failure(answer(404)) == .notFound(refusal(404, code: "E", message: "M")))
        #expect(try await failure(answer(409)) == .conflict(refusal(409, code: "E", message: "M")))
    }

    @Test("every other 4xx is a wrong request", arguments: [400, 405, 412, 413, 415, 418, 422])
    func invalid(status: Int) async throws {
        #expect(try await failure(answer(status)) == .invalid(refusal(status, code: "E", message: "M")))
    }

    @Test("5xx is the server's", arguments: [500, 501, 502, 503, 504, 599])
    func server(status: Int) async throws {
        #expect(try await failure(answer(status)) == .server(refusal(status, code: "E", message: "M")))
    }

    @Test("429 says how long to wait, in seconds or as a date, and the daily quota is told apart")
    func rateLimited() async throws {
        var response = answer(429)
        #expect(try await failure(response) == .rateLimited(refusal(429, code: "E", message: "M"), retryAfter: nil))
        response.head.headerFields[.retryAfter] = "90"
        #expect(
            try await failure(response)
                == .rateLimited(refusal(429, code: "E", message: "M"), retryAfter: .seconds(90)))
        response.head.headerFields[.retryAfter] = "Fri, 02 Jan 2026 03:05:05 GMT"
        #expect(
            try await failure(response)
                == .rateLimited(refusal(429, code: "E", message: "M"), retryAfter: .seconds(60)))
        let spent = answer(429, #"{"errorCode":"TOO_MANY_DOCUMENTS_DAILY"}"#)
        let titled = answer(429, #"{"title":"T","errorCode":"TOO_MANY_DOCUMENTS_DAILY"}"#)
        #expect(try await failure(titled) == .dailyQuota(refusal(429, code: "T"), retryAfter: nil))
        #expect(
            try await failure(spent)
                == .dailyQuota(refusal(429, code: "TOO_MANY_DOCUMENTS_DAILY"), retryAfter: nil))
    }

    @Test("a server that asks for a longer wait than the retries have is to be asked later", arguments: [502, 503])
    func patience(status: Int) async throws {
        var response = answer(status)
        let refusal = refusal(status, code: "E", message: "M")
        response.head.headerFields[.retryAfter] = "1"
        #expect(try await failure(response) == .server(refusal))
        response.head.headerFields[.retryAfter] = "120"
        #expect(try await failure(response) == .rateLimited(refusal, retryAfter: .seconds(120)))
    }

    @Test("what the platform says is cut by Unicode scalars: a letter with thousands of marks on it is one character")
    func long() async throws {
        let marks = "a" + String(repeating: "\u{301}", count: 5_000)
        let cut = "a" + String(repeating: "\u{301}", count: 999)
        let found = try await failure(answer(404, #"{"errorCode":"\#(marks)","message":"\#(marks)"}"#))
        #expect(found == .notFound(refusal(404, code: cut, message: cut)))
        guard case .notFound(let said)? = found else { return }
        #expect(said.message?.unicodeScalars.count == 1_000 && said.code?.unicodeScalars.count == 1_000)
    }

    @Test("a page is never shown, whatever its status")
    func page() async throws {
        let html = "<html><script>alert('x')</script></html>"
        let server = PlatformRefusal(operation: .listSources, status: 502)
        #expect(try await failure(.plain(html, status: 502, type: "text/html")) == .server(server))
        let denied = PlatformRefusal(operation: .listSources, status: 403)
        #expect(try await failure(.plain(html, status: 403, type: "text/html; charset=utf-8")) == .firewall(denied))
        #expect(
            try await failure(.plain(html, status: 200, type: "text/html"))
                == .notJSON(.listSources, contentType: "text/html"))
        #expect(try await failure(.plain("", status: 204)) == .notJSON(.listSources, contentType: nil))
        #expect(try await failure(.plain("OK", status: 200)) == .notJSON(.listSources, contentType: nil))
    }

    @Test("the platform's firewall is told by its header")
    func firewall() async throws {
        var response = answer(403)
        response.head.headerFields[HTTPField.Name("x-coveo-waf-action") ?? .via] = "block"
        #expect(try await failure(response) == .firewall(refusal(403, code: "E", message: "M")))
    }

    @Test(
        "a redirect is not followed; only the host that it points to is told",
        arguments: [
            ("https://u:p@evil.example/x?token=1", "evil.example"), ("http://a.example:81#f", "a.example:81"),
            ("//b.example/x", "b.example"), ("https://u:p@c.example?\u{301}x", "c.example"),
            ("/login", "platform.cloud.coveo.com"), (nil, nil),
        ] as [(String?, String?)])
    func redirect(location: String?, host: String?) async throws {
        var response = ReceivedResponse(HTTPResponse(status: .found))
        response.head.headerFields[.location] = location
        #expect(try await failure(response) == .unexpectedRedirect(.listSources, host: host))
    }

    @Test("JSON of another shape names the field; too deep JSON is told apart")
    func malformed() async throws {
        #expect(try await failure(.json("[]")) == .malformed(.listSources, field: "sourceModels"))
        #expect(
            try await failure(.json(#"{"sourceModels":[{"id":"a"},{"name":"x"}]}"#))
                == .malformed(.listSources, field: "sourceModels[1].id"))
        let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        #expect(try await failure(.json(deep)) == .tooDeep(.listSources))
    }

    @Test(
        "code and message are the first of the names that the platform uses",
        arguments: [
            (#"{"code":1,"errorCode":"B","type":"C","title":"D","message":"m","detail":"d"}"#, "D", "d"),
            (#"{"code":1,"errorCode":"B","type":"C","message":"m"}"#, "C", "m"),
            (#"{"code":1,"errorCode":"B"}"#, "B", nil), (#"{"code":1}"#, "1", nil), (#"["no object"]"#, nil, nil),
            (#"{"title":"","code":"x","detail":null,"message":"m"}"#, "x", "m"), ("<html>", nil, nil),
        ] as [(String, String?, String?)])
    func codeAndMessage(body: String, code: String?, message: String?) async throws {
        #expect(try await failure(answer(400, body)) == .invalid(refusal(400, code: code, message: message)))
    }

    @Test("a long message is cut")
    func longMessage() async throws {
        let text = String(repeating: "x", count: 5_000)
        guard case .invalid(let refusal)? = try await failure(answer(400, #"{"message":"\#(text)"}"#)) else {
            Issue.record("not an invalid request")
            return
        }
        #expect(refusal.message?.count == 1_000)
    }

    @Test("each operation names the privilege that it needs")
    func privileges() {
        #expect(PlatformOperation.createSource.privilege?.description == "SOURCE CREATE")
        #expect(PlatformOperation.updateSource(id: "x").privilege == Privilege("SOURCE", "EDIT", target: "x"))
        #expect(PlatformOperation.listSources.privilege?.description == "SOURCE VIEW")
        #expect(PlatformOperation.checkToken.privilege == nil)
    }
}
