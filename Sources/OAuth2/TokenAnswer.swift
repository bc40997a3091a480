import FoundationEssentials
import HTTPTypes
import JSON
import Ports

/// Reads what the token endpoint answered (RFC 6749 sections 5.1 and 5.2), without I/O.
enum TokenAnswer {
    /// An answer with more than this is no token response, in bytes.
    static let limit = 1 << 20
    /// A life longer than this is cut to it, in seconds: ten years.
    static let longestLife: Double = 10 * 365 * 86_400

    /// The tokens in `response`.
    ///
    /// - Parameter sentAt: when the request was sent: a life is counted from there, so that a slow answer can't make a
    ///   token look younger than it is.
    static func read(_ response: ReceivedResponse, sentAt: Date) throws(OAuth2Failure) -> TokenSet {
        if response.body.count > limit { throw .tooLarge(limit: limit) }
        let status = response.head.status.code
        let type = response.head.headerFields[.contentType]
        switch status {
        case 200: break
        case 300..<400: throw .redirected(status: status)
        case 408, 429: throw .rateLimited(status: status)
        case 400..<500 where response.isPage: throw .blocked(status: status)
        case 400..<500:
            if let error = error(in: object(response.body)) { throw .tokenRefused(status: status, error) }
            if response.body.isEmpty { throw .emptyAnswer(status: status) }
            throw .rejected(status: status, contentType: type)
        case 500..<600: throw .serverError(status: status)
        default: throw .unexpectedStatus(status)
        }
        if response.body.isEmpty { throw .emptyAnswer(status: status) }
        guard let fields = object(response.body) else { throw .notJSON(status: status, contentType: type) }
        return try tokens(in: fields, status: status, sentAt: sentAt)
    }

    private static func tokens(
        in fields: JSONObject, status: Int, sentAt: Date
    ) throws(OAuth2Failure) -> TokenSet {
        guard let token = fields["access_token"], token != .null else {
            // Some servers send their errors with 200.
            if let error = error(in: fields) { throw .tokenRefused(status: status, error) }
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

    /// Seconds, from a number or a text with a number in it. Zero and less are what servers send for "does not
    /// expire" as well as by mistake: unknown, like everything else that is no number. The server's 401 then decides.
    private static func life(_ value: JSONValue?) -> Double? {
        let seconds: Double? =
            switch value {
            case .number(let number): Double(number.text)
            case .string(let text) where text.utf8.allSatisfy(isOfNumber): Double(text)
            default: nil
            }
        guard let seconds, seconds > 0 else { return nil }
        return min(seconds, longestLife)
    }

    /// Keeps `inf`, `nan` and hexadecimal forms out, which Swift would read.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private static func scopes(_ value: JSONValue?) -> [String]? {
        let scopes = value?.string?.split(separator: " ").map(String.init) ?? []
        return scopes.isEmpty ? nil : scopes
    }

    /// The OAuth error in `fields`, where there is one.
    static func error(in fields: JSONObject?) -> OAuthError? {
        guard let fields, let code = fields["error"]?.string, !code.isEmpty else { return nil }
        return OAuthError(
            code: code, description: fields["error_description"]?.string, uri: fields["error_uri"]?.string)
    }

    /// The JSON object that `body` is; nil where it is none.
    static func object(_ body: [UInt8]) -> JSONObject? {
        // What is wrong in it would quote the body, and the body may hold secrets.
        (try? JSONValue(parsing: body))?.object
    }
}

extension ReceivedResponse {
    /// Whether it is a page for people, which no authorization server answers to a token request: something in between
    /// does.
    fileprivate var isPage: Bool {
        head.headerFields[.contentType]?.lowercased().hasPrefix("text/html") ?? false
    }
}
