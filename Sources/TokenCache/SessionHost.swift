import FoundationEssentials

/// The host in a base address, as the store's items carry it.
package enum SessionHost {
    /// The host in lower case, with the port where it is not the scheme's default; nil where there is no host.
    package static func host(of address: String) -> String? {
        guard let url = URL(string: address), let host = url.host()?.lowercased(), !host.isEmpty else { return nil }
        let name = host.contains(":") ? "[\(host)]" : host
        guard let port = url.port, port != (url.scheme?.lowercased() == "http" ? 80 : 443) else { return name }
        return "\(name):\(port)"
    }
}
