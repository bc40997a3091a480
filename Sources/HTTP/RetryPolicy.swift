package import HTTPTypes
package import Ports

/// The contract's retry rules, everywhere the same, in one place.
///
/// - 429, 502, 503, 504 and a connection lost before an answer: `tries` in all.
/// - No answer in time: `triesAfterTimeOut` in all, since each of them costs the whole limit of a request.
/// - A request that must not be repeated: only after 429, which says that it was not processed. The other answers come
///   from something in front of the platform that may have passed the request on.
/// - Unknown host, refused connection, refused certificate: never. Nothing changes by trying, and a person waits.
/// - A spent daily quota: never. It comes back tomorrow.
/// - Between tries what the server asks for, else `firstPause`, doubled each time; all of it within `limit`. Where that
///   does not fit, the last outcome stands at once.
package struct RetryPolicy: Sendable {
    /// How often a request is sent at most.
    package var tries = 4
    /// How often a request that gets no answer in time is sent at most.
    package var triesAfterTimeOut = 2
    /// The pause after the first try where the server names none.
    package var firstPause = Duration.milliseconds(500)
    /// From the first try's begin to the last one's.
    package var limit = Duration.seconds(60)

    package init() {}

    /// Why a request that was answered is sent again; nil where the answer stands.
    package func reason(after response: ReceivedResponse, repeatable: Bool) -> RetryReason? {
        switch response.head.status.code {
        case 429: Self.isDailyQuota(response.body) ? nil : .status(429)
        case 502, 503, 504: repeatable ? .status(response.head.status.code) : nil
        default: nil
        }
    }

    /// Why a request that was not answered is sent again; nil where the failure stands.
    package func reason(after failure: TransportFailure, repeatable: Bool) -> RetryReason? {
        switch failure {
        case .cut: repeatable ? .cut : nil
        case .timedOut: repeatable ? .timedOut : nil
        case .unknownHost, .unreachable, .fewDescriptors, .certificate, .insecure, .wrongScheme, .tooLarge, .malformed,
            .proxy, .cancelled:
            nil
        }
    }

    /// How long the server asks to wait; nil where it asks for nothing that can be read.
    package func retryAfter(_ fields: HTTPFields, clock: any Clock) -> Duration? {
        RetryAfter(fields, now: clock.now)?.wait
    }

    /// Whether a server that asks for such a wait asks for more than the retries can: then they have not been made.
    package func isBeyondRetries(_ wait: Duration) -> Bool { wait >= limit / max(tries - 1, 1) }

    /// The pause after the try number `attempt` (from 1) where the server names none: between three and five quarters
    /// of `firstPause`, doubled each time, so that many clients don't come back at the same moment.
    package func pause(after attempt: Int, random: any RandomBytes) -> Duration {
        let jitter = random.bytes(2).reduce(0) { $0 << 8 | Int($1) }
        return firstPause * (1 << (attempt - 1)) * (0.75 + Double(jitter) / 131_072)
    }

    /// Whether an answer's body says that the day's quota of the Push API is spent. The code is searched for as bytes:
    /// this room knows no JSON, and no other answer holds it.
    private static func isDailyQuota(_ body: [UInt8]) -> Bool {
        let code = Array("TOO_MANY_DOCUMENTS_DAILY".utf8)
        return body.indices.contains { body[$0] == code[0] && body[$0...].starts(with: code) }
    }
}
