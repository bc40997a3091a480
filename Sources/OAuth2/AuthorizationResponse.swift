package import Ports

/// What the authorization server sends through the browser (RFC 6749 sections 4.1.2 and 4.1.2.1).
package enum AuthorizationResponse: Equatable, Sendable {
    /// The code to exchange, once.
    case code(Redacted<String>)
    /// The person or the server refused.
    case refused(OAuthError)

    /// What a redirect's parameters say, its state apart.
    ///
    /// - Returns: nil where there is neither a code nor an error, or one of them more than once (RFC 6749 section 3.1).
    init?(_ parameters: RedirectParameters) {
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
    }
}
