import FoundationEssentials
import HTTPTypes
import JSON
import Ports

/// Reads what the token endpoint answered (RFC 6749 sections 5.1 and 5.2), without I/O.
enum TokenAnswer {
    /// A life longer than this is cut to it, in seconds: ten years.
    static let longestLife: Double = 10 * 365 * 86_400

    /// The tokens in `response`.
    ///
    /// - Parameters:
    ///   - sentAt: when the request was sent: a life is counted from there, so that a slow answer can't make a token
    ///     look younger than it is.
    ///   - now: when the answer came.
    static func read(_ response: ReceivedResponse, sentAt: Date, now: Date) throws(OAuth2Failure) -> TokenSet {
        let fields = try ServerAnswer.fields(of: response, now: now)
        return try tokens(in: fields, status: response.head.status.code, sentAt: sentAt)
    }

    private static func tokens(
        in fields: JSONObject, status: Int, sentAt: Date
    ) throws(OAuth2Failure) -> TokenSet {
        guard let token = fields["access_token"], token != .null else {
            // Some servers send their errors with 200.
            if let error = ServerAnswer.error(in: fields) { throw .tokenRefused(status: status, error) }
            throw .missingField("access_token")
        }
        guard let accessToken = token.string, TokenSet.isFit(accessToken) else {
            throw .malformedField("access_token")
        }
        try checkType(fields["token_type"] ?? .null)
        return TokenSet(
            accessToken: Redacted(accessToken), expiresAt: life(fields["expires_in"]).map { sentAt + $0 },
            refreshToken: try refreshToken(fields["refresh_token"]),
            scopes: scopes(fields["scope"]))
    }

    /// What is no text can't be sent back: the login then lasts as long as its access token. A text with other characters
    /// than the RFC allows (appendix A.17: visible ASCII and blanks) is no refresh token, and must not be stored.
    private static func refreshToken(_ value: JSONValue?) throws(OAuth2Failure) -> Redacted<String>? {
        guard let token = value?.string, !token.isEmpty else { return nil }
        guard token.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .malformedField("refresh_token") }
        return Redacted(token)
    }

    /// The RFC demands `token_type`. The platform is only known to send `access_token` (its vendor's client reads
    /// nothing else), so a missing one counts as Bearer; another type can't be used and is refused.
    private static func checkType(_ value: JSONValue) throws(OAuth2Failure) {
        if value == .null { return }
        guard let type = value.string else { throw .malformedField("token_type") }
        if !type.lowercased().utf8.elementsEqual("bearer".utf8) { throw .unsupportedTokenType(type) }
    }

    /// Unknown where it is no number: the server's 401 then decides. One of zero or less has ended already; the token is
    /// used this once, and renewed before the next time where it can be.
    private static func life(_ value: JSONValue?) -> Double? {
        (value?.seconds).map { min(max($0, 0), longestLife) }
    }

    private static func scopes(_ value: JSONValue?) -> [String]? {
        let scopes = value?.string?.split(separator: " ").map(String.init) ?? []
        return scopes.isEmpty ? nil : scopes
    }
}
