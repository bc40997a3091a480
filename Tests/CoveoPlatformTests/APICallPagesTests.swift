import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("A call for every page of a list")
struct APICallPagesTests {
    /// What came, as JSON texts; nil for an answer that is no list.
    private struct Read {
        var items: [String] = []
        var other: APIAnswer?
        var failure: (any Error)?
        let requests: [String]
    }

    private func read(
        _ path: String = "/rest/x", _ answer: @escaping @Sendable (Int) -> ReceivedResponse
    ) async throws -> Read {
        let transport = ScriptedTransport { _, index in answer(index) }
        let call = APICall(.get, try APIPath(path, at: PlatformAddress(region: .us, environment: .production)))
        var items: [String] = []
        var other: APIAnswer?
        var failure: (any Error)?
        do {
            try await Given.client(transport).eachPage(of: call) { page in
                switch page {
                case .items(let new): items += new.map { $0.text(.compact) }
                case .other(let answer): other = answer
                }
            }
        } catch {
            failure = error
        }
        return Read(items: items, other: other, failure: failure, requests: transport.requests.map(\.line))
    }

    private static func array(_ range: Range<Int>) -> String {
        "[" + range.map { #"{"id":"\#($0)"}"# }.joined(separator: ",") + "]"
    }

    @Test(
        "an object with totalPages, its items in the platform's two names or in its only array",
        arguments: [
            "items", "sourceModels", "entries",
        ])
    func totals(name: String) async throws {
        let read = try await read { .json(#"{"\#(name)":[{"n":\#($0)}],"totalEntries":3,"totalPages":3}"#) }
        #expect(read.items == [#"{"n":0}"#, #"{"n":1}"#, #"{"n":2}"#] && read.failure == nil)
        #expect(read.requests == (0..<3).map { "GET /rest/x?page=\($0)&perPage=100" })
    }

    @Test("a bare array goes on until a page is short")
    func bare() async throws {
        let read = try await read { .json(Self.array($0 * 100..<min($0 * 100 + 100, 250))) }
        #expect(read.items.count == 250 && read.requests.count == 3 && read.failure == nil)
    }

    @Test("a bare array that knows no pages comes once, however long it is", arguments: [2, 100, 250])
    func unpaged(count: Int) async throws {
        let read = try await read { _ in .json(Self.array(0..<count)) }
        #expect(read.items.count == count && read.failure == nil)
        #expect(read.requests.count == (count < 100 ? 1 : 2))
    }

    @Test("a perPage in the path stays, and fewer than asked for are not the end where the platform has a limit")
    func perPage() async throws {
        let few = try await read("/rest/x?perPage=2&a=b") { .json(Self.array($0 * 2..<min($0 * 2 + 2, 5))) }
        #expect(few.items.count == 5)
        #expect(few.requests == (0..<3).map { "GET /rest/x?perPage=2&a=b&page=\($0)" })
        let many = try await read("/rest/x?perPage=1000") { .json(Self.array($0 * 100..<min($0 * 100 + 100, 250))) }
        #expect(many.items.count == 250 && many.requests.count == 3)
    }

    @Test("what moved to a later page is given once; equal elements without an ID are all given")
    func moved() async throws {
        let moved = try await read {
            .json(#"{"items":\#(Self.array($0..<($0 + 2))),"totalPages":3,"totalEntries":4}"#)
        }
        #expect(moved.items == ["0", "1", "2", "3"].map { #"{"id":"\#($0)"}"# })
        #expect(try await read { _ in .json(#"["a","a","b"]"#) }.items == [#""a""#, #""a""#, #""b""#])
    }

    @Test("a platform that always answers the same page, or whose end moves on and on, ends all the same")
    func endless() async throws {
        let operation = PlatformOperation.call(method: "GET", path: "/rest/x")
        let endless = PlatformFailure.malformed(operation, field: "totalPages")
        let same = try await read { _ in .json(#"{"items":[{"id":"a"}],"totalPages":9,"totalEntries":9}"#) }
        #expect(same.items.count == 1 && same.requests.count == 2 && same.failure as? PlatformFailure == endless)
        let growing = try await read { .json(#"{"items":[{"id":"\#($0)"}],"totalPages":\#($0 + 2)}"#) }
        #expect(growing.requests.count == 10_000 && growing.failure as? PlatformFailure == endless)
        let bare = try await read("/rest/x?perPage=1") { .json(Self.array($0..<($0 + 1))) }
        #expect(bare.requests.count == 10_000 && bare.failure as? PlatformFailure == endless)
    }

    @Test("one object, no JSON, or a refusal at first stands for the whole")
    func noList() async throws {
        for response in [
            ReceivedResponse.json(#"{"id":"a","mappings":[1]}"#), .plain("a,b", status: 200, type: "text/csv"),
            .json(#"{"a":[1],"b":[2],"totalPages":1}"#), .json("3"), Given.page([], pages: 1).refused,
        ] {
            let read = try await read { _ in response }
            #expect(read.items == [] && read.failure == nil && read.requests.count == 1)
            #expect(read.other?.response.body == response.body)
            #expect((read.other?.failure != nil) == (response.head.status.code == 404))
        }
    }

    @Test("a first page that is cut, or one of several in which no list can be told, never passes for the whole")
    func part() async throws {
        let operation = PlatformOperation.call(method: "GET", path: "/rest/x")
        for (body, failure) in [
            (#"{"a":[1],"b":[2],"totalPages":2}"#, PlatformFailure.malformed(operation, field: "items")),
            (#"[{"id":"a"},"#, .notJSON(operation, contentType: "application/json")),
            (String(repeating: "[", count: 600), .tooDeep(operation)),
        ] {
            let read = try await read { _ in .json(body) }
            #expect(read.failure as? PlatformFailure == failure && read.items == [] && read.other == nil)
        }
    }

    @Test("a later page that fails, or is no list, is a failure; what came before it was given")
    func later() async throws {
        let failing = try await read { $0 == 0 ? .json(Self.array(0..<100)) : .json(#"{"code":"C"}"#, status: 500) }
        #expect(failing.items.count == 100 && failing.other == nil)
        guard case .server? = failing.failure as? PlatformFailure else {
            Issue.record("\(String(describing: failing.failure))")
            return
        }
        let odd = try await read { $0 == 0 ? .json(Self.array(0..<100)) : .json("{}") }
        #expect(
            odd.failure as? PlatformFailure
                == .malformed(.call(method: "GET", path: "/rest/x"), field: "items"))
    }
}

extension ReceivedResponse {
    /// The same as a refusal.
    fileprivate var refused: ReceivedResponse {
        var refused = self
        refused.head.status = .notFound
        return refused
    }
}
