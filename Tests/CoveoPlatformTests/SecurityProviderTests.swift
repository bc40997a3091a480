import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("Security providers")
struct SecurityProviderTests {
    private static let path = "/rest/organizations/acme/securityproviders"
    private static let one = """
        {"id":"sso","displayName":"","type":"EXPANDED","odd":1.50,"referencedBy":[{"id":"s-1","type":"SOURCE"},\
        {"id":"p","type":"SECURITY_PROVIDER"},{}],"currentStatus":{"type":"IDLE"},\
        "cascadingSecurityProviders":{"EmailSecurityProvider":{"id":"Email Security Provider"},"x":{}}}
        """

    @Test("the whole object is kept, and what we know can be asked for")
    func model() throws {
        let provider = try #require(SecurityProvider(try Given.json(Self.one)))
        #expect(JSONValue.object(provider.object).text(.compact) == Self.one)
        #expect(provider.id == "sso" && provider.displayName == nil && provider.status == "IDLE")
        #expect(provider.sourceIDs == ["s-1"] && provider.references.count == 2)
        #expect(provider.cascadingIDs == ["Email Security Provider", "x"])
        #expect(provider.isReferenced(bySource: "s-1") && !provider.isReferenced(bySource: "p"))
        #expect(SecurityProvider(try Given.json(#"{"name":"old"}"#))?.id == "old")
        #expect(SecurityProvider(try Given.json(#"{"id":""}"#)) == nil)
    }

    @Test("the list is one array without pages; what is none breaks the protocol")
    func list() async throws {
        let transport = ScriptedTransport([
            .success(.json("[\(Self.one)]")), .success(.json("{}")), .success(.json(#"[{"id":1}]"#)),
        ])
        let client = try Given.client(transport)
        #expect(try await client.securityProviders(in: Given.organization()).map(\.id) == ["sso"])
        for field in ["securityproviders", "[0].id"] {
            await #expect(throws: PlatformFailure.malformed(.listSecurityProviders, field: field)) {
                try await client.securityProviders(in: Given.organization())
            }
        }
        #expect(transport.requests.map(\.line).allSatisfy { $0 == "GET \(Self.path)" })
        Given.expectContract(transport)
    }

    @Test("one is asked for by its ID, whatever text that is")
    func show() async throws {
        let id = "a/b ?#%"
        let transport = ScriptedTransport([
            .success(.json(#"{"id":"a/b ?#%"}"#)), .success(.json("{}", status: 404)), .success(.json(#"{"id":"x"}"#)),
        ])
        let client = try Given.client(transport)
        #expect(try await client.securityProvider(id, in: Given.organization()).id == id)
        #expect(try await client.securityProviderIfAny("gone", in: Given.organization()) == nil)
        await #expect(throws: PlatformFailure.malformed(.showSecurityProvider(id: "y"), field: "id")) {
            try await client.securityProvider("y", in: Given.organization())
        }
        await #expect(throws: PlatformFailure.unfitIdentifier(.showSecurityProvider(id: ".."), "..")) {
            try await client.securityProvider("..", in: Given.organization())
        }
        #expect(transport.requests.first?.line == "GET \(Self.path)/a%2Fb%20%3F%23%25")
        Given.expectContract(transport)
    }

    @Test("a draft is the vendor's own example, by default")
    func draft() throws {
        let draft = try SecurityProviderDraft(id: "P", caseSensitive: false, sources: ["s-1"])
        #expect(
            JSONValue.object(draft.body).text(.compact) == """
                {"id":"P","displayName":"P","nodeRequired":false,"type":"EXPANDED","caseSensitive":false,\
                "referencedBy":[{"id":"s-1","type":"SOURCE"}],"cascadingSecurityProviders":\
                {"EmailSecurityProvider":{"id":"Email Security Provider","type":"EMAIL"}}}
                """)
        #expect(throws: SecurityProviderDraftFailure.noID) { try SecurityProviderDraft(id: " ") }
        #expect(throws: SecurityProviderDraftFailure.unknownType("expandet", nearest: "expanded")) {
            try SecurityProviderDraft(id: "P", type: "expandet")
        }
        #expect(try SecurityProviderDraft(id: "P", type: "active-directory2").body["type"] == "ACTIVE_DIRECTORY2")
    }

    @Test("a model that was shown can be created, without what the platform reports")
    func draftOfModel() throws {
        let draft = try SecurityProviderDraft(model: try Given.json(Self.one), displayName: "SSO")
        #expect(draft.id == "sso" && draft.body["currentStatus"] == nil && draft.body["displayName"] == "SSO")
        #expect(throws: SecurityProviderDraftFailure.twoIDs(argument: "a", model: "sso")) {
            try SecurityProviderDraft(model: Given.json(Self.one), id: "a")
        }
        #expect(throws: SecurityProviderDraftFailure.notAnObject) { try SecurityProviderDraft(model: [], id: "a") }
        #expect(throws: SecurityProviderDraftFailure.noID) { try SecurityProviderDraft(model: [:]) }
    }

    @Test("the types are the vendor's", .enabled(if: Contract.source != nil, "optional: the vendor's data"))
    func types() throws {
        let types = try #require(Contract.source).values(of: "type", in: "SecurityCacheSecurityProviderModel")
        #expect(SecurityProviderDraft.types == types)
    }

    @Test("what is there agrees where it has what was asked, and may have more")
    func mismatches() throws {
        let provider = try #require(SecurityProvider(try Given.json(Self.one)))
        let same = try SecurityProviderDraft(model: Given.json(#"{"id":"sso","type":"EXPANDED"}"#), sources: ["s-1"])
        #expect(same.mismatches(with: provider) == [])
        let other = try SecurityProviderDraft(model: Given.json(#"{"id":"sso","type":"CUSTOM"}"#), sources: ["s-2"])
        #expect(other.mismatches(with: provider).map(\.field) == ["type", "referencedBy"])
    }

    @Test("a create is one POST")
    func create() async throws {
        let transport = ScriptedTransport([.success(.json(Self.one))])
        let draft = try SecurityProviderDraft(id: "sso")
        let made = try await Given.client(transport).createSecurityProvider(draft, in: Given.organization())
        #expect(made.sourceIDs == ["s-1"])
        #expect(transport.requests.map(\.line) == ["POST \(Self.path)"])
        #expect(transport.requests.first?.repeatable == false)
        Given.expectContract(transport)
    }

    @Test(
        "a create whose answer was lost is looked up by its ID before another try, and not repeated where it is there")
    func lost() async throws {
        let transport = ScriptedTransport([
            .failure(.cut(host: "h")), .success(.json("{}", status: 404)), .success(.json(Self.one)),
        ])
        let made = try await Given.client(transport).createSecurityProvider(Self.asked(), in: Given.organization())
        #expect(made.id == "sso")
        #expect(transport.requests.map(\.head.method) == [.post, .get, .get])
    }

    /// What `one` is.
    private static func asked() throws -> SecurityProviderDraft {
        try SecurityProviderDraft(model: Given.json(#"{"id":"sso","type":"EXPANDED"}"#))
    }

    @Test("one of that ID that differs is somebody else's, and not taken for ours")
    func another() async throws {
        let draft = try SecurityProviderDraft(model: Given.json(#"{"id":"sso","type":"CUSTOM"}"#))
        let answers: [Result<ReceivedResponse, TransportFailure>] = [
            .failure(.cut(host: "h")), .success(.json("{}", status: 500)),
        ]
        for lost in answers {
            let transport = ScriptedTransport([lost, .success(.json(Self.one))])
            let client = try Given.client(transport)
            let failure = await #expect(throws: SecurityProviderCreationFailure.self) {
                _ = try await client.createSecurityProvider(draft, in: Given.organization())
            }
            #expect(failure?.mismatches.map(\.field) == ["type"])
            #expect(transport.requests.count == 2)
        }
    }

    @Test("where it surely is not there it is created once more")
    func again() async throws {
        let transport = ScriptedTransport { request, index in
            if request.head.method == .get { return .json("{}", status: 404) }
            if index == 0 { throw TransportFailure.cut(host: "h") }
            return .json(Self.one)
        }
        let clock = TestClock()
        let draft = try SecurityProviderDraft(id: "sso")
        let made = try await Given.client(transport, clock: clock)
            .createSecurityProvider(draft, in: Given.organization())
        #expect(made.id == "sso")
        #expect(transport.requests.filter { $0.head.method == .post }.count == 2)
        #expect(clock.uptime >= .seconds(6))
    }

    @Test("where it can't be looked up nothing is repeated")
    func unread() async throws {
        let transport = ScriptedTransport([.success(.json("{}", status: 502)), .success(.json("{}", status: 403))])
        let draft = try SecurityProviderDraft(id: "sso")
        let client = try Given.client(transport)
        await #expect(throws: UnknownOutcome.self) {
            try await client.createSecurityProvider(draft, in: Given.organization())
        }
        #expect(transport.requests.count == 2)
    }

    @Test("a refusal is a refusal at once; after a lost answer it is for the one that is there")
    func refused() async throws {
        let draft = try Self.asked()
        let first = ScriptedTransport([.success(.json("{}", status: 409))])
        let client = try Given.client(first)
        await #expect(throws: PlatformFailure.self) {
            try await client.createSecurityProvider(draft, in: Given.organization())
        }
        #expect(first.requests.count == 1)
        let absent = (1...5).map { _ in Result<ReceivedResponse, TransportFailure>.success(.json("{}", status: 404)) }
        let second = ScriptedTransport(
            [.failure(.cut(host: "h"))] + absent + [.success(.json("{}", status: 409)), .success(.json(Self.one))])
        let made = try await Given.client(second).createSecurityProvider(draft, in: Given.organization())
        #expect(made.id == "sso")
    }
}
