package import FoundationEssentials

/// Why there is no token to send.
package enum TokenCacheFailure: Error, Equatable, Sendable {
    /// The store holds no session of this profile.
    case notLoggedIn(profile: String)
    /// The session's access token has ended, and can't be renewed.
    case expired(at: Date)
    /// The same of a token that was given as it is.
    case givenTokenExpired(at: Date)
    /// A token that was given as it is can't stand in a header.
    case unfitToken
}
