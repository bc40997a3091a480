package import HTTPTypes

/// Where a request goes, as far as trust is concerned (RFC 6454): scheme, host and port together.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
    /// `https` or `http`.
    package let scheme: String
    /// In lower case; an IPv6 address without brackets, in its shortest form. A trailing dot counts.
    package let host: String
    /// The one that is connected to, the scheme's default included.
    package let port: Int

    /// The origin that a request would be sent to; nil where its head is no fit address.
    package init?(of head: HTTPRequest) {
        guard let scheme = head.scheme, let authority = head.authority else { return nil }
        // Why it is unfit does not matter here: an address that can't be understood is no origin.
        guard let address = try? WebAddress("\(scheme)://\(authority)") else { return nil }
        guard address.path.isEmpty, address.query == nil else { return nil }
        self = address.origin
    }

    init(scheme: String, host: String, port: Int) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// As an address without path; the port where it is not the scheme's default.
    package var description: String { "\(scheme)://\(authority)" }

    /// Host and port as in the `Host` header.
    package var authority: String {
        let host = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == Self.defaultPort(of: scheme) ? host : "\(host):\(port)"
    }

    static func defaultPort(of scheme: String) -> Int { scheme == "https" ? 443 : 80 }
}
