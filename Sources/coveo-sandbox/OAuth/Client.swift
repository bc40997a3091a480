/// Who asks for tokens.
enum Client: String, Sendable {
    /// The platform's own: code grant only, a secret that everybody knows, two registered addresses, no refresh token.
    case platform = "cli"
    /// A public one by the RFCs (RFC 8252 section 8.4): no secret, PKCE, any loopback port, refresh tokens that rotate,
    /// the device grant, revocation.
    case sandbox

    /// The secret of `platform`.
    static let platformSecret = "cli"
    /// The registered addresses of `platform`: no path, no slash, no other port, no `localhost`.
    private static let platformAddresses = ["http://127.0.0.1:52296", "http://127.0.0.1:32111"]

    /// Whether the client has no secret. What only public clients here must or may do hangs on this: PKCE, `iss` on
    /// redirects (RFC 9207), refresh tokens, revocation.
    var isPublic: Bool { self == .sandbox }

    /// Whether the client may use the grant.
    func allows(_ grant: GrantType) -> Bool { isPublic || grant == .authorizationCode }

    /// Whether an answer may be sent to the address.
    func accepts(redirectURI address: String) -> Bool {
        switch self {
        case .platform: Self.platformAddresses.contains { $0.utf8.elementsEqual(address.utf8) }
        case .sandbox: Self.isLoopback(address)
        }
    }

    /// `http://127.0.0.1:PORT` or `http://[::1]:PORT` with any path (RFC 8252 section 7.3). A name is none: section 8.3
    /// advises against `localhost`. Neither query nor fragment.
    private static func isLoopback(_ address: String) -> Bool {
        let form = /http:\/\/(?:127\.0\.0\.1|\[::1\]):([0-9]{1,5})(?:\/[A-Za-z0-9\-._~!$&'()*+,;=:@%\/]*)?/
        guard let port = address.wholeMatch(of: form)?.output.1 else { return false }
        return (1...65_535).contains(Int(port) ?? 0)
    }
}
