import FoundationEssentials
import HTTP
import JSON

/// A create that is never blindly repeated, as a state machine without I/O: after an answer that was lost, the exact
/// name is looked up until the list can't lag any more, and only then is another try made.
struct SourceCreation {
    /// What came of one POST: the new source's ID.
    typealias Outcome = PostOutcome<String>

    /// What is to be done next.
    enum Step {
        case post
        /// `since` is why it is not known whether the source was created.
        case lookUp(Patience, since: any Error)
        case finish(CreatedSource)
        case fail(any Error)
    }

    /// How long the list is given to show the source.
    enum Patience {
        /// As long as it may lag behind.
        case full
        /// The first looks only.
        case brief
    }

    /// How many POSTs have been answered or lost.
    private(set) var attempt = 0
    private let name: String
    private let asked: JSONObject
    private let policy: RetryPolicy
    private let time: ServerTime
    /// When the first POST was sent, by our clock.
    private var began: Date?
    private var timeOuts = 0
    /// The latest outcome that is not known.
    private var unknown: (any Error)?
    /// What is thrown where the list shows nothing and there is no other try.
    private var refusal: (any Error)?
    private var mayTryAgain = true
    /// How many POSTs may still follow.
    var triesLeft: Int { mayTryAgain ? policy.tries - attempt : 0 }

    /// - Parameters:
    ///   - name: of the source that is created.
    ///   - asked: what it should be like.
    ///   - time: by which a source that is found is told from one that was there before.
    init(name: String, asked: JSONObject, policy: RetryPolicy, time: ServerTime) {
        self.time = time
        self.name = name
        self.asked = asked
        self.policy = policy
    }

    /// A POST is about to be sent.
    mutating func begin() {
        began = began ?? time.now
    }

    /// - Parameter isTimeLeft: for the name to be looked up and another try to be made after it.
    mutating func posted(_ outcome: Outcome, isTimeLeft: Bool) -> Step {
        attempt += 1
        mayTryAgain = false
        refusal = nil
        switch outcome {
        case .created(let id): return .finish(CreatedSource(id: id, evidence: .answered))
        case .lost(let reason, let error):
            unknown = error
            if reason == .timedOut { timeOuts += 1 }
            mayTryAgain = isTimeLeft && attempt < policy.tries && timeOuts < policy.triesAfterTimeOut
            return .lookUp(.full, since: error)
        case .unreadable(let error):
            unknown = error
            return .lookUp(.full, since: error)
        case .failed(let error):
            // Where an answer was lost before, the source may be there since then.
            let patience = unknown == nil ? Patience.brief : .full
            unknown = error
            return .lookUp(patience, since: error)
        case .conflict(let error):
            // After a lost answer the other of that name may be our own, and not in the list yet.
            guard let unknown else { return .fail(error) }
            return .lookUp(.full, since: unknown)
        case .refused(let error):
            // After a lost answer it may be refused for our own being there.
            guard let unknown else { return .fail(error) }
            if Self.isVerdict(error) { refusal = error }
            return .lookUp(.full, since: unknown)
        }
    }

    /// - Parameters:
    ///   - cause: of the step that asked for it.
    ///   - isTimeLeft: for another try.
    func lookedUp(_ listing: SourceListing, since cause: any Error, isTimeLeft: Bool) -> Step {
        switch listing {
        case .shown(let named): return found(named)
        case .absent(let isFinal):
            if mayTryAgain && isFinal && isTimeLeft { return .post }
            return .fail(
                refusal ?? SourceCreationFailure.outcomeUnknown(name: name, list: .absent, cause: cause))
        case .unread(let error):
            return .fail(
                SourceCreationFailure.outcomeUnknown(name: name, list: .unread(error), cause: cause))
        }
    }

    /// Whether a refusal of this try says that the ones before it were refused, too.
    private static func isVerdict(_ error: any Error) -> Bool {
        switch error {
        case PlatformFailure.invalid, PlatformFailure.unauthorized, PlatformFailure.forbidden,
            PlatformFailure.notFound:
            true
        default: false
        }
    }

    private func found(_ named: [SourceModel]) -> Step {
        guard named.count == 1, let found = named.first else {
            return .fail(SourceCreationFailure.foundSeveral(name: name, ids: named.map(\.id)))
        }
        let mismatches = SourceComparison.mismatches(of: found.object, from: asked)
        guard mismatches.isEmpty else {
            return .fail(SourceCreationFailure.foundAnother(id: found.id, mismatches: mismatches))
        }
        guard let created = found.created, let began else {
            return .fail(SourceCreationFailure.foundUnproven(id: found.id, isOlder: false))
        }
        return time.wrote(created, before: began)
            ? .fail(SourceCreationFailure.foundUnproven(id: found.id, isOlder: true))
            : .finish(CreatedSource(id: found.id, evidence: .found))
    }
}
