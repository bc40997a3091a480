import Foundation

/// Authorization codes: each lives a minute and works once.
struct Codes: Sendable {
    /// Who gets tokens for a code.
    struct Grant: Sendable {
        let username: String
        /// The family that its tokens are in, known beforehand so that a second use finds them.
        let family: String
    }

    private struct Code {
        let client: Client
        let redirectURI: String
        let challenge: String?
        let grant: Grant
        let end: Date
        var isSpent = false
    }

    /// In seconds.
    private static let lifetime: TimeInterval = 60
    /// How long a code's second use is still seen for what it is, in seconds after its end.
    private static let memory: TimeInterval = 600
    private var codes: [String: Code] = [:]

    /// A new code for somebody who logged in.
    mutating func issue(_ request: AuthorizationRequest, username: String) -> String {
        let now = Date()
        codes = codes.filter { $0.value.end.addingTimeInterval(Self.memory) > now }
        let code = Secret.make()
        codes[code] = Code(
            client: request.client, redirectURI: request.redirectURI, challenge: request.challenge,
            grant: Grant(username: username, family: Secret.make()), end: now.addingTimeInterval(Self.lifetime))
        return code
    }

    /// The family of a code that the client has used before; nil for any other code. What was given for it has to be
    /// revoked (RFC 6749 section 4.1.2).
    func spentFamily(code: String, client: Client) -> String? {
        guard let found = codes[code], found.client == client, found.isSpent else { return nil }
        return found.grant.family
    }

    /// Spends a code, also where the rest of the request is wrong.
    /// - Throws: `Refusal` with `invalid_grant`.
    mutating func redeem(
        code: String, client: Client, redirectURI: String, verifier: String?
    ) throws(Refusal) -> Grant {
        guard let found = codes[code], found.client == client, !found.isSpent, found.end > Date() else {
            throw Refusal(oauth: "invalid_grant", "The code is unknown, used or expired.")
        }
        codes[code]?.isSpent = true
        guard found.redirectURI.utf8.elementsEqual(redirectURI.utf8) else {
            throw Refusal(oauth: "invalid_grant", "The redirect_uri is not that of the authorization request.")
        }
        guard Self.verifies(verifier, found.challenge) else {
            throw Refusal(oauth: "invalid_grant", "The code_verifier does not fit the code_challenge.")
        }
        return found.grant
    }

    /// RFC 7636 section 4.6; a verifier without a challenge is refused (RFC 9700 section 4.8.2).
    private static func verifies(_ verifier: String?, _ challenge: String?) -> Bool {
        guard let challenge else { return verifier == nil }
        guard let verifier, verifier.wholeMatch(of: /[A-Za-z0-9\-._~]{43,128}/) != nil else { return false }
        return Secret.challenge(of: verifier) == challenge
    }
}
