import FoundationEssentials
import JSON
import OAuth2
import TokenCache

/// What may be said of a login: never a token.
struct SessionReport {
    let session: Session
    let profile: String

    init(_ session: Session, profile: String) {
        self.session = session
        self.profile = profile
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
            "store": "secret-service",
            "way": .string(session.way.rawValue),
        ]
    }
}
