import FoundationEssentials
import OAuth2
import Ports
import TokenCache

extension RevocationOutcome {
    /// Until when what was not revoked of a login stays valid at the server; nil where nothing does.
    ///
    /// - Parameter earlier: what tells the login from the one that is there now, before the noun.
    func rest(of session: Session, at now: Date, earlier: String = "") -> String? {
        let why: String
        switch self {
        case .revoked: return nil
        case .notOffered: why = "The authorization server offers no revocation"
        case .spared: why = "Some servers would end the new login with it, so that nothing was revoked"
        case .failed: why = "Nothing more can be done here"
        }
        if session.tokens.refreshToken != nil {
            return "\(why): the \(earlier)login stays valid at the server until it is ended there"
        }
        guard let end = session.tokens.expiresAt else {
            let earlier = earlier.isEmpty ? "" : "of the earlier login, "
            return "Nothing was revoked: \(earlier)an API key stays valid at the platform until it is disabled there, "
                + "the token of a login for a day at most"
        }
        return end > now ? "\(why): the \(earlier)token stays valid there until \(Moment.people(end))" : nil
    }
}
