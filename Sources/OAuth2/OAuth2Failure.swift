package import HTTP
package import Ports

/// Why a login by OAuth 2 failed. Texts in it are the server's (show them as `Visible`); no body is ever in it.
package enum OAuth2Failure: Error, Equatable, Sendable {
    /// The redirect said `error=`: the person or the server refused.
    case refusedAtRedirect(OAuthError)
    /// The redirect is another authorization server's, or doesn't say whose it is although the server announced that it
    /// would (RFC 9207). Neither its code nor its error was used.
    case wrongIssuer(expected: String, given: String?)
    /// The device login's person or server refused (RFC 8628 section 3.5, `access_denied`).
    case deviceRefused(OAuthError)
    /// The codes of a device login expired before the person had answered.
    case deviceCodeExpired
    /// No redirect and no pasted address came in time, or nobody finished the device login.
    case timedOut(after: Duration)
    /// No port can be listened on, and nobody is there to paste the address.
    case noRedirect(RedirectFailure)
    /// No port can be listened on, and the input ended before an address was pasted.
    case pasteEnded
    /// The token endpoint refused by the protocol (RFC 6749 section 5.2). In this case and the following ones it may
    /// also have been the device authorization endpoint, which answers alike.
    case tokenRefused(status: Int, OAuthError)
    /// The token endpoint answered 4xx with something else than an OAuth error.
    case rejected(status: Int, contentType: String?)
    /// The token endpoint answered without a body (200, or 4xx).
    case emptyAnswer(status: Int)
    /// The token endpoint wants to be left alone for a while (429, 408).
    case rateLimited(status: Int, retryAfter: RetryAfter? = nil)
    /// A page for people with a 4xx: a firewall or a proxy before the token endpoint, or no token endpoint at all.
    case blocked(status: Int)
    /// The token endpoint answered 5xx.
    case serverError(status: Int, retryAfter: RetryAfter? = nil)
    /// The token endpoint answered with a redirect; credentials are not sent on.
    case redirected(status: Int)
    /// The token endpoint answered with a status that the protocol doesn't know (another 2xx).
    case unexpectedStatus(Int)
    /// The answer has status 200 and is no JSON object.
    case notJSON(status: Int, contentType: String?)
    /// The answer lacks this field.
    case missingField(String)
    /// This field has another type, or characters that can't be sent.
    case malformedField(String)
    /// The token is of another type than Bearer.
    case unsupportedTokenType(String)
    /// The answer is larger than the limit, in bytes.
    case tooLarge(limit: Int)
}
