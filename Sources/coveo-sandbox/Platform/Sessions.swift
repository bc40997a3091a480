import Crypto
import Foundation

/// Authorization codes and access tokens. Tokens are kept by their SHA-256 only.
struct Sessions: Sendable {
    /// A code that waits for its exchange.
    private struct Code {
        let redirectURI: String
        let challenge: String?
        let username: String
        let end: Date
        /// The token that it was exchanged for; a second use revokes it (RFC 6749 section 4.1.2).
        var token: String?
    }

    /// Whose token it is, and until when.
    struct Token: Sendable {
        let username: String
        let end: Date
    }

    /// How long a code lives, in seconds.
    private static let codeLifetime: TimeInterval = 60
    private var codes: [String: Code] = [:]
    /// By the SHA-256 of the token, in hexadecimal.
    var tokens: [String: Token] = [:]

    /// A new code for somebody who logged in.
    mutating func issueCode(redirectURI: String, challenge: String?, username: String) -> String {
        let code = Self.secret()
        let end = Date().addingTimeInterval(Self.codeLifetime)
        codes[code] = Code(redirectURI: redirectURI, challenge: challenge, username: username, end: end)
        return code
    }

    /// Exchanges a code for a token that lives so many seconds.
    /// - Throws: `Refusal` with `invalid_grant`; the code is spent all the same.
    mutating func redeem(
        code: String, redirectURI: String, verifier: String?, lifetime: Int
    ) throws(Refusal) -> String {
        guard var found = codes[code], found.end > Date() else {
            throw Refusal(oauth: "invalid_grant", "The code is unknown or expired.")
        }
        if let token = found.token {
            tokens[token] = nil
            throw Refusal(oauth: "invalid_grant", "The code was used before.")
        }
        found.token = ""
        codes[code] = found
        guard found.redirectURI.utf8.elementsEqual(redirectURI.utf8) else {
            throw Refusal(oauth: "invalid_grant", "The redirect_uri is not that of the authorization request.")
        }
        guard Self.verifies(verifier, found.challenge) else {
            throw Refusal(oauth: "invalid_grant", "The code_verifier does not fit the code_challenge.")
        }
        let token = Self.secret()
        let end = Date().addingTimeInterval(TimeInterval(lifetime))
        tokens[Self.hash(token)] = Token(username: found.username, end: end)
        found.token = Self.hash(token)
        codes[code] = found
        return token
    }

    /// Whose living token this is.
    func username(token: String) -> String? {
        guard let found = tokens[Self.hash(token)], found.end > Date() else { return nil }
        return found.username
    }

    /// S256 of RFC 7636 section 4.6; a verifier without a challenge is refused (RFC 9700 section 4.8.2).
    private static func verifies(_ verifier: String?, _ challenge: String?) -> Bool {
        guard let challenge else { return verifier == nil }
        guard let verifier, (43...128).contains(verifier.utf8.count) else { return false }
        return base64URL(Data(SHA256.hash(data: Data(verifier.utf8)))).utf8.elementsEqual(challenge.utf8)
    }

    private static func hash(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func secret() -> String {
        base64URL(Data((0..<32).map { _ in UInt8.random(in: 0...255) }))
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}
