import HTTP

/// A create that is never blindly repeated, one of many: what was lost is looked up in one list for all of them.
///
/// The same state machine as a create by itself, without its limit of time: between two tries lies the wait for the
/// others, which says nothing about this one. The number of tries is limited all the same.
package struct SharedCreation: Sendable {
    /// What is to be done next.
    package enum State: Sendable {
        case post
        /// `isBrief`: the first two looks are enough.
        case lookUp(isBrief: Bool)
        case created(CreatedSource)
        case failed(any Error)
    }

    package let draft: SourceDraft
    package private(set) var state = State.post
    /// How long the latest answer asks to wait before the list can be trusted.
    package private(set) var wait = Duration.zero
    private var creation: SourceCreation
    private var cause: (any Error)?

    init(_ draft: SourceDraft, policy: RetryPolicy, time: ServerTime) {
        self.draft = draft
        creation = SourceCreation(name: draft.name, asked: draft.body, policy: policy, time: time)
    }

    /// A POST is about to be sent.
    mutating func begin() { creation.begin() }

    mutating func take(_ outcome: SourceCreation.Outcome, wait: Duration) {
        self.wait = wait
        go(creation.posted(outcome, isTimeLeft: true))
    }

    /// Takes what the list says of the name.
    package mutating func take(_ listing: SourceListing) {
        guard case .lookUp = state, let cause else { return }
        go(creation.lookedUp(listing, since: cause, isTimeLeft: true))
    }

    private mutating func go(_ step: SourceCreation.Step) {
        switch step {
        case .post: state = .post
        case .lookUp(let patience, let cause):
            self.cause = cause
            state = .lookUp(isBrief: patience == .brief)
        case .finish(let source): state = .created(source)
        case .fail(let error): state = .failed(error)
        }
    }
}
