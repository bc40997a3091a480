import CoveoPlatform
import HTTPTypes
import Ports
import Support
import Testing

@Suite("The request that creates a source")
struct SourceCreationRequestTests {
    private static let post = "POST /rest/organizations/acme/sources"

    @Test(
        "one POST without a query, which no transport repeats; only an ID is needed in the answer",
        arguments: [#"{"id":"acme-7"}"#, Given.pushSource(id: "acme-7")])
    func plain(answer: String) async throws {
        let transport = ScriptedTransport([.success(.json(answer, status: 201))])
        let draft = try SourceDraft(.init(name: "Docs"))
        let source = try await Given.client(transport).createSource(draft, in: Given.organization())
        #expect(source == CreatedSource(id: "acme-7", evidence: .answered))
        let request = try #require(transport.requests.first)
        #expect(request.line == Self.post)
        #expect(!request.repeatable && request.authorized)
        #expect(
            request.text == #"{"sourceType":"PUSH","name":"Docs","sourceVisibility":"SHARED","pushEnabled":true}"#)
        #expect(request.head.headerFields[.contentType] == "application/json")
        Given.expectContract(transport)
    }

    @Test("a rebuild is asked for where it was typed")
    func rebuild() async throws {
        let transport = ScriptedTransport([.success(.json(#"{"id":"a"}"#))])
        let draft = try SourceDraft(.init(name: "N", visibility: .secured, securityProviders: ["p"]))
        _ = try await Given.client(transport).createSource(draft, in: Given.organization(), rebuild: true)
        #expect(transport.requests.map(\.line) == [Self.post + "?rebuild=true"])
        Given.expectContract(transport)
    }
}
