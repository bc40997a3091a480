/// Hosts that are this machine by definition (RFC 6761, RFC 1122 3.2.1.3, RFC 4291 2.5.3).
enum LoopbackHost {
    /// - Parameter host: in lower case, without brackets and port.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } && UInt8($0) != nil }
        return parts.count == 4 && isNumber && parts[0] == "127"
    }
}
