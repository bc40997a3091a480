import OAuth2
package import Ports

/// A token that was given as it is (`COVEO_ACCESS_TOKEN`). No store is touched.
package struct FixedToken: AccessTokens {
    private let token: AccessToken

    /// Throws `.unfitToken` where it is empty, or holds what a header can't: blanks, controls, other than ASCII.
    package init(_ token: Redacted<String>) throws(TokenCacheFailure) {
        guard TokenSet.isFit(token.reveal()) else { throw .unfitToken }
        self.token = AccessToken(token)
    }

    package func current() async throws -> AccessToken { token }

    package func replacing(_ rejected: AccessToken) async throws -> AccessToken? { nil }
}
