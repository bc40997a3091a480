import CoveoPlatform
import HTTPTypes
import Ports
import Support
import Testing

/// The tests' clock begins at 2026-01-02T03:04:05Z, which is 1767323045.
@Suite("A source that is found after a lost answer is ours where it was made since")
struct SourceClaimTests {
    private static let lookUp = "GET /rest/organizations/acme/sources/pages?page=0&perPage=100&sortingType=NAME"

    /// Whether a create whose answer was lost takes the source in the list for its own; nil where that can't be told.
    private func claims(_ extra: String, at date: String? = nil, shown: String? = nil) async throws -> Bool? {
        let transport = ScriptedTransport { request, _ in
            if request.head.method == .post { return .json("{}", status: 500) }
            if request.line == Self.lookUp {
                var list = Given.page([Given.pushSource(id: "acme-7", extra: extra)])
                list.head.headerFields[.date] = date
                return list
            }
            return shown.map { .json(Given.pushSource(id: "acme-7", extra: $0)) } ?? .json("{}", status: 404)
        }
        do {
            let draft = try SourceDraft(.init(name: "Docs"))
            let made = try await Given.client(transport).createSource(draft, in: Given.organization())
            return made == CreatedSource(id: "acme-7", evidence: .found)
        } catch SourceCreationFailure.foundUnproven(id: "acme-7", let isOlder) {
            #expect(transport.requests.filter { $0.head.method == .post }.count == 1)
            return isOlder ? false : nil
        }
    }

    @Test(
        "a source that was there before is not taken for ours, by the platform's clock, or by ours where it says none")
    func older() async throws {
        #expect(try await claims(#","createdDate":1600000000000"#) == false)
        #expect(try await claims(#","createdDate":"2026-01-02T03:00:00Z""#) == false)
        #expect(try await claims(#","createdDate":"2026-01-02T03:04:00Z""#) == true)
        // Its clock is an hour ahead of ours, or behind.
        let (ahead, behind) = ("Fri, 02 Jan 2026 04:04:06 GMT", "Fri, 02 Jan 2026 02:04:06 GMT")
        #expect(try await claims(#","createdDate":"2026-01-02T03:04:05Z""#, at: ahead) == false)
        #expect(try await claims(#","createdDate":"2026-01-02T04:04:05Z""#, at: ahead) == true)
        #expect(try await claims(#","createdDate":"2026-01-02T02:04:05Z""#, at: behind) == true)
        #expect(try await claims(#","createdDate":"2026-01-02T02:03:00Z""#, at: behind) == false)
    }

    @Test("where the list doesn't say when it was made the source itself does; where neither does, it is not ours")
    func undated() async throws {
        #expect(try await claims("", shown: #","createdDate":1767323045000"#) == true)
        #expect(try await claims("", shown: #","createdDate":1600000000000"#) == false)
        #expect(try await claims("", shown: "") == nil)
        #expect(try await claims("") == nil)
    }
}
