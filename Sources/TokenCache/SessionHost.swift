import FoundationEssentials

/// The host in a base address, as the store's items carry it.
enum SessionHost {
    /// The host without port, lower case; nil where there is none.
    static func host(of address: String) -> String? {
        guard let host = URL(string: address)?.host()?.lowercased(), !host.isEmpty else { return nil }
        return host
    }
}
