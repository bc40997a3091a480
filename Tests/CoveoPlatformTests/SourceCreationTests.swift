import CoveoPlatform
import HTTPTypes
import JSON
import Ports
import Support
import Synchronization
import Testing

@Suite("A create whose answer may be lost")
struct SourceCreationTests {
    private static let lookUp = "GET /rest/organizations/acme/sources/pages?page=0&perPage=100&sortingType=NAME"
    private static let post = "POST /rest/organizations/acme/sources"
    private static let cut = TransportFailure.cut(host: "h")
    private static let timedOut = TransportFailure.timedOut(host: "h", after: .seconds(30))
    private static let none = Given.page([], pages: 0)
    /// The looks at a list that never shows it.
    private static let looks = Array(repeating: lookUp, count: 5)
    private static let nones = Array(repeating: Answer.success(none), count: 5)
    private static let docs = Given.page([Given.pushSource(id: "acme-7", extra: #","createdDate":1767323045000"#)])

    private typealias Answer = Result<ReceivedResponse, TransportFailure>

    private func create(_ transport: ScriptedTransport, clock: TestClock = TestClock()) async throws -> CreatedSource {
        let draft = try SourceDraft(.init(name: "Docs"))
        return try await Given.client(transport, clock: clock).createSource(draft, in: Given.organization())
    }

    /// The cause of the unknown outcome that a create ends with, where the list shows nothing.
    private func cause(_ transport: ScriptedTransport, clock: TestClock = TestClock()) async throws -> (any Error)? {
        let failure = await #expect(throws: SourceCreationFailure.self) {
            _ = try await create(transport, clock: clock)
        }
        guard case .outcomeUnknown(name: "Docs", list: .absent, let cause)? = failure else { return nil }
        return cause
    }

    /// A POST whose answer is lost, and a list by the number of the look, from 1.
    private static func listing(
        _ posts: [Answer] = [.failure(cut)], _ look: @escaping @Sendable (Int) throws -> ReceivedResponse
    ) -> ScriptedTransport {
        let sent = Mutex((posts: 0, looks: 0))
        return ScriptedTransport { request, _ in
            let isPost = request.head.method == .post
            let count = sent.withLock { sent in
                if isPost { sent.posts += 1 } else { sent.looks += 1 }
                return isPost ? sent.posts : sent.looks
            }
            return isPost ? try posts[min(count, posts.count) - 1].get() : try look(count)
        }
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

    @Test("where the source is not there, it is tried again, each time looked up for 6 s first")
    func again() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport(
            [.failure(Self.cut)] + Self.nones + [.success(.plain("", status: 503))] + Self.nones
                + [.success(.json(#"{"id":"acme-8"}"#, status: 201))])
        #expect(try await create(transport, clock: clock) == CreatedSource(id: "acme-8", evidence: .answered))
        #expect(
            transport.requests.map(\.line)
                == [Self.post] + Self.looks + [Self.post] + Self.looks + [Self.post])
        #expect(clock.sleeps.count == 10)
        #expect(zip(clock.sleeps[..<3], clock.sleeps[1..<3]).allSatisfy { $0 < $1 })
        #expect(clock.uptime == .seconds(12))
    }

    @Test("a list that lags by seconds is looked at until it shows the source, and nothing is created twice")
    func lag() async throws {
        let transport = Self.listing { $0 < 5 ? Self.none : Self.docs }
        #expect(try await create(transport) == CreatedSource(id: "acme-7", evidence: .found))
        #expect(transport.requests.map(\.line) == [Self.post] + Self.looks)
    }

    @Test("a look that fails for the moment is no look: only a list that was read at last allows another try")
    func lastLook() async throws {
        let created = Answer.success(.json(#"{"id":"acme-8"}"#))
        let early = Self.listing([.failure(Self.cut), created]) { look in
            if look < 5 { throw Self.cut }
            return Self.none
        }
        #expect(try await create(early) == CreatedSource(id: "acme-8", evidence: .answered))
        let late = Self.listing([.failure(Self.cut), created]) { look in
            if look == 5 { throw Self.cut }
            return Self.none
        }
        await expectUnread(late)
        #expect(late.requests.filter { $0.head.method == .post }.count == 1)
    }

    private func expectUnread(_ transport: ScriptedTransport, sourceLocation: SourceLocation = #_sourceLocation) async {
        let failure = await #expect(throws: SourceCreationFailure.self, sourceLocation: sourceLocation) {
            _ = try await create(transport)
        }
        guard case .outcomeUnknown(name: "Docs", list: .unread, let cause)? = failure else {
            Issue.record("the list was read", sourceLocation: sourceLocation)
            return
        }
        #expect(cause as? TransportFailure == Self.cut, sourceLocation: sourceLocation)
    }

    @Test("whoever waits is told, before each wait and each further try")
    func notices() async throws {
        let created = Answer.success(.json(#"{"id":"a"}"#))
        let transport = ScriptedTransport([.failure(Self.cut)] + Self.nones + [created])
        let told = Mutex<[SourceCreationNotice]>([])
        _ = try await Given.client(transport).createSource(
            try SourceDraft(.init(name: "Docs")), in: Given.organization()
        ) { notice in told.withLock { $0.append(notice) } }
        #expect(told.withLock { $0 } == [.lookingUp(.seconds(6), triesLeft: 3), .tryingAgain])
    }

    @Test("after four lost answers the outcome is unknown, and the last reason is told")
    func exhausted() async throws {
        let transport = ScriptedTransport { request, _ in
            if request.head.method == .post { throw Self.cut }
            return Self.none
        }
        #expect(try await cause(transport) as? TransportFailure == Self.cut)
        #expect(transport.requests.map(\.line) == Array(repeating: [Self.post] + Self.looks, count: 4).flatMap { $0 })
    }

    @Test("after two time-outs it is not tried again")
    func timeOuts() async throws {
        let transport = ScriptedTransport { request, _ in
            if request.head.method == .post { throw Self.timedOut }
            return Self.none
        }
        #expect(try await cause(transport) as? TransportFailure == Self.timedOut)
        #expect(transport.requests.filter { $0.head.method == .post }.count == 2)
    }

    @Test("where the tries take more than their time, the last answer is looked up, and nothing is sent any more")
    func outOfTime() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport { request, _ in
            guard request.head.method == .post else { return Self.none }
            clock.advance(by: .seconds(29))
            throw Self.cut
        }
        #expect(try await cause(transport, clock: clock) as? TransportFailure == Self.cut)
        #expect(transport.requests.map(\.line) == [Self.post] + Self.looks + [Self.post] + Self.looks)
    }

    @Test("looks that take their time end with the time for the tries, and nothing is sent any more")
    func slowLooks() async throws {
        let clock = TestClock()
        let slow = ScriptedTransport { request, _ in
            let isPost = request.head.method == .post
            clock.advance(by: .seconds(isPost ? 40 : 15))
            if isPost { throw Self.cut }
            return Self.none
        }
        #expect(try await cause(slow, clock: clock) as? TransportFailure == Self.cut)
        #expect(slow.requests.map(\.line) == [Self.post, Self.lookUp, Self.lookUp])
        let slowToLast = Self.listing { _ in
            clock.advance(by: .milliseconds(13_900))
            return Self.none
        }
        #expect(try await cause(slowToLast, clock: clock) as? TransportFailure == Self.cut)
        #expect(slowToLast.requests.map(\.line) == [Self.post] + Self.looks.prefix(4))
        let slowAtLast = Self.listing { look in
            if look == 5 { clock.advance(by: .seconds(60)) }
            return Self.none
        }
        #expect(try await cause(slowAtLast, clock: clock) as? TransportFailure == Self.cut)
        #expect(slowAtLast.requests.map(\.line) == [Self.post] + Self.looks)
    }

    @Test("a success that can't be read is not tried again")
    func unreadable() async throws {
        let transport = ScriptedTransport([.success(.json("{}", status: 201))] + Self.nones)
        let cause = try await cause(transport) as? PlatformFailure
        #expect(cause == .malformed(.createSource, field: "id"))
        #expect(transport.requests.count == 6)
    }

    @Test("where the list can't be read either, nothing is tried again")
    func noList() async throws {
        let gone = Self.listing { _ in throw TransportFailure.unreachable(host: "h") }
        await expectUnread(gone)
        #expect(gone.requests.map(\.line) == [Self.post] + Self.looks)
        let forbidden = Self.listing { _ in .json("{}", status: 403) }
        await expectUnread(forbidden)
        #expect(forbidden.requests.map(\.line) == [Self.post, Self.lookUp])
    }

    @Test("a wait that the server asks for is kept, and one that is too long ends the tries")
    func retryAfter() async throws {
        let busy: (String) -> Answer = { .success(.plain("", status: 503, fields: [.retryAfter: $0])) }
        let clock = TestClock()
        let created = Answer.success(.json(#"{"id":"a"}"#))
        _ = try await create(ScriptedTransport([busy("7")] + Self.nones + [created]), clock: clock)
        #expect(clock.uptime == .seconds(7))
        let transport = ScriptedTransport([busy("3600")] + Self.nones)
        let refusal = PlatformRefusal(operation: .createSource, status: 503)
        let patience = PlatformFailure.rateLimited(refusal, retryAfter: .seconds(3600))
        #expect(try await cause(transport) as? PlatformFailure == patience)
        #expect(transport.requests.count == 6)
    }

    @Test("a name in use is a conflict; after a lost answer it is looked up, since it may be our own")
    func conflict() async throws {
        let taken = Answer.success(.json(#"{"errorCode":"TAKEN"}"#, status: 409))
        let refusal = PlatformRefusal(operation: .createSource, status: 409, code: "TAKEN")
        let first = ScriptedTransport([taken])
        await #expect(throws: PlatformFailure.conflict(refusal)) { _ = try await create(first) }
        let later = Self.listing([.failure(Self.cut), taken]) { $0 < 9 ? Self.none : Self.docs }
        #expect(try await create(later) == CreatedSource(id: "acme-7", evidence: .found))
        let never = Self.listing([.failure(Self.cut), taken]) { _ in Self.none }
        #expect(try await cause(never) as? TransportFailure == Self.cut)
        #expect(never.requests.map(\.line) == [Self.post] + Self.looks + [Self.post] + Self.looks)
    }

    @Test("a refusal ends it at once", arguments: [400, 401, 403, 404, 412, 429])
    func refused(status: Int) async throws {
        let transport = ScriptedTransport([.success(.json("{}", status: status))])
        await #expect(throws: PlatformFailure.self) { _ = try await create(transport) }
        #expect(transport.requests.count == 1)
    }

    @Test(
        "of a failed platform it is not known how far it came: looked up twice, and never tried again",
        arguments: [500, 408, 501])
    func failed(status: Int) async throws {
        let failed = Answer.success(.json("{}", status: status))
        let there = Self.listing([failed]) { $0 < 2 ? Self.none : Self.docs }
        #expect(try await create(there) == CreatedSource(id: "acme-7", evidence: .found))
        let absent = Self.listing([failed]) { _ in Self.none }
        let refusal = PlatformRefusal(operation: .createSource, status: status)
        #expect(try await cause(absent) as? PlatformFailure == .server(refusal))
        #expect(absent.requests.map(\.line) == [Self.post, Self.lookUp, Self.lookUp])
        let later = Self.listing([.failure(Self.cut), failed]) { $0 < 10 ? Self.none : Self.docs }
        #expect(try await create(later) == CreatedSource(id: "acme-7", evidence: .found))
    }

    @Test("a refusal after a lost answer may be for our own: told only where the list goes on to show nothing")
    func refusedLater() async throws {
        let posts: [Answer] = [.failure(Self.cut), .success(.json("{}", status: 400))]
        let late = Self.listing(posts) { $0 < 9 ? Self.none : Self.docs }
        #expect(try await create(late) == CreatedSource(id: "acme-7", evidence: .found))
        let transport = Self.listing(posts) { _ in Self.none }
        let refusal = PlatformRefusal(operation: .createSource, status: 400)
        await #expect(throws: PlatformFailure.invalid(refusal)) { _ = try await create(transport) }
        #expect(transport.requests.map(\.line) == [Self.post] + Self.looks + [Self.post] + Self.looks)
    }

    @Test("what kept a later try from the platform says nothing of the lost one: the outcome is unknown")
    func unsentLater() async throws {
        let later: [Answer] = [.failure(.unreachable(host: "h")), .success(.json("{}", status: 429))]
        for answer in later {
            let transport = Self.listing([.failure(Self.cut), answer]) { _ in Self.none }
            #expect(try await cause(transport) as? TransportFailure == Self.cut)
            #expect(transport.requests.filter { $0.head.method == .post }.count == 2)
        }
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
