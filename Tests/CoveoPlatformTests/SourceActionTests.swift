import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("Copies, rebuilds and pages of sources")
struct SourceActionTests {
    private static let path = "/rest/organizations/acme/sources"

    @Test("a copy is one POST, whose name is a parameter")
    func duplicate() async throws {
        let transport = ScriptedTransport([.success(.json(#"{"id":"acme-2"}"#, status: 201))])
        let source = try Given.model(Given.pushSource(id: "a/b"))
        let made = try await Given.client(transport).duplicateSource(source, as: "A & b/ü", in: Given.organization())
        #expect(made == CreatedSource(id: "acme-2", evidence: .answered))
        #expect(
            transport.requests.map(\.line)
                == ["POST \(Self.path)/a%2Fb/duplicate?newSourceName=A%20%26%20b%2F%C3%BC"])
        #expect(transport.requests.first?.repeatable == false && transport.requests.first?.body.isEmpty == true)
        Given.expectContract(transport)
    }

    @Test("a copy whose answer was lost is found by its name; one that is of another kind is not taken for it")
    func lost() async throws {
        let source = try Given.model(Given.pushSource())
        let copy = Given.pushSource(
            id: "acme-2", name: "Copy", extra: #","createdDate":1767323045000"#)
        let transport = ScriptedTransport([.failure(.cut(host: "h")), .success(Given.page([copy]))])
        let made = try await Given.client(transport).duplicateSource(source, as: "Copy", in: Given.organization())
        #expect(made == CreatedSource(id: "acme-2", evidence: .found))
        let other = Given.pushSource(id: "acme-2", name: "Copy", visibility: "PRIVATE")
        let client = try Given.client(ScriptedTransport([.failure(.cut(host: "h")), .success(Given.page([other]))]))
        await #expect(throws: SourceCreationFailure.self) {
            try await client.duplicateSource(source, as: "Copy", in: Given.organization())
        }
    }

    @Test("a rebuild is a POST without a body, which may be repeated")
    func rebuild() async throws {
        let transport = ScriptedTransport([.success(.json("{}"))])
        try await Given.client(transport).rebuildSource("a?b", in: Given.organization())
        #expect(transport.requests.map(\.line) == ["POST \(Self.path)/a%3Fb/rebuild"])
        #expect(transport.requests.first?.repeatable == true)
        Given.expectContract(transport)
    }

    @Test("a source's page is on the platform's host, and what strangers chose is encoded")
    func page() throws {
        let source = try Given.model(#"{"id":"a/../b#c?d%2f\u202e","sourceType":"PUSH"}"#)
        let vendor = try PlatformAddress(region: .eu, environment: .production)
        #expect(
            vendor.consolePage(ofSource: source, in: try Given.organization())
                == "https://platform-eu.cloud.coveo.com/admin/#acme/content/sources/edit/PUSH/"
                + "a%2F..%2Fb%23c%3Fd%252f%E2%80%AE/configuration")
        let own = try PlatformAddress(platformURL: "http://127.0.0.1:8080/base/")
        #expect(
            own.consolePage(ofSource: try Given.model(#"{"id":".."}"#), in: try Given.organization())
                == "http://127.0.0.1:8080/base/admin/#acme/content/sources/edit/PUSH/%2E%2E/configuration")
    }

    @Test("a new name is put into the model where it was asked for as such, and nowhere else")
    func rename() throws {
        let source = try Given.model(Given.pushSource())
        let changed = try SourceChange(rename: "New").applied(to: source)
        #expect(changed.model["name"] == "New" && changed.differences.count == 1)
        #expect(try SourceChange(rename: "Docs").applied(to: source).differences.isEmpty)
        #expect(throws: SourceChangeFailure.self) {
            try SourceChange(overlay: ["name": "New"], rename: "New").applied(to: source)
        }
    }

    @Test("a secured source may wait for its provider, where that is going to be made")
    func providerFollows() throws {
        var draft = try SourceDraft(.init(name: "S", visibility: .secured, providerFollows: true))
        #expect(draft.lacksProvider)
        draft.reference("p")
        #expect(draft.body["securityProviderReferences"] == ["p"] && !draft.lacksProvider)
        #expect(throws: SourceDraftFailure.providerNeedsSecured(visibility: .shared)) {
            try SourceDraft(.init(name: "S", providerFollows: true))
        }
    }
}
