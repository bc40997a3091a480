package import Ports

/// As which client a login is made (RFC 6749 section 2).
package struct OAuthClient: Equatable, Sendable {
    /// The client's identifier at the authorization server.
    package let id: String
    /// How it proves that it is the client.
    package let authentication: Authentication

    /// How a client authenticates at the token endpoint (RFC 6749 section 2.3.1, RFC 8414 section 2).
    package enum Authentication: Equatable, Sendable {
        /// A public client: `client_id` in the body, no secret.
        case none
        /// `client_secret_basic`: the `Authorization` header.
        case basic(Redacted<String>)
        /// `client_secret_post`: `client_id` and `client_secret` in the body.
        case post(Redacted<String>)
    }

    package init(id: String, authentication: Authentication) {
        self.id = id
        self.authentication = authentication
    }
}
