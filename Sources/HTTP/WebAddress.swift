package import HTTPTypes

/// An address that requests may go to: absolute https, or http on a loopback host (`localhost`, 127.0.0.0/8, `::1`).
///
/// Scheme and host are kept in lower case and the scheme's default port is dropped; path and query stay as written.
package struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    /// Scheme, host and port, for comparisons of trust.
    package let origin: Origin
    /// As written: empty, or beginning with a slash.
    package let path: String
    /// As written, without the question mark.
    package let query: String?

    /// - Parameter text: RFC 3986's absolute form, nothing before or after it.
    package init(_ text: String) throws(WebAddressFailure) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.forbidden.contains($0) }) else {
            throw .malformed
        }
        guard let colon = text.firstIndex(of: ":") else { throw .malformed }
        let scheme = text[..<colon].lowercased()
        guard scheme == "https" || scheme == "http", text[colon...].hasPrefix("://") else { throw .malformed }
        let rest = text[colon...].dropFirst(3)
        let authority = rest.prefix { !"/?#".contains($0) }
        if authority.contains("@") { throw .hasUserInfo }
        if rest.contains("#") { throw .hasFragment }
        guard let (host, port) = Self.split(authority) else { throw .malformed }
        if scheme == "http" && !host.isLoopback { throw .insecure(host: host.text) }
        origin = Origin(scheme: scheme, host: host.text, port: port ?? Origin.defaultPort(of: scheme))
        let target = rest[authority.endIndex...]
        guard PercentEncoding.isWellFormed(target) else { throw .malformed }
        path = String(target.prefix { $0 != "?" })
        query = path.utf8.count < target.utf8.count ? String(target.dropFirst(path.count + 1)) : nil
    }

    private init(origin: Origin, path: String, query: String?) {
        self.origin = origin
        self.path = path
        self.query = query
    }

    /// `https` or `http`.
    package var scheme: String { origin.scheme }
    /// In lower case; an IPv6 address without brackets.
    package var host: String { origin.host }
    /// nil where it is the scheme's default.
    package var port: Int? { origin.port == Origin.defaultPort(of: scheme) ? nil : origin.port }
    /// Host and port as in the `Host` header, IPv6 addresses in brackets.
    package var authority: String { origin.authority }
    /// The whole address.
    package var description: String { origin.description + path + (query.map { "?" + $0 } ?? "") }

    /// This address with more segments below its path, each of them percent-encoded whole (a slash in a name is no
    /// separator, and `..` is a name), and with more parameters after its query.
    package func appending(_ segments: [String], query parameters: [(String, String)] = []) -> WebAddress {
        var path = path
        if !segments.isEmpty {
            while path.hasSuffix("/") { path.removeLast() }
            path += segments.map { "/" + PercentEncoding.encodeSegment($0) }.joined()
        }
        let added = parameters.map { PercentEncoding.encode($0.0) + "=" + PercentEncoding.encode($0.1) }
        let query = (self.query.map { $0.isEmpty ? [] : [$0] } ?? []) + added
        return WebAddress(origin: origin, path: path, query: query.isEmpty ? nil : query.joined(separator: "&"))
    }

    /// The head of a request to this address.
    package func head(_ method: HTTPRequest.Method, fields: HTTPFields = [:]) -> HTTPRequest {
        let target = (path.isEmpty ? "/" : path) + (query.map { "?" + $0 } ?? "")
        return HTTPRequest(method: method, scheme: scheme, authority: authority, path: target, headerFields: fields)
    }

    /// Characters that RFC 3986 has no place for and that programs treat in different ways.
    private static let forbidden = Set("\"<>\\^`{|}".utf8)

    private static func split(_ authority: Substring) -> (Host, port: Int?)? {
        let isLiteral = authority.hasPrefix("[")
        let end = isLiteral ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":")
        if isLiteral && end == nil { return nil }
        let written = authority[..<(end ?? authority.endIndex)]
        guard let host = Host(written) else { return nil }
        let rest = authority[written.endIndex...]
        if rest.isEmpty { return (host, nil) }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.utf8.count <= 5, digits.allSatisfy(\.isWholeNumber) else { return nil }
        guard let port = Int(digits), (1...65535).contains(port) else { return nil }
        return (host, port)
    }
}
