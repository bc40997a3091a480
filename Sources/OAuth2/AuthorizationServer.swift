package import HTTP

/// An authorization server as a login knows it: from its metadata, from its platform, or from options.
package struct AuthorizationServer: Equatable, Sendable {
    /// Its issuer identifier, byte for byte; nil where it is not known.
    package var issuer: String?
    /// Where a person signs in; nil where there is no grant that needs it.
    package var authorizationEndpoint: WebAddress?
    /// Where grants become tokens.
    package var tokenEndpoint: WebAddress?
    /// Where a device login begins (RFC 8628); nil where that is not offered.
    package var deviceAuthorizationEndpoint: WebAddress?
    /// Where tokens are given back (RFC 7009); nil where that is not offered.
    package var revocationEndpoint: WebAddress?
    /// Whether its redirects carry `iss` (RFC 9207), so that one without it is not its own.
    package var announcesIssuer: Bool
    /// Whether a client's secret goes into the body rather than into a header, as far as the server says.
    package var prefersSecretInBody: Bool

    package init(
        issuer: String? = nil, authorizationEndpoint: WebAddress? = nil, tokenEndpoint: WebAddress? = nil,
        deviceAuthorizationEndpoint: WebAddress? = nil, revocationEndpoint: WebAddress? = nil,
        announcesIssuer: Bool = false, prefersSecretInBody: Bool = false
    ) {
        self.issuer = issuer
        self.authorizationEndpoint = authorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.deviceAuthorizationEndpoint = deviceAuthorizationEndpoint
        self.revocationEndpoint = revocationEndpoint
        self.announcesIssuer = announcesIssuer
        self.prefersSecretInBody = prefersSecretInBody
    }
}
