import OAuth2
import Ports
import Testing

@Suite("When a device login stops")
struct DeviceDeadlineTests {
    @Test("the code's end comes before the login's own limit, and the other way round")
    func deadline() {
        #expect(PollingWait(lifetime: .seconds(20), timeout: .seconds(300)).polling.deadline == .seconds(20))
        #expect(PollingWait(lifetime: .seconds(600), timeout: .seconds(300)).polling.deadline == .seconds(300))
        #expect(
            PollingWait(lifetime: nil, timeout: .seconds(300), start: .seconds(9)).polling.deadline == .seconds(309))
    }

    @Test("no poll is later than the code's end: an expired code is told as such")
    func codeExpires() {
        var wait = PollingWait(lifetime: .seconds(12), timeout: .seconds(300))
        #expect(wait.begin() == .poll(.seconds(5)))
        #expect(wait.poll(.pending) == .poll(.seconds(5)))
        #expect(wait.poll(.pending) == .end(.seconds(2), .deviceCodeExpired))
        var even = PollingWait(lifetime: .seconds(10), timeout: .seconds(300))
        _ = even.begin()
        #expect(even.poll(.pending) == .poll(.seconds(5)))
        #expect(even.poll(.pending) == .end(.zero, .deviceCodeExpired))
    }

    @Test(
        "a login's own limit is told as such, also where both ends are the same", arguments: [300, 600, nil] as [Int?])
    func timesOut(lifetime: Int?) {
        var wait = PollingWait(
            interval: .seconds(60), lifetime: lifetime.map { .seconds($0) }, timeout: .seconds(300),
            start: .seconds(1_000))
        _ = wait.begin()
        for _ in 0..<4 { #expect(wait.poll(.pending) == .poll(.seconds(60))) }
        #expect(wait.poll(.pending, taking: .seconds(1)) == .end(.zero, .timedOut(after: .seconds(300))))
    }

    @Test("where a pause passes the login's own limit, the last poll is at the limit")
    func lastPoll() {
        var wait = PollingWait(timeout: .seconds(20))
        _ = wait.begin()
        #expect(wait.poll(.slowDown) == .poll(.seconds(10)))
        #expect(wait.poll(.slowDown) == .poll(.seconds(5)))
        #expect(wait.event == .slowedDown(interval: .seconds(15)))
        #expect(wait.poll(.pending) == .end(.zero, .timedOut(after: .seconds(20))))
        var cut = PollingWait(timeout: .seconds(12))
        _ = cut.begin()
        #expect(cut.poll(.cut) == .poll(.seconds(7)))
        #expect(cut.event == .retrying(.connectionLost, after: .seconds(7)))
        let tokens = TokenSet(accessToken: Redacted("t"))
        #expect(cut.poll(.success(tokens)) == .done(tokens))
    }

    @Test("an interval longer than the login's own limit leaves one poll, at its end")
    func longInterval() {
        var wait = PollingWait(interval: .seconds(3_600), lifetime: .seconds(7_200), timeout: .seconds(300))
        #expect(wait.begin() == .poll(.seconds(300)))
        #expect(wait.poll(.pending) == .end(.zero, .timedOut(after: .seconds(300))))
    }

    @Test("the last poll comes no sooner than a second after the one before")
    func noHurry() {
        var wait = PollingWait(timeout: .seconds(10.5))
        _ = wait.begin()
        _ = wait.poll(.pending)
        #expect(wait.poll(.pending) == .end(.seconds(0.5), .timedOut(after: .seconds(10.5))))
    }

    @Test("codes that end before the interval does leave no poll: it would be in vain")
    func shortLife() {
        var wait = PollingWait(lifetime: .seconds(3))
        #expect(wait.begin() == .end(.seconds(3), .deviceCodeExpired))
    }

    @Test("a server that wants to be asked again after the deadline ends it at once", arguments: [429, 408, 503])
    func tooLate(status: Int) {
        let failure = PollingWait.failure(status, retryAfter: .seconds(296))
        var wait = PollingWait(lifetime: .seconds(600), timeout: .seconds(300))
        _ = wait.begin()
        #expect(wait.poll(.failure(failure)) == .end(.zero, failure))
        var fits = PollingWait(lifetime: .seconds(600), timeout: .seconds(301))
        _ = fits.begin()
        #expect(fits.poll(.failure(failure)) == .poll(.seconds(296)))
    }

    @Test("a poll that outlasts the deadline fails at once, and counts where it brings the tokens")
    func slowPoll() {
        var wait = PollingWait(timeout: .seconds(10))
        _ = wait.begin()
        #expect(wait.poll(.timeOut, taking: .seconds(30)) == .end(.zero, .timedOut(after: .seconds(10))))
        let tokens = TokenSet(accessToken: Redacted("t"))
        #expect(wait.poll(.success(tokens)) == .done(tokens))
    }
}
