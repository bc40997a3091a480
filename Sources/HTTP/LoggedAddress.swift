package import HTTPTypes

/// A request's address as it may be shown: without user and password, and without the values of parameters that might be
/// secrets (codes, tokens, `state`, signatures of upload addresses).
package struct LoggedAddress: Sendable, Equatable {
    /// Not yet `Visible`.
    package let text: String

    package init(_ head: HTTPRequest) {
        let target = head.path ?? ""
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let authority = head.authority ?? ""
        let host = authority.lastIndex(of: "@").map { "[redacted]" + authority[$0...] } ?? authority
        var text = "\(head.scheme ?? "")://\(host)\(path)"
        if path.endIndex < target.endIndex {
            let query = target[path.endIndex...].dropFirst()
            text += "?" + query.split(separator: "&").map(Self.shown).joined(separator: "&")
        }
        self.text = text
    }

    /// Parameters whose values say what was asked for and open nothing. Every other value is hidden: a name that nobody
    /// thought of must not show a secret.
    private static let harmless: Set<Substring> = [
        "page", "perPage", "sortingType", "sortingOrder", "rebuild", "updateSecurityProviders", "organizationId",
        "sourceId", "sourceType", "orderingId", "fileId", "response_type", "code_challenge_method", "scope",
    ]

    private static func shown(_ parameter: Substring) -> String {
        guard let sign = parameter.firstIndex(of: "=") else {
            return harmless.contains(parameter) ? String(parameter) : "[redacted]"
        }
        let name = parameter[..<sign]
        return harmless.contains(name) ? String(parameter) : "\(name)=[redacted]"
    }
}
