import CoveoPlatform
import Ports

/// A look that failed although nothing is wrong with what was asked: the platform may answer the next one.
struct VerificationOutage {
    /// What a command ends with that can't wait any longer.
    let failure: Failure
    /// The least time that the platform asks for.
    let pause: Duration

    /// nil where waiting would not help, or is over before it could.
    ///
    /// - Parameter isKnownPlatform: whether it has answered before: an address that never has is more likely the wrong one.
    init?(_ error: any Error, left: Duration, isKnownPlatform: Bool) {
        var pause = Duration.zero
        switch error {
        case PlatformFailure.dailyQuota: return nil
        case PlatformFailure.rateLimited(_, let asked):
            pause = asked ?? .zero
            if pause > left { return nil }
        case PlatformFailure.server, PlatformFailure.incomplete, TransportFailure.cut, TransportFailure.timedOut: break
        default:
            guard isKnownPlatform, [.unavailable, .temporary].contains(Failure(describing: error).code) else {
                return nil
            }
        }
        failure = Failure(describing: error)
        self.pause = pause
    }

    /// What is waited for.
    var words: String { "the platform" }

    /// Said once, when it begins.
    func say(on output: Output) {
        output.warning("the platform could not be asked, and is asked again as long as there is time: \(failure.text)")
    }

    /// Time is up, and what was seen last is older than the outage.
    func failure(after patience: Duration) -> Failure {
        Failure(
            .temporary,
            "it did not hold within \(Failure.words(for: patience)), as far as could be seen: in the end the platform "
                + "could not be asked (\(failure.text))",
            hint: "what is told above was seen before that; give it longer with --wait SECONDS")
    }
}
