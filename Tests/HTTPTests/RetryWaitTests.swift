import FoundationEssentials
import HTTP
import HTTPTypes
import Ports
import Support
import Synchronization
import Testing

@Suite("waits between tries")
struct RetryWaitTests {
    /// 2026-01-02T03:04:05Z.
    private let clock = TestClock()

    private func send(_ base: ScriptedTransport, notice: @escaping @Sendable (RetryNotice) -> Void = { _ in })
        async throws -> Int
    {
        let transport = RetryingTransport(base, clock: clock, random: CountingRandom(), notice: notice)
        return try await transport.send(request()).head.status.code
    }

    @Test("without Retry-After the pause is half a second, doubled, with a quarter of jitter either way")
    func backOff() async throws {
        #expect(try await send(ScriptedTransport([answer(503), answer(503), answer(503), answer(200)])) == 200)
        #expect(clock.sleeps.count == 3)
        for (sleep, pause) in zip(clock.sleeps, [0.5, 1, 2]) {
            #expect(sleep >= .seconds(pause * 0.75) && sleep < .seconds(pause * 1.25))
        }
    }

    @Test("two clients do not come back at the same moment")
    func jitter() {
        let random = CountingRandom()
        _ = random.bytes(101)
        let policy = RetryPolicy()
        #expect(policy.pause(after: 1, random: CountingRandom()) != policy.pause(after: 1, random: random))
    }

    @Test(
        "Retry-After is obeyed, as seconds and in each form of a date",
        arguments: [
            ("7", 7), ("0", 0), ("60", 60), ("Fri, 02 Jan 2026 03:04:25 GMT", 20),
            ("Friday, 02-Jan-26 03:04:25 GMT", 20),
            ("Fri Jan  2 03:04:25 2026", 20), ("Fri, 02 Jan 2026 03:04:00 GMT", 0),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
        ])
    func retryAfter(text: String, seconds: Int) async throws {
        #expect(try await send(ScriptedTransport([answer(429, [.retryAfter: text]), answer(200)])) == 200)
        #expect(clock.sleeps == [.seconds(seconds)])
    }

    @Test(
        "a Retry-After that can't be read counts as none",
        arguments: [
            "", "soon", "-5", "1.5", "Fri, 32 Jan 2026 03:04:25 GMT", "Fri, 02 Foo 2026 03:04:25 GMT", "02 Jan 2026",
            "Fri, 02 Jan 2026 25:04:25 GMT",
        ])
    func unreadable(text: String) async throws {
        #expect(try await send(ScriptedTransport([answer(503, [.retryAfter: text]), answer(200)])) == 200)
        #expect(clock.sleeps.count == 1)
        #expect(clock.sleeps.allSatisfy { $0 > .zero && $0 < .seconds(1) })
    }

    @Test(
        "a Retry-After beyond what is left returns the answer at once",
        arguments: [
            "61", "86400", "99999999999999999999999", "Fri, 02 Jan 2026 03:05:06 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
        ])
    func tooLong(text: String) async throws {
        #expect(try await send(ScriptedTransport([answer(429, [.retryAfter: text])])) == 429)
        #expect(clock.sleeps.isEmpty)
    }

    @Test("the time that requests take counts: all of it is sixty seconds")
    func budget() async throws {
        let clock = clock
        let slow = ScriptedTransport { _, _ in
            clock.advance(by: .seconds(25))
            return try answer(503, [.retryAfter: "10"]).get()
        }
        #expect(try await send(slow) == 503)
        #expect(slow.requests.count == 2)
        #expect(clock.uptime == .seconds(60))
    }

    @Test("the wall clock may jump: only the monotonic one limits")
    func wallClock() async throws {
        let clock = clock
        let base = ScriptedTransport { _, index in
            clock.setWallClock(Date(timeIntervalSince1970: index == 0 ? 4e9 : 0))
            return try answer(index < 3 ? 503 : 200).get()
        }
        #expect(try await send(base) == 200)
    }

    @Test("each wait is told before it begins")
    func notices() async throws {
        let told = Mutex<[RetryNotice]>([])
        let clock = clock
        let base = ScriptedTransport([
            answer(429, [.retryAfter: "3"]), .failure(.timedOut(host: "h", after: .seconds(1))),
            .failure(.cut(host: "h")), answer(200),
        ])
        let status = try await send(base) { notice in
            #expect(clock.sleeps.count == notice.attempt - 1)
            told.withLock { $0.append(notice) }
        }
        #expect(status == 200)
        let notices = told.withLock { $0 }
        #expect(notices.map(\.attempt) == [1, 2, 3])
        #expect(notices.map(\.reason) == [.status(429), .timedOut, .cut])
        #expect(notices.map(\.wait) == clock.sleeps)
        #expect(notices.first?.wait == .seconds(3))
    }
}
