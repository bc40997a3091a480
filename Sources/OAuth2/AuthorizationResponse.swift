package import Ports

/// What the authorization server sends through the browser (RFC 6749 sections 4.1.2 and 4.1.2.1).
package enum AuthorizationResponse: Equatable, Sendable {
    /// The code to exchange, once.
    case code(Redacted<String>)
    /// The person or the server refused.
    case refused(OAuthError)

    /// The answer is another authorization server's than the one that was asked, or of one that doesn't say who it is
    /// (RFC 9207). What it says is not kept.
    case wrongIssuer(expected: String, given: String?)

    /// What a redirect's parameters say, its state apart.
    ///
    /// - Returns: nil where there is neither a code nor an error, or one of them, or `iss`, more than once (RFC 6749
    ///   section 3.1).
    init?(_ parameters: RedirectParameters, issuer: IssuerExpectation) {
        switch (parameters.only("error"), parameters.only("code")) {
        case (.repeated, _), (_, .repeated): return nil
        case (.value(let error), _):
            self = .refused(
                OAuthError(
                    code: error, description: parameters.only("error_description").text,
                    uri: parameters.only("error_uri").text))
        case (.absent, .value(let code)): self = .code(Redacted(code))
        case (.absent, .absent): return nil
        }
        switch issuer.verdict(on: parameters.only("iss")) {
        case .trusted: break
        case .wrong(let expected, let given): self = .wrongIssuer(expected: expected, given: given)
        case .malformed: return nil
        }
    }
}
