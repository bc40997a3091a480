import OAuth2
import Ports
import Testing

@Suite("When a device login polls")
struct DevicePollingTests {
    @Test("the interval is waited before each poll, the first one too")
    func interval() {
        var wait = PollingWait(interval: .seconds(7))
        #expect(wait.begin() == .poll(.seconds(7)))
        for _ in 0..<20 { #expect(wait.poll(.pending) == .poll(.seconds(7))) }
        #expect(wait.event == nil)
    }

    @Test("the tokens end it")
    func done() {
        var wait = PollingWait()
        _ = wait.begin()
        _ = wait.poll(.pending)
        let tokens = TokenSet(accessToken: Redacted("t"))
        #expect(wait.poll(.success(tokens)) == .done(tokens))
    }

    @Test("slow_down adds five seconds for good, however often it comes")
    func slowDown() {
        var wait = PollingWait(lifetime: .seconds(86_400), timeout: .seconds(86_400))
        _ = wait.begin()
        for count in 1...100 {
            #expect(wait.poll(.slowDown) == .poll(.seconds(5 + 5 * count)))
            #expect(wait.event == .slowedDown(interval: .seconds(5 + 5 * count)))
        }
        #expect(wait.poll(.pending) == .poll(.seconds(505)))
        #expect(wait.poll(.pending) == .poll(.seconds(505)))
    }

    @Test("a limit on requests slows down like slow_down", arguments: [408, 429])
    func rateLimited(status: Int) {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(wait.poll(.failure(OAuth2Failure.rateLimited(status: status))) == .poll(.seconds(10)))
        #expect(wait.event == .slowedDown(interval: .seconds(10)))
        #expect(wait.poll(.pending) == .poll(.seconds(10)))
    }

    @Test("Retry-After is waited for where it is longer than the interval, once", arguments: [408, 429])
    func retryAfter(status: Int) {
        var wait = PollingWait(lifetime: .seconds(3_600), timeout: .seconds(3_600))
        _ = wait.begin()
        #expect(wait.poll(.failure(PollingWait.failure(status, retryAfter: .seconds(90)))) == .poll(.seconds(90)))
        #expect(wait.event == .retrying(.busy(status: status), after: .seconds(90)))
        #expect(wait.poll(.pending) == .poll(.seconds(10)), "it slows down all the same")
        #expect(wait.poll(.failure(PollingWait.failure(status, retryAfter: .seconds(3)))) == .poll(.seconds(15)))
        #expect(wait.event == .slowedDown(interval: .seconds(15)))
    }

    @Test("Retry-After of a failing server is waited for where it is longer than the pause")
    func retryAfterFailure() {
        var wait = PollingWait(lifetime: .seconds(3_600), timeout: .seconds(3_600))
        _ = wait.begin()
        #expect(wait.poll(.failure(PollingWait.failure(503, retryAfter: .seconds(90)))) == .poll(.seconds(90)))
        #expect(wait.event == .retrying(.serverError(status: 503), after: .seconds(90)))
        #expect(wait.poll(.failure(PollingWait.failure(503, retryAfter: .seconds(3)))) == .poll(.seconds(20)))
        #expect(wait.poll(.pending) == .poll(.seconds(5)))
    }

    @Test("pending and slow_down count with whatever status", arguments: [200, 400, 401, 403, 428])
    func status(_ status: Int) {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(wait.poll(.error("authorization_pending", status: status)) == .poll(.seconds(5)))
        #expect(wait.poll(.error("slow_down", status: status)) == .poll(.seconds(10)))
    }

    @Test("each time-out makes the interval longer for good, and none ends it before the deadline")
    func timeOuts() {
        var wait = PollingWait(lifetime: .seconds(3_600), timeout: .seconds(3_600))
        _ = wait.begin()
        for pause in [10, 20, 40, 60, 65, 70] {
            #expect(wait.poll(.timeOut, taking: .seconds(30)) == .poll(.seconds(pause)))
            #expect(wait.event == .retrying(.timedOut, after: .seconds(pause)))
        }
        #expect(wait.poll(.pending) == .poll(.seconds(70)))
    }

    @Test("after one time-out the longer interval stays")
    func oneTimeOut() {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(wait.poll(.timeOut) == .poll(.seconds(10)))
        #expect(wait.poll(.pending) == .poll(.seconds(10)))
        #expect(wait.poll(.slowDown) == .poll(.seconds(15)))
    }

    @Test("a time-out never shortens an interval that the server made long")
    func timeOutWithLongInterval() {
        var wait = PollingWait(interval: .seconds(60), lifetime: nil, timeout: .seconds(3_600))
        _ = wait.begin()
        #expect(wait.poll(.slowDown) == .poll(.seconds(65)))
        #expect(wait.poll(.timeOut) == .poll(.seconds(70)))
        #expect(wait.poll(.cut) == .poll(.seconds(70)))
    }

    @Test("a cut connection and a failing server back off, up to a minute, until the next answer")
    func backOff() {
        let misses: [(Result<TokenSet, any Error>, DeviceEvent.Trouble)] = [
            (.cut, .connectionLost), (.failure(OAuth2Failure.serverError(status: 502)), .serverError(status: 502)),
        ]
        for (miss, trouble) in misses {
            var wait = PollingWait(lifetime: .seconds(3_600), timeout: .seconds(3_600))
            _ = wait.begin()
            for pause in [10, 20, 40, 60, 60, 60, 60, 60, 60] {
                #expect(wait.poll(miss) == .poll(.seconds(pause)))
                #expect(wait.event == .retrying(trouble, after: .seconds(pause)))
            }
            #expect(wait.poll(.pending) == .poll(.seconds(5)))
            #expect(wait.poll(miss) == .poll(.seconds(10)))
            #expect(wait.poll(.slowDown) == .poll(.seconds(10)), "an answer, too")
        }
    }

    @Test(
        "a host that has answered and can't be reached any more is a lost connection",
        arguments: [
            TransportFailure.unknownHost(host: "as.example"), .unreachable(host: "as.example"),
            .proxy(host: "proxy.example", .unreachable),
        ])
    func lostNetwork(failure: TransportFailure) {
        var wait = PollingWait(isReached: true)
        _ = wait.begin()
        #expect(wait.poll(.failure(failure)) == .poll(.seconds(10)))
        #expect(wait.event == .retrying(.connectionLost, after: .seconds(10)))
        var later = PollingWait(isReached: false)
        _ = later.begin()
        _ = later.poll(.pending)
        #expect(later.poll(.failure(failure)) == .poll(.seconds(10)))
    }

    @Test(
        "a host that has never answered ends it: its address is wrong",
        arguments: [
            TransportFailure.unknownHost(host: "as.example"), .unreachable(host: "as.example"),
            .proxy(host: "proxy.example", .unreachable),
        ])
    func wrongHost(failure: TransportFailure) {
        var wait = PollingWait(isReached: false)
        _ = wait.begin()
        #expect(wait.poll(.cut) == .poll(.seconds(10)), "no answer either")
        #expect(wait.poll(.failure(failure)) == .drop(failure))
    }

    @Test(
        "a refused certificate, no HTTP, and the end of the task end it",
        arguments: [
            TransportFailure.insecure(host: "as.example", reason: "x"),
            .certificate(host: "as.example", .selfSigned), .malformed(host: "as.example"),
            .cancelled,
        ])
    func ended(failure: TransportFailure) {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(wait.poll(.failure(failure)) == .drop(failure))
    }

    @Test("a refusal is told with the server's words")
    func denied() {
        let error = OAuthError(code: "access_denied", description: "Ann said no")
        var wait = PollingWait()
        _ = wait.begin()
        #expect(
            wait.poll(.failure(OAuth2Failure.tokenRefused(status: 403, error)))
                == .end(.zero, .deviceRefused(error)))
    }

    @Test("an expired code ends it at once")
    func expired() {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(wait.poll(.error("expired_token")) == .end(.zero, .deviceCodeExpired))
    }

    @Test(
        "any other error ends it",
        arguments: [
            "invalid_grant", "invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type",
            "server_error", "AUTHORIZATION_PENDING", "pending", "slow_down ",
        ])
    func otherError(code: String) {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(
            wait.poll(.error(code)) == .end(.zero, .tokenRefused(status: 400, OAuthError(code: code))))
    }

    @Test(
        "an answer that is none ends it",
        arguments: [
            OAuth2Failure.emptyAnswer(status: 400), .blocked(status: 403), .redirected(status: 302),
            .rejected(status: 404, contentType: nil), .notJSON(status: 200, contentType: "text/html"),
            .missingField("access_token"), .malformedField("access_token"), .tooLarge(limit: 1),
        ])
    func noAnswer(failure: OAuth2Failure) {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(wait.poll(.failure(failure)) == .end(.zero, failure))
    }

    @Test("what is no failure of ours ends it as it is")
    func foreign() {
        var wait = PollingWait()
        _ = wait.begin()
        #expect(wait.poll(.failure(CancellationError())) == .other)
    }
}
