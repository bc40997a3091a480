/// What an authorization server says when it refuses (RFC 6749 sections 4.1.2.1 and 5.2). All of it is strangers' text.
package struct OAuthError: Equatable, Sendable {
    /// The `error` code: `access_denied`, `invalid_grant`, …
    package let code: String
    /// The `error_description`, for people.
    package let description: String?
    /// The `error_uri`, a page about it. Shown, never opened.
    package let uri: String?

    package init(code: String, description: String? = nil, uri: String? = nil) {
        self.code = code
        self.description = description
        self.uri = uri
    }
}
