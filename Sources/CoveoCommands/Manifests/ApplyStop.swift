import CoveoPlatform
import Ports
import Synchronization

/// Whether it makes sense to begin anything more.
final class ApplyStop: Sendable {
    private struct State {
        var reason: Failure?
        var unreachable = 0
    }

    private let state = Mutex(State())
    /// So many in a row that reach nobody mean that the next won't either.
    private static let patience = 8

    /// Why nothing more begins; nil where it goes on.
    var reason: Failure? { state.withLock { $0.reason } }

    /// Something was answered.
    func noteAnswer() { state.withLock { $0.unreachable = 0 } }

    /// Something failed.
    ///
    /// - Parameter isTokenDead: every other request would end as this one did.
    func note(_ error: any Error, _ failure: Failure, isTokenDead: Bool) {
        state.withLock { state in
            switch error {
            case TransportFailure.unreachable, TransportFailure.unknownHost, TransportFailure.certificate,
                TransportFailure.insecure, TransportFailure.wrongScheme, TransportFailure.proxy,
                TransportFailure.fewDescriptors:
                state.unreachable += 1
            default: state.unreachable = 0
            }
            let isOver = isTokenDead || Self.isOver(error) || state.unreachable >= Self.patience
            if isOver, state.reason == nil { state.reason = failure }
        }
    }

    /// Whether waiting is all that helps, and longer than anybody would in one command.
    private static func isOver(_ error: any Error) -> Bool {
        switch error {
        case PlatformFailure.dailyQuota: true
        case PlatformFailure.rateLimited(_, let wait?): wait > .seconds(60)
        case is PlatformFailure, is TransportFailure, is Failure, is SourceCreationFailure, is SourceChangeFailure,
            is SourceResolutionFailure, is SourceDraftFailure, is CancellationError:
            false
        // What the token's rooms throw: there is no token for the next request either.
        default: true
        }
    }
}
