import OAuth2
import Ports
import Testing

@Suite("When a device login polls")
struct DevicePollingTests {
    private static let host = "as.example"
    private static let pending = error("authorization_pending")
    private static let slowDown = error("slow_down")
    private static let timeOut = failed(TransportFailure.timedOut(host: host, after: .seconds(30)))
    private static let cut = failed(TransportFailure.cut(host: host))

    private static func failed(_ error: any Error) -> Result<TokenSet, any Error> { .failure(error) }

    private static func error(_ code: String, status: Int = 400) -> Result<TokenSet, any Error> {
        failed(OAuth2Failure.tokenRefused(status: status, OAuthError(code: code)))
    }

    /// A step that can be compared.
    private enum Move: Equatable {
        case poll(Duration)
        case end(Duration, OAuth2Failure)
        case drop(TransportFailure)
        case done(TokenSet)
        case other
    }

    /// A polling in a test, with its clock.
    private struct Wait {
        var polling: DevicePolling
        var now: Duration
        /// The event of the last step.
        var event: DeviceEvent?

        init(
            interval: Duration = .seconds(5), lifetime: Duration? = .seconds(600), timeout: Duration = .seconds(300),
            start: Duration = .zero, isReached: Bool = true
        ) {
            now = start
            polling = DevicePolling(
                DeviceAuthorization(
                    deviceCode: Redacted("d"), userCode: "U", verificationURI: "https://as.example/",
                    lifetime: lifetime,
                    interval: interval), timeout: timeout, start: start, isReached: isReached)
        }

        mutating func begin() -> Move { move(polling.begin()) }

        /// The poll that the last step asked for, at the time it said, took `time`.
        mutating func poll(_ result: Result<TokenSet, any Error>, taking time: Duration = .zero) -> Move {
            now += time
            return move(polling.step(after: result, at: now))
        }

        private mutating func move(_ step: DevicePolling.Step) -> Move {
            event = nil
            switch step {
            case .poll(let wait, let event):
                self.event = event
                now += wait
                return .poll(wait)
            case .done(let tokens): return .done(tokens)
            case .fail(let wait, let error as OAuth2Failure): return .end(wait, error)
            case .fail(.zero, let error as TransportFailure): return .drop(error)
            case .fail: return .other
            }
        }
    }

    @Test("the interval is waited before each poll, the first one too")
    func interval() {
        var wait = Wait(interval: .seconds(7))
        #expect(wait.begin() == .poll(.seconds(7)))
        for _ in 0..<20 { #expect(wait.poll(Self.pending) == .poll(.seconds(7))) }
        #expect(wait.event == nil)
    }

    @Test("the tokens end it")
    func done() {
        var wait = Wait()
        _ = wait.begin()
        _ = wait.poll(Self.pending)
        let tokens = TokenSet(accessToken: Redacted("t"))
        #expect(wait.poll(.success(tokens)) == .done(tokens))
    }

    @Test("slow_down adds five seconds for good, however often it comes")
    func slowDown() {
        var wait = Wait(lifetime: .seconds(86_400), timeout: .seconds(86_400))
        _ = wait.begin()
        for count in 1...100 {
            #expect(wait.poll(Self.slowDown) == .poll(.seconds(5 + 5 * count)))
            #expect(wait.event == .slowedDown(interval: .seconds(5 + 5 * count)))
        }
        #expect(wait.poll(Self.pending) == .poll(.seconds(505)))
        #expect(wait.poll(Self.pending) == .poll(.seconds(505)))
    }

    @Test("a limit on requests slows down like slow_down", arguments: [408, 429])
    func rateLimited(status: Int) {
        var wait = Wait()
        _ = wait.begin()
        #expect(wait.poll(Self.failed(OAuth2Failure.rateLimited(status: status))) == .poll(.seconds(10)))
        #expect(wait.event == .slowedDown(interval: .seconds(10)))
        #expect(wait.poll(Self.pending) == .poll(.seconds(10)))
    }

    @Test("pending and slow_down count with whatever status", arguments: [200, 400, 401, 403, 428])
    func status(_ status: Int) {
        var wait = Wait()
        _ = wait.begin()
        #expect(wait.poll(Self.error("authorization_pending", status: status)) == .poll(.seconds(5)))
        #expect(wait.poll(Self.error("slow_down", status: status)) == .poll(.seconds(10)))
    }

    @Test("each time-out doubles the interval for good, up to a minute, and never ends it before the deadline")
    func timeOuts() {
        var wait = Wait(lifetime: .seconds(3_600), timeout: .seconds(3_600))
        _ = wait.begin()
        for pause in [10, 20, 40, 60, 60, 60] {
            #expect(wait.poll(Self.timeOut, taking: .seconds(30)) == .poll(.seconds(pause)))
            #expect(wait.event == .retrying(.timedOut, after: .seconds(pause)))
        }
        #expect(wait.poll(Self.pending) == .poll(.seconds(60)))
    }

    @Test("after one time-out the longer interval stays")
    func oneTimeOut() {
        var wait = Wait()
        _ = wait.begin()
        #expect(wait.poll(Self.timeOut) == .poll(.seconds(10)))
        #expect(wait.poll(Self.pending) == .poll(.seconds(10)))
        #expect(wait.poll(Self.slowDown) == .poll(.seconds(15)))
    }

    @Test("a time-out never shortens an interval that the server made long")
    func timeOutWithLongInterval() {
        var wait = Wait(interval: .seconds(60), lifetime: nil, timeout: .seconds(3_600))
        _ = wait.begin()
        #expect(wait.poll(Self.slowDown) == .poll(.seconds(65)))
        #expect(wait.poll(Self.timeOut) == .poll(.seconds(65)))
        #expect(wait.poll(Self.cut) == .poll(.seconds(65)))
    }

    @Test("a cut connection and a failing server back off, up to a minute, until the next answer")
    func backOff() {
        for (miss, trouble) in [
            (Self.cut, DeviceEvent.Trouble.connectionLost),
            (Self.failed(OAuth2Failure.serverError(status: 502)), .serverError(status: 502)),
        ] {
            var wait = Wait(lifetime: .seconds(3_600), timeout: .seconds(3_600))
            _ = wait.begin()
            for pause in [10, 20, 40, 60, 60, 60, 60, 60, 60] {
                #expect(wait.poll(miss) == .poll(.seconds(pause)))
                #expect(wait.event == .retrying(trouble, after: .seconds(pause)))
            }
            #expect(wait.poll(Self.pending) == .poll(.seconds(5)))
            #expect(wait.poll(miss) == .poll(.seconds(10)))
            #expect(wait.poll(Self.slowDown) == .poll(.seconds(10)), "an answer, too")
        }
    }

    @Test(
        "a host that has answered and can't be reached any more is a lost connection",
        arguments: [
            TransportFailure.unknownHost(host: host), .unreachable(host: host),
            .proxy(host: "proxy.example", reason: "it can't be reached"),
        ])
    func lostNetwork(failure: TransportFailure) {
        var wait = Wait(isReached: true)
        _ = wait.begin()
        #expect(wait.poll(Self.failed(failure)) == .poll(.seconds(10)))
        #expect(wait.event == .retrying(.connectionLost, after: .seconds(10)))
        var later = Wait(isReached: false)
        _ = later.begin()
        _ = later.poll(Self.pending)
        #expect(later.poll(Self.failed(failure)) == .poll(.seconds(10)))
    }

    @Test(
        "a host that has never answered ends it: its address is wrong",
        arguments: [
            TransportFailure.unknownHost(host: host), .unreachable(host: host),
            .proxy(host: "proxy.example", reason: "it can't be reached"),
        ])
    func wrongHost(failure: TransportFailure) {
        var wait = Wait(isReached: false)
        _ = wait.begin()
        #expect(wait.poll(Self.cut) == .poll(.seconds(10)), "no answer either")
        #expect(wait.poll(Self.failed(failure)) == .drop(failure))
    }

    @Test(
        "a refused certificate, no HTTP, and the end of the task end it",
        arguments: [
            TransportFailure.insecure(host: host, reason: "expired"), .malformed(host: host), .cancelled,
        ])
    func ended(failure: TransportFailure) {
        var wait = Wait()
        _ = wait.begin()
        #expect(wait.poll(Self.failed(failure)) == .drop(failure))
    }

    @Test("a refusal is told with the server's words")
    func denied() {
        let error = OAuthError(code: "access_denied", description: "Ann said no")
        var wait = Wait()
        _ = wait.begin()
        let answer = Self.failed(OAuth2Failure.tokenRefused(status: 403, error))
        #expect(wait.poll(answer) == .end(.zero, .deviceRefused(error)))
    }

    @Test("an expired code ends it at once")
    func expired() {
        var wait = Wait()
        _ = wait.begin()
        #expect(wait.poll(Self.error("expired_token")) == .end(.zero, .deviceCodeExpired))
    }

    @Test(
        "any other error ends it",
        arguments: [
            "invalid_grant", "invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type",
            "server_error", "AUTHORIZATION_PENDING", "pending", "slow_down ",
        ])
    func otherError(code: String) {
        var wait = Wait()
        _ = wait.begin()
        #expect(
            wait.poll(Self.error(code)) == .end(.zero, .tokenRefused(status: 400, OAuthError(code: code))))
    }

    @Test(
        "an answer that is none ends it",
        arguments: [
            OAuth2Failure.emptyAnswer(status: 400), .blocked(status: 403), .redirected(status: 302),
            .rejected(status: 404, contentType: nil), .notJSON(status: 200, contentType: "text/html"),
            .missingField("access_token"), .malformedField("access_token"), .tooLarge(limit: 1),
        ])
    func noAnswer(failure: OAuth2Failure) {
        var wait = Wait()
        _ = wait.begin()
        #expect(wait.poll(Self.failed(failure)) == .end(.zero, failure))
    }

    @Test("what is no failure of ours ends it as it is")
    func foreign() {
        var wait = Wait()
        _ = wait.begin()
        #expect(wait.poll(Self.failed(CancellationError())) == .other)
    }

    @Test("the code's end comes before the login's own limit, and the other way round")
    func deadline() {
        #expect(Wait(lifetime: .seconds(20), timeout: .seconds(300)).polling.deadline == .seconds(20))
        #expect(Wait(lifetime: .seconds(600), timeout: .seconds(300)).polling.deadline == .seconds(300))
        #expect(Wait(lifetime: nil, timeout: .seconds(300), start: .seconds(9)).polling.deadline == .seconds(309))
    }

    @Test("the last poll is at the deadline, and not later: an expired code is told as such")
    func codeExpires() {
        var wait = Wait(lifetime: .seconds(12), timeout: .seconds(300))
        #expect(wait.begin() == .poll(.seconds(5)))
        #expect(wait.poll(Self.pending) == .poll(.seconds(5)))
        #expect(wait.poll(Self.pending) == .end(.seconds(2), .deviceCodeExpired))
        var even = Wait(lifetime: .seconds(10), timeout: .seconds(300))
        _ = even.begin()
        #expect(even.poll(Self.pending) == .poll(.seconds(5)))
        #expect(even.poll(Self.pending) == .end(.zero, .deviceCodeExpired))
    }

    @Test(
        "a login's own limit is told as such, also where both ends are the same", arguments: [300, 600, nil] as [Int?])
    func timesOut(lifetime: Int?) {
        var wait = Wait(
            interval: .seconds(60), lifetime: lifetime.map { .seconds($0) }, timeout: .seconds(300),
            start: .seconds(1_000))
        _ = wait.begin()
        for _ in 0..<4 { #expect(wait.poll(Self.pending) == .poll(.seconds(60))) }
        #expect(wait.poll(Self.pending, taking: .seconds(1)) == .end(.zero, .timedOut(after: .seconds(300))))
    }

    @Test("pauses that grow past the deadline end at the deadline")
    func slowedPastDeadline() {
        var wait = Wait(timeout: .seconds(20))
        _ = wait.begin()
        #expect(wait.poll(Self.slowDown) == .poll(.seconds(10)))
        #expect(wait.poll(Self.slowDown) == .end(.seconds(5), .timedOut(after: .seconds(20))))
        var cut = Wait(timeout: .seconds(12))
        _ = cut.begin()
        #expect(cut.poll(Self.cut) == .end(.seconds(7), .timedOut(after: .seconds(12))))
    }

    @Test("a limit shorter than the interval leaves no poll")
    func noRoom() {
        var wait = Wait(timeout: .seconds(3))
        #expect(wait.begin() == .end(.seconds(3), .timedOut(after: .seconds(3))))
    }

    @Test("a poll that outlasts the deadline fails at once, and counts where it brings the tokens")
    func slowPoll() {
        var wait = Wait(timeout: .seconds(10))
        _ = wait.begin()
        #expect(wait.poll(Self.timeOut, taking: .seconds(30)) == .end(.zero, .timedOut(after: .seconds(10))))
        let tokens = TokenSet(accessToken: Redacted("t"))
        #expect(wait.poll(.success(tokens)) == .done(tokens))
    }
}
