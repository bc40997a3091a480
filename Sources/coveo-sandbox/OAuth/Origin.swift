import NIOCore

/// The sandbox's base URL, which is its issuer too (RFC 8414 section 2), and the endpoints below it.
struct Origin: Sendable {
    /// Without a slash at the end.
    let url: String

    /// - Parameter channel: the listener or one of its connections, whose own end has the port.
    init(scheme: String, channel: any Channel) {
        url = "\(scheme)://127.0.0.1:\(channel.localAddress?.port ?? 0)"
    }

    var authorization: String { url + "/oauth/authorize" }
    var token: String { url + "/oauth/token" }
    var deviceAuthorization: String { url + "/oauth/device_authorization" }
    /// The page where a user code is typed (RFC 8628 section 3.3).
    var device: String { url + "/oauth/device" }
    var revocation: String { url + "/oauth/revoke" }
}
