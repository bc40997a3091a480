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

        /// The word for JSON.
        var word: String {
            switch self {
            case .readable: "readable"
            case .absent: "absent"
            case .unfit(.newerVersion): "newer-version"
            case .unfit(.damaged): "damaged"
            case .unfit(.locked): "locked"
            case .unusable(.notInstalled): "not-installed"
            case .unusable(.noSessionBus): "no-session-bus"
            case .unusable(.noService): "no-service"
            case .unusable(.locked): "locked"
            case .unusable(.dismissed): "dismissed"
            case .unusable(.noAnswer): "no-answer"
            case .unusable(.denied): "denied"
            case .unusable(.helper(_, .missing)): "not-installed"
            case .unusable(.helper(_, .noAnswer)), .unusable(.file(_, .busy)): "no-answer"
            case .unusable(.file(_, .link)), .unusable(.file(_, .wrongKind)), .unusable(.file(_, .foreign)),
                .unusable(.file(_, .writableByOthers)):
                "unsafe"
            case .unusable(.file(_, .damaged)): "damaged"
            case .unusable(.file(_, .newerVersion)): "newer-version"
            case .unusable: "failed"
            }
        }

        /// The words for people.
        var words: String {
            self == .absent ? "no login of this profile" : word.split(separator: "-").joined(separator: " ")
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
    var session: Session?
    var storeState = StoreState.absent
    /// Whether the server accepts the token. nil where nobody was asked, where the answer was none, and of a token
    /// that has ended and is renewed at the next use.
    var isValid: Bool?
    /// What kept the server from answering.
    var failure: Failure?
    /// The organization that commands work on.
    var organization: String?
    /// The variable that makes this profile the current one, against `config.json`.
    var variable: String?

    /// The contract's JSON members.
    var members: JSONObject {
        var members =
            session.map { SessionReport($0, profile: profile).members }
            ?? [
                "profile": .string(profile), "platformUrl": nil, "pushUrl": nil, "organization": nil,
                "account": nil, "scopes": [], "expiresAt": nil, "renewable": false, "store": "secret-service",
                "way": nil,
            ]
        members["organization"] = organization.map { .string($0) } ?? .null
        members["current"] = .bool(isCurrent)
        members["storeState"] = .string(storeState.word)
        members["valid"] = isValid.map { .bool($0) } ?? .null
        return members
    }
}
