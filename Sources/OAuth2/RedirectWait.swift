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

    /// An address comes in no more pieces than these.
    private static let pieceLimit = 16

    /// Takes pasted texts until one is the answer, alone or with those before it: an address may come in pieces, a line
    /// each. `listens` says whether a redirect can still come when the input ends.
    func take(from paste: AuthorizationCodeGrant.PasteSource, listens: Bool) async {
        var pieces: [String] = []
        do {
            while let text = try await paste() {
                pieces = pieces.suffix(Self.pieceLimit - 1) + [text]
                switch judge.withLock({ Self.verdict(of: &$0, on: pieces) }) {
                case .final(let response): return settlement.settle(.success(response))
                case .wrongState: events(.pasteRefused(.wrongState))
                case .incomplete(let part): events(.pasteRefused(.incomplete(part)))
                case .question: events(.pasteRefused(.question))
                case .unreadable: events(.pasteRefused(.unreadable))
                }
                try Task.checkCancellation()
            }
            if !listens { end(OAuth2Failure.pasteEnded) }
        } catch {
            end(error)
        }
    }

    /// The verdict on the last piece, unless it is the answer together with some of those before it.
    private static func verdict(of judge: inout RedirectJudge?, on pieces: [String]) -> RedirectJudge.PasteVerdict {
        for count in 1...pieces.count {
            let verdict = judge?.verdict(onPasted: pieces.suffix(count).joined())
            if case .final? = verdict { return verdict ?? .unreadable }
        }
        return judge?.verdict(onPasted: pieces[pieces.count - 1]) ?? .unreadable
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
