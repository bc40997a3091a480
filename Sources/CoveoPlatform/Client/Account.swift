import JSON

/// Whose token it is, as the liveness probe says.
package struct Account: Equatable, Sendable {
    package let username: String?
    package let email: String?
    package let displayName: String?

    package init(username: String? = nil, email: String? = nil, displayName: String? = nil) {
        self.username = username
        self.email = email
        self.displayName = displayName
    }

    /// - Parameter body: `{"authentication": {"username", "email", "displayName", …}, …}`.
    init(_ body: JSONValue) {
        let authentication = body["authentication"] ?? body
        self.init(
            username: authentication["username"]?.string, email: authentication["email"]?.string,
            displayName: authentication["displayName"]?.string)
    }

    /// The name to show: the e-mail address, else the user name, else the display name.
    package var name: String? {
        [email, username, displayName].lazy.compactMap { $0 }.first { !$0.isEmpty }
    }

    /// Whether `name` is this account's user name or e-mail address (there the case of ASCII letters doesn't matter).
    package func isNamed(_ name: String) -> Bool {
        if let username, username.hasSameBytes(as: name) { return true }
        return email.map { $0.lowercased().hasSameBytes(as: name.lowercased()) } ?? false
    }
}

/// What the platform says about a token.
package enum Liveness: Equatable, Sendable {
    /// Accepted, and whose it is as far as it was said.
    case alive(Account)
    /// Not accepted: expired, disabled, of another region, or no token at all.
    case dead
    /// The platform has no answer to that question.
    case unknown
}
