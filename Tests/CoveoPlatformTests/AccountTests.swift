import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("The liveness probe and organizations")
struct AccountTests {
    private func liveness(_ response: ReceivedResponse) async throws -> Liveness {
        try await Given.client(ScriptedTransport { _, _ in response }).liveness(of: Redacted("t-1"))
    }

    @Test("the token goes as a multipart field and as bearer, to the platform, and nobody else adds one")
    func request() async throws {
        let transport = ScriptedTransport([.success(.json("{}"))])
        #expect(try await Given.client(transport).liveness(of: Redacted("t-1")) == .alive(Account()))
        let request = try #require(transport.requests.first)
        #expect(request.line == "POST /oauth/check_token")
        #expect(request.head.authority == "platform.cloud.coveo.com")
        #expect(request.head.headerFields[.authorization] == "Bearer t-1")
        #expect(!request.authorized)
        let boundary = try #require(request.head.headerFields[.contentType]?.split(separator: "boundary=").last)
        #expect(
            request.text
                == "--\(boundary)\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nt-1\r\n--\(boundary)--\r\n")
    }

    @Test("a token that holds the boundary gets another one")
    func boundary() async throws {
        let transport = ScriptedTransport([.success(.json("{}"))])
        _ = try await Given.client(transport).liveness(of: Redacted("x--coveo-token-y"))
        let type = try #require(transport.requests.first?.head.headerFields[.contentType])
        #expect(type == "multipart/form-data; boundary=coveo-token--")
    }

    @Test("an accepted token tells whose it is, where the platform says so")
    func alive() async throws {
        let body = #"{"authentication":{"username":"u","email":"U@x.com","displayName":"Ü"},"more":1}"#
        let account = Account(username: "u", email: "U@x.com", displayName: "Ü")
        #expect(try await liveness(.json(body)) == .alive(account))
        #expect(account.name == "U@x.com")
        #expect(account.isNamed("u") && account.isNamed("u@X.com") && !account.isNamed("U") && !account.isNamed(""))
    }

    @Test("401, 419, 400 with invalid_token, and an inactive token are dead", arguments: [401, 419, 400, 200])
    func dead(status: Int) async throws {
        #expect(try await liveness(.json(#"{"error":"invalid_token","active":false}"#, status: status)) == .dead)
    }

    @Test("a platform that has no such question, or refuses it, leaves it unknown", arguments: [400, 403, 404, 405])
    func unknown(status: Int) async throws {
        #expect(try await liveness(.json("{}", status: status)) == .unknown)
    }

    @Test("a page or a server in trouble proves nothing and is an error")
    func noAnswer() async throws {
        await #expect(throws: PlatformFailure.notJSON(.checkToken, contentType: "text/html")) {
            _ = try await liveness(.plain("<html>", status: 200, type: "text/html"))
        }
        await #expect(throws: PlatformFailure.server(PlatformRefusal(operation: .checkToken, status: 503))) {
            _ = try await liveness(.plain("", status: 503))
        }
    }

    @Test("a text that can't be a token is dead without a request", arguments: ["", "a b", "a\r\nX: y", "tökèn"])
    func noToken(text: String) async throws {
        let transport = ScriptedTransport([])
        #expect(try await Given.client(transport).liveness(of: Redacted(text)) == .dead)
        #expect(transport.requests.isEmpty)
    }

    @Test(
        "organizations come as a bare array or in pages",
        arguments: [
            #"[{"id":"a","displayName":"A"},{"id":"b","displayName":""}]"#,
            #"{"items":[{"id":"a","displayName":"A"},{"id":"b"}],"totalEntries":2,"totalPages":1}"#,
        ])
    func organizations(body: String) async throws {
        let transport = ScriptedTransport([.success(.json(body))])
        let organizations = try await Given.client(transport).organizations()
        #expect(organizations.map(\.id) == ["a", "b"])
        #expect(organizations.map(\.displayName) == ["A", nil])
        #expect(transport.requests.map(\.line) == ["GET /rest/organizations?page=0&perPage=100"])
        #expect(transport.requests.allSatisfy { $0.authorized })
        Given.expectContract(transport)
    }

    @Test("all pages of organizations are read; a server that ignores pages of a bare array does not repeat them")
    func organizationPages() async throws {
        let paged = ScriptedTransport { _, index in
            .json(#"{"items":[{"id":"o\#(index)"}],"totalEntries":3,"totalPages":3}"#)
        }
        #expect(try await Given.client(paged).organizations().map(\.id) == ["o0", "o1", "o2"])
        let items = (0..<100).map { #"{"id":"o\#($0)"}"# }.joined(separator: ",")
        let unpaged = ScriptedTransport { _, _ in .json("[\(items)]") }
        #expect(try await Given.client(unpaged).organizations().count == 100)
        #expect(unpaged.requests.count == 2)
    }

    @Test("one organization is asked for by its ID")
    func organization() async throws {
        let transport = ScriptedTransport([.success(.json(#"{"id":"acme","displayName":"Acme"}"#))])
        let organization = try await Given.client(transport).organization(Given.organization())
        #expect(organization.displayName == "Acme")
        #expect(transport.requests.map(\.line) == ["GET /rest/organizations/acme"])
        Given.expectContract(transport)
    }
}
