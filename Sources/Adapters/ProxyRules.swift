import FoundationEssentials
import Ports

/// Which hosts are reached through a proxy: `HTTPS_PROXY` and `NO_PROXY`, in capitals or not.
///
/// Plain HTTP is spoken with loopback hosts only, which never go through one; so `HTTP_PROXY` has no meaning here.
struct ProxyRules: Sendable {
    /// The variable that names the proxy, in the letters that it is set in.
    let variable: String
    private let address: String?
    private let exceptions: [String]

    init(_ environment: Environment) {
        let named = ["https_proxy", "HTTPS_PROXY"].first { environment.nonEmpty($0) != nil }
        variable = named ?? "HTTPS_PROXY"
        address = named.flatMap { environment[$0] }
        exceptions = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").lowercased()
            .split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    /// The proxy on the way to a server, or nil.
    func proxy(for server: Authority, scheme: String?) throws(ProxyProblem) -> Proxy? {
        guard let address, scheme != "http" else { return nil }
        guard !LoopbackHost.isLoopback(server.host), !exceptions.contains(where: { Self.covers($0, server) }) else {
            return nil
        }
        return try Self.parse(address)
    }

    /// One word of `NO_PROXY`: `*`; a domain, with all below it; an address; a network (`10.0.0.0/8`). A domain or an
    /// address may name a port. Networks and addresses count for servers that are named by their address alone.
    private static func covers(_ exception: String, _ server: Authority) -> Bool {
        if exception == "*" { return true }
        let address = IPAddress(server.host)
        if let slash = exception.firstIndex(of: "/") {
            guard let address, let network = IPAddress(Authority(String(exception[..<slash])).host),
                let length = Int(exception[exception.index(after: slash)...])
            else { return false }
            return address.isIn(network, length: length)
        }
        let excepted = Authority(exception)
        if let port = excepted.port, port != server.port ?? 443 { return false }
        if let address { return address == IPAddress(excepted.host) }
        var suffix = excepted.host[...]
        if suffix.hasPrefix("*.") { suffix = suffix.dropFirst() }
        if suffix.first == "." { suffix = suffix.dropFirst() }
        return !suffix.isEmpty && (server.host == suffix || server.host.hasSuffix(".\(suffix)"))
    }

    private static func parse(_ address: String) throws(ProxyProblem) -> Proxy {
        let text = address.contains("://") ? address : "http://\(address)"
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else {
            throw ProxyProblem.noAddress
        }
        guard let scheme = parts.scheme?.lowercased(), scheme == "http" else {
            throw ProxyProblem.unsupportedScheme(parts.scheme ?? "")
        }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        guard (1...65535).contains(parts.port ?? 80) else {
            throw ProxyProblem.noPort
        }
        return Proxy(
            host: bare, port: parts.port ?? 80, user: parts.user, password: parts.password.map { Redacted($0) })
    }
}
