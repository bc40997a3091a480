import Ports
import Synchronization

/// The wait of one login for its answer: the loopback port, the pasted addresses and the deadline meet here, and the
/// first final word counts.
final class RedirectWait: Sendable {
    /// What the answer has to carry.
    let state: LoginState
    /// Who it has to come from.
    private let issuer: IssuerExpectation
    private let judge = Mutex<RedirectJudge?>(nil)
    private let settlement = Settlement<AuthorizationResponse>()
    private let events: @Sendable (AuthorizationEvent) -> Void

    init(
        state: LoginState, issuer: IssuerExpectation, events: @escaping @Sendable (AuthorizationEvent) -> Void
    ) {
        self.state = state
        self.issuer = issuer
        self.events = events
    }

    /// From now on answers are taken, for the redirect URI on `port`. What came earlier was stray.
    func begin(port: UInt16) {
        judge.withLock { $0 = RedirectJudge(state: state, port: port, issuer: issuer) }
    }

    /// Answers a request to the loopback port.
    func answer(_ request: RedirectRequest) -> RedirectAnswer {
        switch judge.withLock({ $0?.verdict(on: request) }) ?? .stray(ClosingPage.notFound) {
        case .stray(let page):
            events(.strayRequest)
            return page
        case .final(let response, let page):
            settlement.settle(.success(response))
            return page
        }
    }

    /// Takes pasted texts until one is the answer. `listens` says whether a redirect can still come when the input ends.
    func take(from paste: AuthorizationCodeGrant.PasteSource, listens: Bool) async {
        do {
            while let text = try await paste() {
                switch judge.withLock({ $0?.verdict(onPasted: text) }) ?? .unreadable {
                case .final(let response): return settlement.settle(.success(response))
                case .wrongState: events(.pasteRefused(.wrongState))
                case .unreadable: events(.pasteRefused(.unreadable))
                }
                try Task.checkCancellation()
            }
            if !listens { end(OAuth2Failure.pasteEnded) }
        } catch {
            end(error)
        }
    }

    /// Ends the wait without an answer, unless there is one.
    func end(_ failure: any Error) {
        settlement.settle(.failure(failure))
    }

    /// Whether the answer is there, or will never be.
    var isOver: Bool { settlement.isSettled }

    /// The answer; throws what ended the wait, or `CancellationError`.
    func response() async throws -> AuthorizationResponse {
        try await settlement.value()
    }
}
