package import HTTPTypes

/// A response's header field as it may be shown: without what opens something.
package struct ShownField: Equatable, Sendable {
    /// As the server wrote it.
    package let name: String
    /// Not yet `Visible`.
    package let value: String

    package init(_ field: HTTPField) {
        name = field.name.rawName
        value = Self.value(of: field)
    }

    private static func value(of field: HTTPField) -> String {
        let name = field.name.canonicalName
        if secrets.contains(name) || words.contains(where: name.contains) { return "[redacted]" }
        return addresses.contains(name) ? LoggedAddress.withoutSecrets(field.value) : field.value
    }

    private static let secrets: Set<String> = [
        "set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "authentication-info",
        "proxy-authentication-info", "x-api-key",
    ]
    /// In the name of a field, these tell of a secret.
    private static let words = ["token", "secret", "password", "credential", "signature", "apikey"]
    private static let addresses: Set<String> = ["location", "content-location", "refresh", "link"]
}
