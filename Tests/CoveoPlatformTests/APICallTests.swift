import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("A call that somebody composed")
struct APICallTests {
    private func call(
        _ method: HTTPRequest.Method = .get, _ path: String = "/rest/x", fields: HTTPFields = [:], body: String = ""
    ) throws -> APICall {
        APICall(
            method, try APIPath(path, at: PlatformAddress(region: .us, environment: .production)), fields: fields,
            body: Array(body.utf8))
    }

    @Test("it goes out as it is, with JSON as its type where nothing else is named, and with the token")
    func request() async throws {
        let transport = ScriptedTransport { _, _ in .json("{}") }
        let client = try Given.client(transport)
        _ = try await client.call(call(.put, "/push/v1/x?a=b", body: "{"))
        _ = try await client.call(call(.post, fields: [.contentType: "text/csv", .accept: "*/*"], body: "\u{0}"))
        _ = try await client.call(call(.delete))
        let requests = transport.requests
        #expect(requests.map(\.line) == ["PUT /push/v1/x?a=b", "POST /rest/x", "DELETE /rest/x"])
        #expect(
            requests.map(\.head.authority) == ["api.cloud.coveo.com"]
                + Array(repeating: "platform.cloud.coveo.com", count: 2))
        #expect(requests.allSatisfy { $0.authorized })
        #expect(requests.map { $0.head.headerFields[.contentType] } == ["application/json", "text/csv", nil])
        #expect(requests.map { $0.head.headerFields[.accept] }[0...1] == ["application/json, */*;q=0.1", "*/*"])
        #expect(requests.map(\.text) == ["{", "\u{0}", ""])
    }

    @Test("only what does nothing twice may be repeated")
    func repeatable() throws {
        for method in [HTTPRequest.Method.get, .head, .options, .put, .delete] {
            #expect(try call(method).isRepeatable)
        }
        #expect(try !call(.post).isRepeatable && !call(.patch).isRepeatable)
    }

    @Test("a refusal is an answer, with what it means; a page is no success unless it was asked for")
    func answers() async throws {
        func answer(_ response: ReceivedResponse, _ call: APICall) async throws -> PlatformFailure? {
            try await Given.client(ScriptedTransport([.success(response)])).call(call).failure
        }
        let operation = PlatformOperation.call(method: "GET", path: "/rest/x")
        let call = try call()
        #expect(try await answer(.json("{}", status: 204), call) == nil)
        #expect(try await answer(.plain("", status: 304), call) == nil)
        #expect(
            try await answer(.json(#"{"code":"C"}"#, status: 404), call)
                == .notFound(PlatformRefusal(operation: operation, status: 404, code: "C")))
        let page = ReceivedResponse.plain("<html>", status: 200, type: "text/html")
        #expect(try await answer(page, call) == .notJSON(operation, contentType: "text/html"))
        #expect(try await answer(page, try self.call(fields: [.accept: "text/html"])) == nil)
        #expect(try await answer(.plain("a,b", status: 200, type: "text/csv"), call) == nil)
    }

    @Test("a redirect names the host that it leads to, which for a relative one is the host that was asked")
    func redirects() async throws {
        for (location, host) in [
            ("https://u@evil.example/x?t=canary", "evil.example"), ("//evil.example/x", "evil.example"),
            ("/elsewhere", "api.cloud.coveo.com"),
        ] {
            let response = ReceivedResponse.plain("", status: 307, fields: [.location: location])
            let transport = ScriptedTransport([.success(response)])
            let answer = try await Given.client(transport).call(call(.post, "/push/v1/x?documentId=canary"))
            let operation = PlatformOperation.call(method: "POST", path: "/push/v1/x")
            #expect(answer.failure == .unexpectedRedirect(operation, host: host))
            #expect(transport.requests.count == 1)
        }
    }
}
