package import HTTPTypes

/// A request's address as it may be shown: without user and password, and without the values of parameters that might be
/// secrets (codes, tokens, `state`, signatures of upload addresses).
package struct LoggedAddress: Sendable, Equatable {
    /// Not yet `Visible`.
    package let text: String

    package init(_ head: HTTPRequest) {
        // Everywhere here by scalars: a sign with an accent on it, which is one character, still means what it means.
        let target = (head.path ?? "").unicodeScalars
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let authority = head.authority ?? ""
        let host = authority.unicodeScalars.lastIndex(of: "@").map { "[redacted]" + authority[$0...] } ?? authority
        var text = "\(head.scheme ?? "")://\(host)\(String(path))"
        if path.endIndex < target.endIndex {
            let query = target[path.endIndex...].dropFirst()
            text += "?" + query.split(separator: "&").map { Self.shown(Substring($0)) }.joined(separator: "&")
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
        guard let sign = parameter.unicodeScalars.firstIndex(of: "=") else {
            return harmless.contains(parameter) ? String(parameter) : "[redacted]"
        }
        let name = parameter[..<sign]
        return harmless.contains(name) ? String(parameter) : "\(name)=[redacted]"
    }

    /// A text that holds addresses (a redirect's, a list of links), without user and password, and of each address without
    /// query and fragment: where a server sends somebody, those may be a code or a signature.
    static func withoutSecrets(_ text: String) -> String {
        // What follows an address in such fields begins with one of these.
        let ends = Set<Unicode.Scalar>(["<", ">", "\"", "'", ",", ";", " ", "\t"])
        var shown = ""
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let piece = rest.prefix { !ends.contains($0) }
            let address = piece.prefix { $0 != "?" && $0 != "#" }
            shown += withoutUser(address)
            if address.endIndex < piece.endIndex { shown += "\(piece[address.endIndex])[redacted]" }
            rest = rest[piece.endIndex...]
            let between = rest.prefix(while: ends.contains)
            shown.unicodeScalars += between
            rest = rest[between.endIndex...]
        }
        return shown
    }

    private static func withoutUser(_ address: Substring.UnicodeScalarView) -> String {
        guard let slashes = address.firstRange(of: "//".unicodeScalars) else { return String(address) }
        let authority = address[slashes.upperBound...].prefix { $0 != "/" && $0 != "\\" }
        guard let sign = authority.lastIndex(of: "@") else { return String(address) }
        return String(address[..<slashes.upperBound]) + "[redacted]" + String(address[sign...])
    }
}
