import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("A part of a list never passes for the whole")
struct WholeListTests {
    private typealias Answer = Result<ReceivedResponse, TransportFailure>

    private static func page(_ ids: String, of entries: Int, pages: Int = 2) -> Answer {
        .success(Given.page(ids.map { Given.pushSource(id: String($0)) }, pages: pages, entries: entries))
    }

    private func list(_ answers: Answer...) async throws -> (ids: String, requests: Int) {
        let transport = ScriptedTransport(answers)
        let models = try await Given.client(transport).sources(in: Given.organization())
        return (models.map(\.id).joined(), transport.requests.count)
    }

    /// What a stream gets, page by page.
    private func stream(_ answers: Answer...) async throws -> [String] {
        var ids: [String] = []
        let client = try Given.client(ScriptedTransport(answers))
        try await client.eachPage(ofSourcesIn: Given.organization()) { page in
            ids.append(page.sources.map(\.id).joined())
            return true
        }
        return ids
    }

    @Test("a page that comes empty before the last one: the list is read anew, after a pause")
    func empty() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport(
            [
                try Self.page("ab", of: 3, pages: 3).get(), try Self.page("", of: 3, pages: 3).get(),
                try Self.page("ab", of: 3).get(), try Self.page("c", of: 3).get(),
            ].map { .success($0) })
        let models = try await Given.client(transport, clock: clock).sources(in: Given.organization())
        #expect(models.map(\.id) == ["a", "b", "c"])
        #expect(clock.sleeps.count == 1)
    }

    @Test("where it stays empty, or fewer come than the platform counts, it is an error after three readings")
    func short() async throws {
        let empty = ScriptedTransport { _, index in
            Given.page(index.isMultiple(of: 2) ? [Given.pushSource()] : [], pages: 3, entries: 3)
        }
        let failure = PlatformFailure.incomplete(.listSources, .short(count: 1, total: 3))
        await #expect(throws: failure) { _ = try await Given.client(empty).sources(in: Given.organization()) }
        #expect(empty.requests.count == 6)
        let few = ScriptedTransport { _, _ in Given.page([Given.pushSource()], entries: 3) }
        await #expect(throws: failure) { _ = try await Given.client(few).sources(in: Given.organization()) }
        #expect(few.requests.count == 3)
        let streamed = ScriptedTransport { _, _ in Given.page([Given.pushSource()], entries: 3) }
        var count = 0
        await #expect(throws: failure) {
            try await Given.client(streamed).eachPage(ofSourcesIn: Given.organization()) { page in
                count += page.sources.count
                return true
            }
        }
        #expect(count == 1)
    }

    @Test("a deletion while it is read moves one past the reader, though the count is right: it is read anew")
    func deletion() async throws {
        // b is deleted: c moves to the first page, which was read.
        let read = try await list(
            Self.page("ab", of: 4), Self.page("d", of: 3), Self.page("ac", of: 3), Self.page("d", of: 3))
        #expect(read.ids == "acd" && read.requests == 4)
        // Whoever has printed b already gets c last, and nothing twice.
        #expect(
            try await stream(
                Self.page("ab", of: 4), Self.page("d", of: 3), Self.page("ac", of: 3), Self.page("d", of: 3))
                == ["ab", "d", "c", ""])
    }

    @Test("a list that goes on changing while it is read decides nothing")
    func moving() async throws {
        let transport = ScriptedTransport { _, index in
            let entries = index.isMultiple(of: 2) ? 4 : 3
            return Given.page(
                (0..<2).map { Given.pushSource(id: "\(index % 2)\($0)") }, pages: 2, entries: entries)
        }
        await #expect(throws: PlatformFailure.incomplete(.listSources, .moved)) {
            _ = try await Given.client(transport).sources(in: Given.organization())
        }
        #expect(transport.requests.count == 6)
    }

    @Test("one that is created while it is read: a plain list is done, what decides reads anew")
    func creation() async throws {
        // x is new on the first page, and moves b to the second.
        #expect(try await stream(Self.page("ab", of: 3), Self.page("bc", of: 4)) == ["ab", "c"])
        let read = try await list(
            Self.page("ab", of: 3), Self.page("bc", of: 4), Self.page("xa", of: 4), Self.page("bc", of: 4))
        #expect(read.ids == "xabc" && read.requests == 4)
    }

    @Test("a platform that counts nothing goes on working")
    func noTotals() async throws {
        let transport = ScriptedTransport { _, index in
            let sources = (0..<(index == 0 ? 100 : 7)).map { Given.pushSource(id: "acme-\(index)-\($0)") }
            return .json(#"{"sourceModels":[\#(sources.joined(separator: ","))]}"#)
        }
        #expect(try await Given.client(transport).sources(in: Given.organization()).count == 107)
        #expect(transport.requests.count == 2)
    }

    @Test("organizations, and pages of any call, are not cut either")
    func others() async throws {
        let organizations = ScriptedTransport { _, _ in
            .json(#"{"items":[{"id":"acme"}],"totalEntries":2,"totalPages":1}"#)
        }
        await #expect(throws: PlatformFailure.incomplete(.listOrganizations, .short(count: 1, total: 2))) {
            _ = try await Given.client(organizations).organizations()
        }
        #expect(organizations.requests.count == 3)
        let call = APICall(.get, try APIPath("/rest/x", at: PlatformAddress(region: .us, environment: .production)))
        let called = ScriptedTransport { _, index in
            .json(#"{"items":[\#(index == 0 ? #"{"id":"a"}"# : "")],"totalPages":3}"#)
        }
        await #expect(throws: PlatformFailure.incomplete(call.operation, .short(count: 1, total: nil))) {
            try await Given.client(called).eachPage(of: call) { _ in }
        }
    }

    @Test("a list that is kept has a limit in bytes; a stream goes on")
    func limit() async throws {
        let page: @Sendable (Int) -> ReceivedResponse = { index in
            Given.page([Given.pushSource(id: "acme-\(index)")], pages: 50, entries: 50)
        }
        func client() throws -> CoveoClient {
            CoveoClient(
                transport: ScriptedTransport { request, _ in
                    page(Int((request.head.path ?? "").split { "=&".contains($0) }[1]) ?? 0)
                }, address: try PlatformAddress(region: .us, environment: .production), clock: TestClock(),
                random: CountingRandom(), keptLimit: 2_000)
        }
        let failure = PlatformFailure.tooMuch(.listSources, limit: 2_000)
        let organization = try Given.organization()
        await #expect(throws: failure) { _ = try await client().sources(in: organization) }
        await #expect(throws: failure) {
            try await client().eachPage(ofSourcesIn: organization, isKept: true) { _ in true }
        }
        var count = 0
        try await client().eachPage(ofSourcesIn: organization) { page in
            count += page.sources.count
            return true
        }
        #expect(count == 50)
    }
}
