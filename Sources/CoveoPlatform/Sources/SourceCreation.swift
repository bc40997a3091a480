import HTTP

/// A create that is never blindly repeated, as a state machine without I/O: after an answer that was lost, the exact
/// name is looked up before the next try.
struct SourceCreation {
    /// What came of one POST.
    enum Outcome {
        /// The platform answered an ID.
        case created(id: String)
        /// It is not known whether the platform has processed it; worth another try.
        case lost(RetryReason, any Error)
        /// Processed or not, the answer can't be read: no other try.
        case unreadable(any Error)
        /// Not processed, since something of that name is there.
        case conflict(any Error)
        /// Not processed.
        case refused(any Error)
    }

    /// What is to be done next.
    enum Step {
        case post
        /// Wait, then read the whole list.
        case lookUp(after: Duration)
        case finish(CreatedSource)
        case fail(any Error)
    }

    /// How many POSTs have been answered or lost.
    private(set) var attempt = 0
    private let draft: SourceDraft
    private let policy: RetryPolicy
    private var timeOuts = 0
    /// The latest outcome that is not known.
    private var lost: (any Error)?
    /// What is thrown where the list shows nothing and there is no other try.
    private var refusal: (any Error)?
    private var mayTryAgain = true

    init(_ draft: SourceDraft, policy: RetryPolicy) {
        self.draft = draft
        self.policy = policy
    }

    /// - Parameter pause: before the name is looked up and the next try made; nil where the policy leaves no time for
    ///   it.
    mutating func posted(_ outcome: Outcome, pause: Duration?) -> Step {
        attempt += 1
        mayTryAgain = pause != nil && attempt < policy.tries
        refusal = nil
        let lookUp = Step.lookUp(after: pause ?? .zero)
        switch outcome {
        case .created(let id): return .finish(CreatedSource(id: id, evidence: .answered))
        case .lost(let reason, let error):
            lost = error
            if reason == .timedOut { timeOuts += 1 }
            if timeOuts >= policy.triesAfterTimeOut { mayTryAgain = false }
            return lookUp
        case .unreadable(let error):
            lost = error
            mayTryAgain = false
            return lookUp
        case .conflict(let error):
            // After a lost answer the other of that name may be our own, and not in the list yet.
            return lost == nil ? .fail(error) : lookUp
        case .refused(let error):
            guard lost != nil else { return .fail(error) }
            refusal = error
            mayTryAgain = false
            return lookUp
        }
    }

    /// - Parameter models: all sources, or at least all of the draft's name.
    func lookedUp(_ models: [SourceModel]) -> Step {
        let named = SourceResolver(models).named(draft.name)
        if named.count > 1 {
            return .fail(SourceCreationFailure.foundSeveral(name: draft.name, ids: named.map(\.id)))
        }
        if let found = named.first {
            let mismatches = SourceComparison.mismatches(of: found.object, from: draft.body)
            return mismatches.isEmpty
                ? .finish(CreatedSource(id: found.id, evidence: .found))
                : .fail(SourceCreationFailure.foundAnother(id: found.id, mismatches: mismatches))
        }
        if mayTryAgain { return .post }
        if let refusal { return .fail(refusal) }
        return lookUpFailed()
    }

    /// The list could not be read either.
    func lookUpFailed() -> Step {
        guard let lost else { return .post }
        return .fail(SourceCreationFailure.outcomeUnknown(name: draft.name, cause: lost))
    }
}
