/// How a client comes by tokens, as `grant_type` names it.
enum GrantType: String, Sendable, CaseIterable {
    /// RFC 6749 section 4.1.
    case authorizationCode = "authorization_code"
    /// RFC 6749 section 6.
    case refreshToken = "refresh_token"
    /// RFC 8628 section 3.4.
    case deviceCode = "urn:ietf:params:oauth:grant-type:device_code"
}
