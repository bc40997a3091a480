import JSON
import OAuth2
import Ports
import TokenCache

/// What is known of one profile's login.
struct StatusReport: Sendable {
    /// The state of the store, as far as this profile is concerned.
    enum StoreState: Equatable, Sendable {
        /// The item is there and can be read.
        case readable
        /// The store works and has no such item.
        case absent
        /// The item was read, and what it holds can't be used.
        case unfit(SessionFailure)
        case unusable(StoreFailure)

        /// The words for people; each state has its own.
        var words: String {
            switch self {
            case .readable: "readable"
            case .absent: "no login of this profile"
            case .unfit(.newerVersion): "written by a newer version"
            case .unfit(.damaged): "damaged"
            case .unfit(.locked), .unusable(.locked): "locked"
            case .unusable(.notInstalled(let library)): "out of reach: \(library) is not installed"
            case .unusable(.noSessionBus): "out of reach: there is no session bus"
            case .unusable(.noService): "out of reach: nothing on the session bus keeps secrets"
            case .unusable(.noCollection): "without a default keyring, which nobody can be asked here to make"
            case .unusable(.dismissed): "locked: its dialog was dismissed"
            case .unusable(.noAnswer(let limit)), .unusable(.helper(_, .noAnswer(let limit))):
                "silent: no answer within \(Failure.words(for: limit))"
            case .unusable(.garbled), .unusable(.helper(_, .garbled)): "garbled: its answer can't be read"
            case .unusable(.helper(_, .blocked)): "blocked by an empty entry: it lists nothing"
            case .unusable(.denied): "denied: it does not give this login to this program"
            case .unusable(.helper(let program, .missing)): "out of reach: \(program) is not on PATH"
            case .unusable(.file(_, .busy(let limit))): "held by other processes for \(Failure.words(for: limit))"
            case .unusable(.file(_, .link)), .unusable(.file(_, .wrongKind)), .unusable(.file(_, .foreign)),
                .unusable(.file(_, .writableByOthers)):
                "unsafe: others may have a hand in it"
            case .unusable(.file(_, .damaged)): "damaged"
            case .unusable(.file(_, .newerVersion)): "written by a newer version"
            case .unusable: "failed"
            }
        }

        /// Why nothing can be told of the login; nil where something can.
        var failure: Failure? {
            switch self {
            case .readable, .absent: nil
            case .unfit(let failure): Failure(failure)
            case .unusable(let failure): Failure(failure)
            }
        }
    }

    let profile: String
    let isCurrent: Bool
    /// Where its login is kept.
    let store: StoreChoice
    /// Where one of its logins may lie besides.
    let otherStore: StoreName?
    /// How its secret came here; nil where nothing travels, or nothing came.
    var protection: StoreProtection?
    var session: Session?
    var storeState = StoreState.absent
    /// Whether the server accepts the token. nil where nobody was asked, where the answer was none, and of a token
    /// that has ended and is renewed at the next use.
    var isValid: Bool?
    /// What kept the server from answering.
    var failure: Failure?
    /// The organization that commands work on.
    var organization: String?
    /// Where its last login was made, as the settings tell; it counts where there is none.
    var last: LastLogin?
    /// The variable that makes this profile the current one, against `config.json`.
    var variable: String?

    /// The contract's JSON members.
    var members: JSONObject {
        var members =
            session.map { SessionReport($0, profile: profile, in: store.name).members }
            ?? [
                "profile": .string(profile), "platformUrl": last.map { .string($0.platformURL) } ?? .null,
                "pushUrl": last?.pushURL.map { .string($0) } ?? .null, "organization": nil,
                "account": nil, "scopes": [], "expiresAt": nil, "renewable": false,
                "store": .string(store.name.text), "way": nil,
            ]
        members["organization"] = organization.map { .string($0) } ?? .null
        members["current"] = .bool(isCurrent)
        members["storeState"] = .string(storeState.word.rawValue)
        members["valid"] = isValid.map { .bool($0) } ?? .null
        members["validMessage"] = failure.map { .string($0.text) } ?? .null
        let word = store.name == .file ? "none" : protection?.word
        members["storeProtection"] = word.map { .string($0) } ?? .null
        members["storeMessage"] = storeState.failure.map { .string($0.text) } ?? .null
        members["storeOverride"] = store.origin == .environment ? .string(StoreChoice.variable) : .null
        members["otherStore"] = otherStore.map { .string($0.text) } ?? .null
        members["override"] = variable.map { .string($0) } ?? .null
        return members
    }
}
