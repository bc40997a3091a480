package import HTTPTypes

extension HTTPField.Name {
    /// Whether a request's field of this name is not for a caller to choose: it is a credential that would go beside the
    /// access token or in its place, says where the message ends or to whom it goes, is about this one connection
    /// (RFC 9110, section 7.6.1), or asks for another method than the one that the retries judge by.
    package var isReserved: Bool {
        canonicalName.hasPrefix("proxy-") || Self.reserved.contains(canonicalName)
    }

    private static let reserved: Set<String> = [
        "authorization", "cookie", "cookie2",
        "host", "forwarded", "x-forwarded-host",
        "content-length", "transfer-encoding", "trailer", "te", "expect",
        "connection", "keep-alive", "upgrade", "http2-settings",
        // What is compressed would have to be taken apart again, and the program is named by itself.
        "accept-encoding", "user-agent",
        "x-http-method", "x-http-method-override", "x-method-override",
    ]
}
