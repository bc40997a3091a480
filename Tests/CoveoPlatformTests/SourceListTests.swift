import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("The list of sources")
struct SourceListTests {
    private func list(_ transport: ScriptedTransport) async throws -> [SourceModel] {
        try await Given.client(transport).sources(in: Given.organization())
    }

    @Test("one page is one request, sorted by name")
    func onePage() async throws {
        let transport = ScriptedTransport([.success(Given.page([Given.pushSource()]))])
        #expect(try await list(transport).map(\.name) == ["Docs"])
        #expect(
            transport.requests.map(\.line) == [
                "GET /rest/organizations/acme/sources/pages?page=0&perPage=100&sortingType=NAME"
            ])
        #expect(transport.requests.allSatisfy { $0.authorized && $0.repeatable && $0.body.isEmpty })
        Given.expectContract(transport)
    }

    @Test("an empty list is an answer")
    func empty() async throws {
        #expect(try await list(ScriptedTransport([.success(Given.page([], pages: 0))])).isEmpty)
    }

    @Test("25,000 sources are all read, each once")
    func many() async throws {
        let transport = ScriptedTransport { _, page in
            let sources = (0..<100).map { Given.pushSource(id: "acme-\(page * 100 + $0)", name: "S \(page)/\($0)") }
            return Given.page(sources, pages: 250, entries: 25_000)
        }
        let models = try await list(transport)
        #expect(models.count == 25_000)
        #expect(Set(models.map(\.id)).count == 25_000)
        #expect(transport.requests.count == 250)
        let last = "GET /rest/organizations/acme/sources/pages?page=249&perPage=100&sortingType=NAME"
        #expect(transport.requests.last?.line == last)
    }

    @Test("a source that moves to the next page while the list is read is kept once")
    func shifting() async throws {
        let transport = ScriptedTransport([
            .success(Given.page([Given.pushSource(id: "a"), Given.pushSource(id: "b")], pages: 2, entries: 3)),
            .success(Given.page([Given.pushSource(id: "b"), Given.pushSource(id: "c")], pages: 2, entries: 4)),
        ])
        #expect(try await list(transport).map(\.id) == ["a", "b", "c"])
    }

    @Test("a list that got shorter while it was read ends at the empty page")
    func shrinking() async throws {
        let transport = ScriptedTransport([
            .success(Given.page([Given.pushSource(id: "a")], pages: 3, entries: 3)),
            .success(Given.page([], pages: 3, entries: 3)),
        ])
        #expect(try await list(transport).map(\.id) == ["a"])
    }

    @Test("a server that repeats a page while more should come is broken, not complete")
    func noProgress() async throws {
        let transport = ScriptedTransport { _, _ in Given.page([Given.pushSource()], pages: 9, entries: 9) }
        await #expect(throws: PlatformFailure.malformed(.listSources, field: "totalPages")) {
            _ = try await list(transport)
        }
        #expect(transport.requests.count == 2)
    }

    @Test("a server that repeats the last page beyond the end does no harm")
    func repeatedEnd() async throws {
        let transport = ScriptedTransport { _, _ in Given.page([Given.pushSource()], pages: 2, entries: 1) }
        #expect(try await list(transport).count == 1)
    }

    @Test("an endless list ends")
    func endless() async throws {
        let transport = ScriptedTransport { _, index in
            Given.page([Given.pushSource(id: "acme-\(index)")], pages: .max, entries: .max)
        }
        await #expect(throws: PlatformFailure.malformed(.listSources, field: "totalPages")) {
            _ = try await list(transport)
        }
        #expect(transport.requests.count == 10_000)
    }

    @Test("pages are handed over as they come, and reading stops when told")
    func pageByPage() async throws {
        let transport = ScriptedTransport { _, index in
            Given.page([Given.pushSource(id: "acme-\(index)")], pages: 50, entries: 50)
        }
        var ids: [String] = []
        try await Given.client(transport).eachPage(ofSourcesIn: Given.organization()) { page in
            ids += page.map(\.id)
            return ids.count < 3
        }
        #expect(ids == ["acme-0", "acme-1", "acme-2"])
        #expect(transport.requests.count == 3)
    }

    @Test("what the pages before a failing one hold has been handed over")
    func failingPage() async throws {
        let transport = ScriptedTransport { _, index in
            if index == 1 { throw TransportFailure.cut(host: "h") }
            return Given.page([Given.pushSource()], pages: 2, entries: 2)
        }
        var count = 0
        await #expect(throws: TransportFailure.cut(host: "h")) {
            try await Given.client(transport).eachPage(ofSourcesIn: Given.organization()) { page in
                count += page.count
                return true
            }
        }
        #expect(count == 1)
    }
}
