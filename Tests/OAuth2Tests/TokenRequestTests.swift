import Foundation
import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Testing

@Suite("The token request")
struct TokenRequestTests {
    private func request(as authentication: OAuthClient.Authentication, id: String = "cli") async throws
        -> OutgoingRequest
    {
        let transport = ScriptedTransport([.success(.json(#"{"access_token":"t"}"#))])
        let endpoint = TokenEndpoint(
            address: try WebAddress("https://as.example/oauth/token?tenant=1"),
            client: OAuthClient(id: id, authentication: authentication), transport: transport, clock: TestClock())
        _ = try await endpoint.exchange(
            code: Redacted("c+1/="), redirectURI: "http://127.0.0.1:52296", verifier: Redacted("v-1"))
        return try #require(transport.requests.first)
    }

    private let body =
        "grant_type=authorization_code&code=c%2B1%2F%3D&redirect_uri=http%3A%2F%2F127.0.0.1%3A52296&code_verifier=v-1"

    @Test("it is a form in the body, asks for JSON, and takes 1 MiB at most")
    func form() async throws {
        let request = try await request(as: .basic(Redacted("cli")))
        #expect(request.head.method == .post)
        #expect(request.head.path == "/oauth/token?tenant=1")
        #expect(request.head.authority == "as.example")
        #expect(request.head.headerFields[.contentType] == "application/x-www-form-urlencoded")
        #expect(request.head.headerFields[.accept] == "application/json")
        #expect(String(decoding: request.body, as: UTF8.self) == body)
        #expect(request.responseLimit == 1 << 20)
    }

    @Test("a code is good for one use, so it is not sent twice, and never with an access token")
    func once() async throws {
        let request = try await request(as: .none)
        #expect(!request.repeatable)
        #expect(!request.authorized)
    }

    @Test("Basic carries identifier and secret, form-encoded before they are joined")
    func basic() async throws {
        let plain = try await request(as: .basic(Redacted("cli")))
        #expect(plain.head.headerFields[.authorization] == "Basic Y2xpOmNsaQ==")
        let odd = try await request(as: .basic(Redacted("p:% ä")), id: "my:id")
        let pair = Data("my%3Aid:p%3A%25+%C3%A4".utf8).base64EncodedString()
        #expect(odd.head.headerFields[.authorization] == "Basic \(pair)")
        #expect(!String(decoding: odd.body, as: UTF8.self).contains("client_"))
    }

    @Test("post carries them in the body, and no header")
    func post() async throws {
        let request = try await request(as: .post(Redacted("s&s")))
        #expect(request.head.headerFields[.authorization] == nil)
        #expect(String(decoding: request.body, as: UTF8.self) == body + "&client_id=cli&client_secret=s%26s")
    }

    @Test("a public client says its identifier alone")
    func none() async throws {
        let request = try await request(as: .none)
        #expect(request.head.headerFields[.authorization] == nil)
        #expect(String(decoding: request.body, as: UTF8.self) == body + "&client_id=cli")
    }
}
