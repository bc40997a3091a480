import CoveoPlatform
import FoundationEssentials
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("API keys")
struct APIKeyTests {
    private static let path = "/rest/organizations/acme/apikeys"
    private static let draft = APIKeyDraft(
        name: "push Docs", details: "Made here", mark: "coveo-1f",
        privileges: [Privilege("SOURCE", "EDIT", target: "s-1"), Privilege("ORGANIZATION", "VIEW")], lifetime: "P90D")

    private static func key(_ id: String = "k-1", details: String = "", extra: String = "") -> String {
        #"{"id":"\#(id)","displayName":"push Docs","description":"\#(details)","enabled":true\#(extra)}"#
    }

    private func orphan(_ made: NewAPIKey) -> (APIKey, NewAPIKey.LostValue)? {
        if case .orphan(let key, let cause) = made { (key, cause) } else { nil }
    }

    @Test("the list has no values, whatever the platform sends, and dates in both forms")
    func list() async throws {
        let extra = #","value":"canary","createdDate":1000,"expirationDate":"1970-01-01T00:00:02.5Z""#
        for text in ["[\(Self.key(extra: extra))]", #"{"items":[\#(Self.key(extra: extra))]}"#] {
            let transport = ScriptedTransport([.success(.json(text))])
            let key = try #require(try await Given.client(transport).apiKeys(in: Given.organization()).first)
            #expect(!JSONValue.object(key.object).text(.compact).contains("canary"))
            #expect(key.created?.timeIntervalSince1970 == 1 && key.expires?.timeIntervalSince1970 == 2.5)
            #expect(key.status == "ENABLED")
            #expect(transport.requests.map(\.line) == ["GET \(Self.path)"])
        }
    }

    @Test("a create asks for its privileges and its lifetime, and its value is kept redacted")
    func create() async throws {
        let transport = ScriptedTransport([.success(.json(Self.key(extra: #","value":"canary""#), status: 201))])
        let made = try await Given.client(transport).createAPIKey(Self.draft, in: Given.organization())
        guard case .made(let key, let value) = made else { throw PortNotSet(port: "made") }
        #expect(value.reveal() == "canary" && key.object["value"] == nil)
        #expect(!"\(made)".contains("canary"))
        #expect(transport.requests.map(\.line) == ["POST \(Self.path)"])
        #expect(
            transport.requests.first?.text == """
                {"displayName":"push Docs","description":"Made here (coveo-1f)","enabled":true,"privileges":\
                [{"owner":"PLATFORM","targetDomain":"SOURCE","type":"EDIT","targetId":"s-1"},{"owner":"PLATFORM",\
                "targetDomain":"ORGANIZATION","type":"VIEW","targetId":"*"}],"lifetimeDuration":"P90D"}
                """)
        Given.expectContract(transport)
    }

    @Test("names and descriptions are cut to what the platform takes, the mark stays")
    func limits() {
        let long = String(repeating: "👩‍🚀", count: 400)
        let draft = APIKeyDraft(name: long, details: long, mark: "coveo-1f", privileges: [], lifetime: nil)
        #expect(draft.name.utf16.count <= 125 && draft.name.hasPrefix("👩‍🚀"))
        let details = draft.body["description"]?.string ?? ""
        #expect(details.utf16.count <= 1_000 && details.hasSuffix(" (coveo-1f)"))
        #expect(draft.body["lifetimeDuration"] == nil)
    }

    @Test("an answer that was lost leaves an orphan, found by its mark and not by its name; there is no second POST")
    func lost() async throws {
        let list = "[\(Self.key("other")),\(Self.key("mine", details: "Made here (coveo-1f)"))]"
        let transport = ScriptedTransport([
            .failure(.timedOut(host: "h", after: .seconds(30))), .success(.json("[]")), .success(.json(list)),
        ])
        let made = try await Given.client(transport).createAPIKey(Self.draft, in: Given.organization())
        #expect(orphan(made)?.0.id == "mine" && orphan(made)?.1 == .unanswered)
        #expect(transport.requests.map(\.head.method) == [.post, .get, .get])
    }

    @Test("an answer without a value is an orphan, too; one that can't be read is looked for")
    func withheld() async throws {
        let silent = ScriptedTransport([.success(.json(Self.key(), status: 201))])
        let made = try await Given.client(silent).createAPIKey(Self.draft, in: Given.organization())
        #expect(orphan(made)?.1 == .withheld)
        let broken = ScriptedTransport([
            .success(.plain("<p>", status: 201, type: "text/html")),
            .success(.json("[\(Self.key(details: "x (coveo-1f)"))]")),
        ])
        let found = try await Given.client(broken).createAPIKey(Self.draft, in: Given.organization())
        #expect(orphan(found)?.1 == .unanswered)
    }

    @Test("where the list can't be read nothing is repeated; where it surely has no such key the POST is")
    func unread() async throws {
        let blind = ScriptedTransport([.failure(.cut(host: "h")), .success(.json("{}", status: 403))])
        let client = try Given.client(blind)
        await #expect(throws: UnknownOutcome.self) {
            try await client.createAPIKey(Self.draft, in: Given.organization())
        }
        let transport = ScriptedTransport { request, index in
            if request.head.method == .get { return .json("[]") }
            if index == 0 { throw TransportFailure.cut(host: "h") }
            return .json(Self.key(extra: #","value":"canary""#), status: 201)
        }
        let made = try await Given.client(transport).createAPIKey(Self.draft, in: Given.organization())
        #expect(orphan(made) == nil)
        #expect(transport.requests.filter { $0.head.method == .post }.count == 2)
    }

    @Test("a list without descriptions does not tell ours from another: nothing is made twice")
    func undescribed() async throws {
        for name in ["push Docs", ""] {
            let transport = ScriptedTransport { request, _ in
                if request.head.method == .post { throw TransportFailure.cut(host: "h") }
                return .json(#"[{"id":"a","displayName":"x"},{"id":"k","displayName":"\#(name)","enabled":true}]"#)
            }
            let client = try Given.client(transport)
            let failure = await #expect(throws: UnknownOutcome.self) {
                try await client.createAPIKey(Self.draft, in: Given.organization())
            }
            guard case .unread(PlatformFailure.malformed(.listAPIKeys, field: "description"))? = failure?.list else {
                Issue.record("\(String(describing: failure))")
                continue
            }
            #expect(transport.requests.filter { $0.head.method == .post }.count == 1)
        }
    }

    @Test("one that never gets an answer is given up, and it is said that nothing is known")
    func givenUp() async throws {
        let transport = ScriptedTransport { request, _ in
            if request.head.method == .get { return .json("[]") }
            throw TransportFailure.timedOut(host: "h", after: .seconds(30))
        }
        let client = try Given.client(transport)
        await #expect(throws: UnknownOutcome.self) {
            try await client.createAPIKey(Self.draft, in: Given.organization())
        }
        #expect(transport.requests.filter { $0.head.method == .post }.count == 2)
    }

    @Test("disabling sends the whole key back; deleting one that is gone is no failure")
    func endings() async throws {
        let transport = ScriptedTransport([
            .success(.json("{}")), .success(.plain("", status: 204)), .success(.json("{}", status: 404)),
        ])
        let client = try Given.client(transport)
        let organization = try Given.organization()
        let key = try #require(APIKey(try Given.json(Self.key("a/b", extra: #","odd":1.0,"value":"canary""#))))
        try await client.disableAPIKey(key, in: organization)
        #expect(try await client.deleteAPIKey("a/b", in: organization))
        #expect(try await !client.deleteAPIKey("gone", in: organization))
        #expect(
            transport.requests.map(\.line) == [
                "PUT \(Self.path)/a%2Fb", "DELETE \(Self.path)/a%2Fb", "DELETE \(Self.path)/gone",
            ])
        let body = #"{"id":"a/b","displayName":"push Docs","description":"","enabled":false,"odd":1.0}"#
        #expect(transport.requests.first?.text == body)
    }
}
