package import FoundationEssentials
package import Ports

/// What the token endpoint gave (RFC 6749 section 5.1). An `id_token` is not kept: nothing here needs it.
package struct TokenSet: Equatable, Sendable {
    /// The access token, fit for a header.
    package var accessToken: Redacted<String>
    /// Always `Bearer` so far.
    package var tokenType: String
    /// When the access token ends, by the wall clock; nil where the server didn't say.
    package var expiresAt: Date?
    /// The refresh token, where there is one.
    package var refreshToken: Redacted<String>?
    /// The scopes that the server named; nil means those that were asked for.
    package var scopes: [String]?

    package init(
        accessToken: Redacted<String>, tokenType: String = "Bearer", expiresAt: Date? = nil,
        refreshToken: Redacted<String>? = nil, scopes: [String]? = nil
    ) {
        self.accessToken = accessToken
        self.tokenType = tokenType
        self.expiresAt = expiresAt
        self.refreshToken = refreshToken
        self.scopes = scopes
    }

    /// A token or API key that a person gave as it is.
    ///
    /// Throws `.missingField` where it is empty, `.malformedField` where a header can't hold it.
    package init(given token: Redacted<String>) throws(OAuth2Failure) {
        if token.reveal().isEmpty { throw .missingField("access_token") }
        guard Self.isFit(token.reveal()) else { throw .malformedField("access_token") }
        self.init(accessToken: token)
    }

    /// Whether `token` can stand in an `Authorization` header: visible ASCII only, so that no line break or blank from
    /// a server can end the header or begin another.
    package static func isFit(_ token: String) -> Bool {
        !token.isEmpty && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
