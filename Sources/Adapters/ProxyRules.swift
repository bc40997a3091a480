import FoundationEssentials
import Ports

/// `HTTPS_PROXY` says something that is no proxy which can be used. `reason` holds neither user nor password.
struct ProxyFailure: Error, Equatable {
    let reason: String
}

/// Which hosts are reached through a proxy: `HTTPS_PROXY` and `NO_PROXY`, in capitals or not.
///
/// Plain HTTP is spoken with loopback hosts only, which never go through one; so `HTTP_PROXY` has no meaning here.
struct ProxyRules: Sendable {
    private let address: String?
    private let exceptions: [String]

    init(_ environment: Environment) {
        address = environment.nonEmpty("https_proxy") ?? environment.nonEmpty("HTTPS_PROXY")
        exceptions = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").lowercased()
            .split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    /// The proxy on the way to `authority` (`host`, `host:port`, `[::1]:port`), or nil.
    func proxy(for authority: String, scheme: String?) throws(ProxyFailure) -> Proxy? {
        guard let address, scheme != "http" else { return nil }
        let (host, port) = Self.split(authority.lowercased())
        guard !LoopbackHost.isLoopback(host), !exceptions.contains(where: { Self.covers($0, host, port) }) else {
            return nil
        }
        return try Self.parse(address)
    }

    private static func covers(_ exception: String, _ host: String, _ port: Substring?) -> Bool {
        if exception == "*" { return true }
        let (name, itsPort) = split(exception)
        if let itsPort, itsPort != port ?? "443" { return false }
        var suffix = name.hasPrefix("*.") ? name.dropFirst(2) : name[...]
        if suffix.first == "." { suffix = suffix.dropFirst() }
        return !suffix.isEmpty && (host == suffix || host.hasSuffix(".\(suffix)"))
    }

    /// Host without brackets and final dot, and the port where one is written.
    private static func split(_ authority: String) -> (host: String, port: Substring?) {
        if authority.first == "[", let end = authority.firstIndex(of: "]") {
            let rest = authority[authority.index(after: end)...]
            let port = rest.first == ":" ? rest.dropFirst() : nil
            return (String(authority[authority.index(after: authority.startIndex)..<end]), port)
        }
        let colons = authority.utf8.count { $0 == UInt8(ascii: ":") }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        var host = colons == 1 ? parts[0] : authority[...]
        if host.last == "." { host = host.dropLast() }
        return (String(host), colons == 1 ? parts[1] : nil)
    }

    private static func parse(_ address: String) throws(ProxyFailure) -> Proxy {
        let text = address.contains("://") ? address : "http://\(address)"
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else {
            throw ProxyFailure(reason: "it is no address")
        }
        guard parts.scheme?.lowercased() == "http" else {
            throw ProxyFailure(reason: "only an http:// proxy is supported")
        }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        guard (1...65535).contains(parts.port ?? 80) else {
            throw ProxyFailure(reason: "its port is none")
        }
        return Proxy(
            host: bare, port: parts.port ?? 80, user: parts.user, password: parts.password.map { Redacted($0) })
    }
}
