import FoundationEssentials
import HTTP
import HTTPTypes
import Ports
import Support
import Synchronization
import Testing

@Suite("retries")
struct RetryingTransportTests {
    private let clock = TestClock()

    /// Sends one request; gives the status or the failure, and how often it was sent.
    private func run(
        _ answers: [Result<ReceivedResponse, TransportFailure>], repeatable: Bool = true
    ) async throws -> (outcome: Result<Int, TransportFailure>, sent: Int) {
        let base = ScriptedTransport(answers)
        let transport = RetryingTransport(base, clock: clock, random: CountingRandom())
        do {
            let response = try await transport.send(request(repeatable: repeatable))
            return (.success(response.head.status.code), base.requests.count)
        } catch let failure as TransportFailure {
            return (.failure(failure), base.requests.count)
        }
    }

    @Test("a passing outage is waited out", arguments: [429, 502, 503, 504])
    func passing(status: Int) async throws {
        let (outcome, sent) = try await run([answer(status), .failure(.cut(host: "h")), answer(status), answer(200)])
        #expect(outcome == .success(200))
        #expect(sent == 4)
    }

    @Test("after four tries the last answer stands as it came", arguments: [429, 502, 503, 504])
    func lasting(status: Int) async throws {
        let (outcome, sent) = try await run([answer(status), answer(status), answer(status), answer(status)])
        #expect(outcome == .success(status))
        #expect(sent == 4)
    }

    @Test(
        "every other answer stands at once",
        arguments: [200, 204, 301, 302, 400, 401, 403, 404, 408, 409, 412, 419, 425, 500, 501, 505])
    func standing(status: Int) async throws {
        let (outcome, sent) = try await run([answer(status, [.retryAfter: "1"])])
        #expect(outcome == .success(status))
        #expect(sent == 1)
        #expect(clock.sleeps.isEmpty)
    }

    @Test("a lost connection is tried four times, then its failure is thrown")
    func cut() async throws {
        let (outcome, sent) = try await run(Array(repeating: .failure(.cut(host: "h")), count: 4))
        #expect(outcome == .failure(.cut(host: "h")))
        #expect(sent == 4)
    }

    @Test("a request that times out is tried twice, also after other failures")
    func timedOut() async throws {
        let failure = TransportFailure.timedOut(host: "h", after: .seconds(30))
        var (outcome, sent) = try await run([.failure(failure), .failure(failure)])
        #expect(outcome == .failure(failure))
        #expect(sent == 2)
        (outcome, sent) = try await run([.failure(failure), answer(503), .failure(failure)])
        #expect(outcome == .failure(failure))
        #expect(sent == 3)
        (outcome, sent) = try await run([.failure(failure), answer(200)])
        #expect(outcome == .success(200))
        #expect(sent == 2)
    }

    @Test(
        "what trying again does not change is thrown at once",
        arguments: [
            .unknownHost(host: "h"), .unreachable(host: "h"), .fewDescriptors(host: "h"),
            .insecure(host: "h", reason: "x"),
            .wrongScheme(host: "h", speaksTLS: true),
            .certificate(host: "h", .selfSigned),
            .tooLarge(host: "h", limit: 1), .malformed(host: "h"), .proxy(host: "h", .credentialsMissing), .cancelled,
        ] as [TransportFailure])
    func final(failure: TransportFailure) async throws {
        let (outcome, sent) = try await run([.failure(failure)])
        #expect(outcome == .failure(failure))
        #expect(sent == 1)
    }

    @Test("a request that must not be repeated is sent again only after 429")
    func notRepeatable() async throws {
        var (outcome, sent) = try await run([answer(429), answer(429), answer(201)], repeatable: false)
        #expect(outcome == .success(201))
        #expect(sent == 3)
        for status in [502, 503, 504] {
            (outcome, sent) = try await run([answer(status, [.retryAfter: "1"])], repeatable: false)
            #expect(outcome == .success(status))
            #expect(sent == 1)
        }
        for failure in [TransportFailure.cut(host: "h"), .timedOut(host: "h", after: .seconds(30))] {
            (outcome, sent) = try await run([answer(429), .failure(failure)], repeatable: false)
            #expect(outcome == .failure(failure))
            #expect(sent == 2)
        }
    }

    @Test("a spent daily quota is not waited for")
    func dailyQuota() async throws {
        let body = #"{"errorCode":"TOO_MANY_DOCUMENTS_DAILY","message":"…"}"#
        let (outcome, sent) = try await run([answer(429, [.retryAfter: "1"], body: body)])
        #expect(outcome == .success(429))
        #expect(sent == 1)
        let short = try await run([answer(429, body: #"{"errorCode":"TOO_MANY_REQUESTS"}"#), answer(200)])
        #expect(short.outcome == .success(200))
    }

    @Test("the same request is sent each time")
    func sameRequest() async throws {
        let base = ScriptedTransport([answer(503), answer(200)])
        var sent = try request(method: .put)
        sent.body = [1, 2, 3]
        _ = try await RetryingTransport(base, clock: clock, random: CountingRandom()).send(sent)
        #expect(base.requests.map(\.head) == [sent.head, sent.head])
        #expect(base.requests.map(\.body) == [[1, 2, 3], [1, 2, 3]])
    }

    @Test("what is no failure of the transport passes untouched")
    func otherErrors() async throws {
        let base = ScriptedTransport { _, _ in throw Unforeseen(text: "x") }
        await #expect(throws: Unforeseen(text: "x")) {
            try await RetryingTransport(base, clock: clock, random: CountingRandom()).send(request())
        }
        #expect(base.requests.count == 1)
    }

    @Test("a cancelled wait ends in the transport's own failure, and nothing more is sent")
    func cancelled() async throws {
        let base = ScriptedTransport([answer(503), answer(200)])
        let transport = RetryingTransport(base, clock: clock, random: CountingRandom())
        // The task is the thing under test: it is cancelled before it starts to wait.
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(request())
        }
        await #expect(throws: TransportFailure.cancelled) { try await task.value }
        #expect(base.requests.count == 1)
    }
}
