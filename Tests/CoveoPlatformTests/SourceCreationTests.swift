import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Testing

@Suite("A create whose answer may be lost")
struct SourceCreationTests {
    private static let lookUp = "GET /rest/organizations/acme/sources/pages?page=0&perPage=100&sortingType=NAME"
    private static let post = "POST /rest/organizations/acme/sources"
    private static let cut = TransportFailure.cut(host: "h")
    private static let timedOut = TransportFailure.timedOut(host: "h", after: .seconds(30))
    private static let none = Given.page([], pages: 0)
    private static let docs = Given.page([Given.pushSource(id: "acme-7")])

    private typealias Answer = Result<ReceivedResponse, TransportFailure>

    private func create(_ transport: ScriptedTransport, clock: TestClock = TestClock()) async throws -> CreatedSource {
        let draft = try SourceDraft(.init(name: "Docs"))
        return try await Given.client(transport, clock: clock).createSource(draft, in: Given.organization())
    }

    /// The cause of the unknown outcome that a create ends with.
    private func cause(_ transport: ScriptedTransport) async throws -> (any Error)? {
        let failure = await #expect(throws: SourceCreationFailure.self) { _ = try await create(transport) }
        guard case .outcomeUnknown(name: "Docs", let cause)? = failure else { return nil }
        return cause
    }

    @Test(
        "one POST without a query, which no transport repeats; only an ID is needed in the answer",
        arguments: [#"{"id":"acme-7"}"#, Given.pushSource(id: "acme-7")])
    func plain(answer: String) async throws {
        let transport = ScriptedTransport([.success(.json(answer, status: 201))])
        #expect(try await create(transport) == CreatedSource(id: "acme-7", evidence: .answered))
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

    @Test(
        "where the answer was lost and the source is there, it is not created twice",
        arguments: [
            Answer.failure(cut), .failure(timedOut), .success(.plain("", status: 502)),
            .success(.plain("<html>", status: 504, type: "text/html")), .success(.plain("", status: 503)),
            .success(.json("{}")), .success(.plain("created", status: 201)), .success(.plain("", status: 204)),
            .failure(.malformed(host: "h")), .failure(.tooLarge(host: "h", limit: 1)),
        ])
    func found(answer: Result<ReceivedResponse, TransportFailure>) async throws {
        let transport = ScriptedTransport([answer, .success(Self.docs)])
        #expect(try await create(transport) == CreatedSource(id: "acme-7", evidence: .found))
        #expect(transport.requests.map(\.line) == [Self.post, Self.lookUp])
    }

    @Test("where the source is not there, it is tried again after a pause, each time looked up first")
    func again() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport([
            .failure(Self.cut), .success(Self.none), .success(.plain("", status: 503)), .success(Self.none),
            .success(.json(#"{"id":"acme-8"}"#, status: 201)),
        ])
        #expect(try await create(transport, clock: clock) == CreatedSource(id: "acme-8", evidence: .answered))
        #expect(transport.requests.map(\.line) == [Self.post, Self.lookUp, Self.post, Self.lookUp, Self.post])
        #expect(clock.sleeps.count == 2)
        #expect(zip(clock.sleeps, clock.sleeps.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("after four lost answers the outcome is unknown, and the last reason is told")
    func exhausted() async throws {
        let transport = ScriptedTransport { request, _ in
            if request.head.method == .post { throw Self.cut }
            return Self.none
        }
        #expect(try await cause(transport) as? TransportFailure == Self.cut)
        #expect(transport.requests.map(\.line) == Array(repeating: [Self.post, Self.lookUp], count: 4).flatMap { $0 })
    }

    @Test("after two time-outs it is not tried again")
    func timeOuts() async throws {
        let transport = ScriptedTransport { request, _ in
            if request.head.method == .post { throw Self.timedOut }
            return Self.none
        }
        #expect(try await cause(transport) as? TransportFailure == Self.timedOut)
        #expect(transport.requests.count == 4)
    }

    @Test("a success that can't be read is not tried again")
    func unreadable() async throws {
        let transport = ScriptedTransport([.success(.json("{}", status: 201)), .success(Self.none)])
        let cause = try await cause(transport) as? PlatformFailure
        #expect(cause == .malformed(.createSource, field: "id"))
        #expect(transport.requests.count == 2)
    }

    @Test("where the list can't be read either, nothing is tried again")
    func noList() async throws {
        let transport = ScriptedTransport([.failure(Self.cut), .failure(.unreachable(host: "h"))])
        #expect(try await cause(transport) as? TransportFailure == Self.cut)
        #expect(transport.requests.count == 2)
    }

    @Test("a wait that the server asks for is kept, and one that is too long ends the tries")
    func retryAfter() async throws {
        let busy: (String) -> Answer = { .success(.plain("", status: 503, fields: [.retryAfter: $0])) }
        let clock = TestClock()
        let created = Answer.success(.json(#"{"id":"a"}"#))
        _ = try await create(ScriptedTransport([busy("7"), .success(Self.none), created]), clock: clock)
        #expect(clock.sleeps == [.seconds(7)])
        let transport = ScriptedTransport([busy("3600"), .success(Self.none)])
        let refusal = PlatformRefusal(operation: .createSource, status: 503)
        let patience = PlatformFailure.rateLimited(refusal, retryAfter: .seconds(3600))
        #expect(try await cause(transport) as? PlatformFailure == patience)
        #expect(transport.requests.count == 2)
    }

    @Test("a name in use is a conflict; after a lost answer it is looked up, since it may be our own")
    func conflict() async throws {
        let taken = Answer.success(.json(#"{"errorCode":"TAKEN"}"#, status: 409))
        let refusal = PlatformRefusal(operation: .createSource, status: 409, code: "TAKEN")
        let first = ScriptedTransport([taken])
        await #expect(throws: PlatformFailure.conflict(refusal)) { _ = try await create(first) }
        let later = ScriptedTransport([.failure(Self.cut), .success(Self.none), taken, .success(Self.docs)])
        #expect(try await create(later) == CreatedSource(id: "acme-7", evidence: .found))
        let never = ScriptedTransport { request, index in
            if request.head.method == .get { return Self.none }
            return index == 0 ? try Answer.failure(Self.cut).get() : try taken.get()
        }
        #expect(try await cause(never) as? TransportFailure == Self.cut)
        #expect(never.requests.filter { $0.head.method == .post }.count == 4)
    }

    @Test("a refusal ends it at once", arguments: [400, 401, 403, 404, 412, 429, 500])
    func refused(status: Int) async throws {
        let transport = ScriptedTransport([.success(.json("{}", status: status))])
        await #expect(throws: PlatformFailure.self) { _ = try await create(transport) }
        #expect(transport.requests.count == 1)
    }

    @Test("a refusal after a lost answer is told where the list shows nothing")
    func refusedLater() async throws {
        let transport = ScriptedTransport([
            .failure(Self.cut), .success(Self.none), .success(.json("{}", status: 400)), .success(Self.none),
        ])
        let refusal = PlatformRefusal(operation: .createSource, status: 400)
        await #expect(throws: PlatformFailure.invalid(refusal)) { _ = try await create(transport) }
    }

    @Test("nothing was sent: nothing is looked up", arguments: [TransportFailure.unreachable(host: "h"), .cancelled])
    func notSent(failure: TransportFailure) async throws {
        let transport = ScriptedTransport([.failure(failure)])
        await #expect(throws: failure) { _ = try await create(transport) }
    }

    @Test("a source of that name that is otherwise, or several of them, are not taken for ours")
    func another() async throws {
        let other = Given.page([Given.pushSource(id: "acme-6", visibility: "PRIVATE")])
        let different = ScriptedTransport([.failure(Self.cut), .success(other)])
        let failure = await #expect(throws: SourceCreationFailure.self) { _ = try await create(different) }
        guard case .foundAnother(id: "acme-6", let mismatches)? = failure else {
            Issue.record("not another source")
            return
        }
        #expect(mismatches.map(\.field) == ["sourceVisibility"])
        let two = Given.page([Given.pushSource(id: "1"), Given.pushSource(id: "2")])
        let several = ScriptedTransport([.failure(Self.cut), .success(two)])
        guard
            case .foundSeveral(name: "Docs", ids: ["1", "2"])? = await #expect(
                throws: SourceCreationFailure.self, performing: { _ = try await create(several) })
        else {
            Issue.record("not several sources")
            return
        }
    }
}
