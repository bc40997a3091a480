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
        let transport = ScriptedTransport { request, _ in
            let page = request.page
            let sources = (0..<100).map { Given.pushSource(id: "acme-\(page * 100 + $0)", name: "S \(page)/\($0)") }
            return Given.page(sources, pages: 250, entries: 25_000)
        }
        let models = try await list(transport)
        #expect(models.map(\.id) == (0..<25_000).map { "acme-\($0)" })
        #expect(transport.requests.count == 250)
        let lines = (0..<250).map {
            "GET /rest/organizations/acme/sources/pages?page=\($0)&perPage=100&sortingType=NAME"
        }
        #expect(Set(transport.requests.map(\.line)) == Set(lines))
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
        let transport = ScriptedTransport { request, _ in
            Given.page([Given.pushSource(id: "acme-\(request.page)")], pages: .max, entries: .max)
        }
        await #expect(throws: PlatformFailure.malformed(.listSources, field: "totalPages")) {
            _ = try await list(transport)
        }
        #expect(transport.requests.count == 10_000)
    }

    @Test("pages are handed over as they come, and reading stops when told")
    func pageByPage() async throws {
        let transport = ScriptedTransport { request, _ in
            Given.page([Given.pushSource(id: "acme-\(request.page)")], pages: 50, entries: 50)
        }
        var ids: [String] = []
        try await Given.client(transport).eachPage(ofSourcesIn: Given.organization()) { page in
            ids += page.sources.map(\.id)
            return ids.count < 3
        }
        #expect(ids == ["acme-0", "acme-1", "acme-2"])
        // The second page showed that more pages come: then two are asked for at once.
        #expect((3...4).contains(transport.requests.count))
    }

    @Test("what the pages before a failing one hold has been handed over")
    func failingPage() async throws {
        let transport = ScriptedTransport { request, _ in
            if request.page == 1 { throw TransportFailure.cut(host: "h") }
            return Given.page([Given.pushSource()], pages: 2, entries: 2)
        }
        var count = 0
        await #expect(throws: TransportFailure.cut(host: "h")) {
            try await Given.client(transport).eachPage(ofSourcesIn: Given.organization()) { page in
                count += page.sources.count
                return true
            }
        }
        #expect(count == 1)
    }

    @Test("pages are asked for ahead, beside one another, and handed over in their order", .timeLimit(.minutes(5)))
    func ahead() async throws {
        let transport = BackwardsTransport(pages: 40)
        var ids: [String] = []
        try await Given.client(transport).eachPage(ofSourcesIn: Given.organization()) { page in
            ids += page.sources.map(\.id)
            return true
        }
        #expect(ids == (0..<40).map { "acme-\($0)" })
        #expect(await transport.mostUnderWay <= 7)
    }

    @Test("a page that fails ends the list after those before it, though later ones are there already")
    func failingAhead() async throws {
        let transport = ScriptedTransport { request, _ in
            if request.page == 5 { throw TransportFailure.cut(host: "h") }
            return Given.page([Given.pushSource(id: "acme-\(request.page)")], pages: 40, entries: 40)
        }
        var ids: [String] = []
        await #expect(throws: TransportFailure.cut(host: "h")) {
            try await Given.client(transport).eachPage(ofSourcesIn: Given.organization()) { page in
                ids += page.sources.map(\.id)
                return true
            }
        }
        #expect(ids == (0..<5).map { "acme-\($0)" })
    }
}

extension OutgoingRequest {
    /// The page that is asked for.
    fileprivate var page: Int {
        let pairs = (head.path ?? "").split(separator: "?").last?.split(separator: "&") ?? []
        return pairs.first { $0.hasPrefix("page=") }.flatMap { Int($0.dropFirst(5)) } ?? -1
    }
}

/// Answers an even page, from the second on, only when the one after it has been asked for.
private actor BackwardsTransport: HTTPTransport {
    private let pages: Int
    private var asked: Set<Int> = []
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var underWay = 0
    private(set) var mostUnderWay = 0

    init(pages: Int) { self.pages = pages }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        let page = request.page
        underWay += 1
        mostUnderWay = max(mostUnderWay, underWay)
        defer { underWay -= 1 }
        asked.insert(page)
        waiting.removeValue(forKey: page)?.resume()
        let next = page + 1
        if page >= 2, page.isMultiple(of: 2), next < pages, !asked.contains(next) {
            await withCheckedContinuation { waiting[next] = $0 }
        }
        return Given.page([Given.pushSource(id: "acme-\(page)")], pages: pages, entries: pages)
    }
}
