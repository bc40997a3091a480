/// The address of a server as it stands in a URL (RFC 3986 section 3.2), taken apart: `host`, `host:port`, `[::1]:port`.
struct Authority: Equatable {
    /// In lower case, without brackets and final dot.
    let host: String
    /// nil where none is written.
    let port: Int?

    init(_ text: String) {
        let text = text.lowercased()
        var host = text[...]
        var port: Substring?
        if text.first == "[", let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            port = rest.first == ":" ? rest.dropFirst() : nil
        } else if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        if host.last == "." { host = host.dropLast() }
        self.host = String(host)
        self.port = port.map { Int($0) ?? 0 }
    }
}
