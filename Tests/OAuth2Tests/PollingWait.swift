import HTTP
import OAuth2
import Ports
import Support

/// A polling in a test, with its clock.
struct PollingWait {
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
                lifetime: lifetime, interval: interval),
            timeout: timeout, start: start, isReached: isReached)
    }

    /// What a poll brings that was answered 429, 408 or 503.
    static func failure(_ status: Int, retryAfter wait: Duration?) -> OAuth2Failure {
        let after = wait.map { RetryAfter($0, asked: TestClock().now) }
        return status == 503
            ? .serverError(status: status, retryAfter: after) : .rateLimited(status: status, retryAfter: after)
    }

    mutating func begin() -> PollingMove { move(polling.begin()) }

    /// The poll that the last step asked for, at the time it said, took `time`.
    mutating func poll(_ result: Result<TokenSet, any Error>, taking time: Duration = .zero) -> PollingMove {
        now += time
        return move(polling.step(after: result, at: now))
    }

    private mutating func move(_ step: DevicePolling.Step) -> PollingMove {
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

/// A step that can be compared.
enum PollingMove: Equatable {
    case poll(Duration)
    case end(Duration, OAuth2Failure)
    case drop(TransportFailure)
    case done(TokenSet)
    case other
}

/// What a poll brings in a test.
extension Result<TokenSet, any Error> {
    static var pending: Result { error("authorization_pending") }
    static var slowDown: Result { error("slow_down") }
    static var timeOut: Result { .failure(TransportFailure.timedOut(host: "as.example", after: .seconds(30))) }
    static var cut: Result { .failure(TransportFailure.cut(host: "as.example")) }

    static func error(_ code: String, status: Int = 400) -> Result {
        .failure(OAuth2Failure.tokenRefused(status: status, OAuthError(code: code)))
    }
}
