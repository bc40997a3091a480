import FoundationEssentials
import OAuth2

extension Session {
    /// Whether it is the same account's login as `other`, at the same platform by the same client, at most renewed.
    func isSameLogin(as other: Session) -> Bool {
        platformURL == other.platformURL && account == other.account && client?.id == other.client?.id
            && tokenEndpoint == other.tokenEndpoint
    }

    /// Tells it from the sessions before and after it, in a note.
    var stamp: Int? { Int(exactly: issuedAt.timeIntervalSince1970.rounded(.down)) }

    /// The same login with the tokens of a renewal (RFC 6749 section 6): a refresh token that did not come stays.
    func renewed(by tokens: TokenSet, at now: Date) -> Session {
        var session = self
        session.tokens.accessToken = tokens.accessToken
        session.tokens.tokenType = tokens.tokenType
        session.tokens.expiresAt = tokens.expiresAt
        session.tokens.refreshToken = tokens.refreshToken ?? self.tokens.refreshToken
        session.tokens.scopes = tokens.scopes ?? self.tokens.scopes
        session.scopes = tokens.scopes ?? scopes
        session.issuedAt = now
        return session
    }

    /// Whether to end `other`'s grant at the server may end this login too: they have a token in common, or are one
    /// account's at one server by one client, as far as is known, whose grants some servers keep as one.
    package func mayShareGrant(with other: Session) -> Bool {
        sharesToken(with: other)
            || client?.id == other.client?.id && tokenEndpoint == other.tokenEndpoint
                && (account == other.account || account == nil || other.account == nil)
    }

    /// Whether the two have a token in common.
    package func sharesToken(with other: Session) -> Bool {
        let known = [other.tokens.accessToken, other.tokens.refreshToken]
        return known.contains(tokens.accessToken) || tokens.refreshToken != nil && known.contains(tokens.refreshToken)
    }
}
