import FoundationEssentials
import JSON
import OAuth2
import Ports
import TokenCache

/// What may be said of a login: never a token.
struct SessionReport {
    let session: Session
    let profile: String
    /// Where it is kept.
    let store: StoreName

    init(_ session: Session, profile: String, in store: StoreName) {
        self.session = session
        self.profile = profile
        self.store = store
    }

    /// The contract's JSON members of a login.
    var members: JSONObject {
        [
            "profile": .string(profile),
            "platformUrl": .string(session.platformURL),
            "pushUrl": session.pushURL.map { .string($0) } ?? nil,
            "organization": session.organization.map { .string($0) } ?? nil,
            "account": session.account.map { .string($0) } ?? nil,
            "scopes": .array(session.scopes.map { .string($0) }),
            "expiresAt": Moment.json(session.tokens.expiresAt),
            "renewable": .bool(session.isRenewable),
            "store": .string(store.text),
            "way": .string(session.way.rawValue),
        ]
    }
}
