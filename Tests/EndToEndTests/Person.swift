import Foundation
import Support
import Testing

/// A person in front of a browser: opens the login page, fills in its form, and is led somewhere.
struct Person: Sendable {
    /// User name and password at once.
    var name = "alice"

    /// Whoever opens the address that `coveo` shows; waits until it is shown.
    static func address(on terminal: PtyProcess) async throws -> String {
        try await terminal.expect("/oauth/authorize?")
        try await terminal.expect("\r\n")
        let match = terminal.transcript.matches(of: /http:\/\/[^\s]*\/oauth\/authorize\?[^\s]+/).last
        return try String(#require(match).output)
    }

    /// Logs in at the address, or presses Deny.
    ///
    /// - Returns: where the browser is sent to, the answer in its query.
    func answer(_ address: String, denying: Bool = false) async throws -> String {
        let page = try await open(address)
        try #require(page.status == 200, "\(page.body)")
        var fields = page.body.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map {
            (String($0.output.1), Self.unescaped(String($0.output.2)))
        }
        fields += [("username", name), ("password", name)]
        if denying { fields.append(("deny", "true")) }
        let body = fields.map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&")
        let port = try #require(URLComponents(string: address)?.port)
        let answer = try await PlainHTTP.send("POST", "/oauth/login", port: UInt16(port), body: body)
        return try #require(answer.fields["location"], "\(answer.body)")
    }

    /// What the browser shows at an address.
    @discardableResult
    func open(_ address: String) async throws -> PlainHTTP.Answer {
        let parts = try #require(URLComponents(string: address))
        let query = parts.percentEncodedQuery.map { "?\($0)" } ?? ""
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        return try await PlainHTTP.send("GET", path + query, port: UInt16(#require(parts.port)))
    }

    /// A parameter of an address.
    static func parameter(_ name: String, of address: String) -> String? {
        URLComponents(string: address)?.queryItems?.first { $0.name == name }?.value
    }

    /// The same address with another value of a parameter.
    static func forged(_ address: String, _ name: String, _ value: String) throws -> String {
        let old = try #require(parameter(name, of: address))
        return address.replacingOccurrences(of: "\(name)=\(encoded(old))", with: "\(name)=\(encoded(value))")
    }

    private static func encoded(_ text: String) -> String {
        let unreserved = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static func unescaped(_ text: String) -> String {
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return entities.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
}
