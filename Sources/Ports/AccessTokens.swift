/// An access token that is fit to be sent now.
package struct AccessToken: Equatable, Sendable {
    /// The value for the `Authorization` header, after `Bearer `.
    package let value: Redacted<String>

    package init(_ value: Redacted<String>) {
        self.value = value
    }
}

/// "Give me a valid token", without saying where it comes from. Throws the facts of the room that implements it.
package protocol AccessTokens: Sendable {
    /// The token to send now, renewed first where it is about to expire and can be.
    func current() async throws -> AccessToken

    /// Another token after the server refused `rejected`, once a command.
    ///
    /// - Returns: nil where there is no other.
    func replacing(_ rejected: AccessToken) async throws -> AccessToken?
}
