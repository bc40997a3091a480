import FoundationEssentials
import OAuth2
package import Ports

/// Tokens of the session in the store, which is read once a command however many ask.
package actor CachedTokens: AccessTokens {
    private let sessions: SessionStore
    private let profile: String
    private let clock: any Clock
    private var reading: Task<Session, any Error>?

    package init(sessions: SessionStore, profile: String, clock: any Clock) {
        self.sessions = sessions
        self.profile = profile
        self.clock = clock
    }

    /// The session, expired or not.
    ///
    /// Throws `TokenCacheFailure.notLoggedIn`, `SessionFailure`, `StoreFailure`; the same each time, since a second
    /// look at a service that hangs would hang again.
    package func session() async throws -> Session {
        // One task for all callers: this actor lets the next one in while the first waits for the store.
        let reading =
            self.reading
            ?? Task { [sessions, profile] in
                guard let session = try await sessions.read(profile) else {
                    throw TokenCacheFailure.notLoggedIn(profile: profile)
                }
                return session
            }
        self.reading = reading
        return try await withTaskCancellationHandler {
            try await reading.value
        } onCancel: {
            reading.cancel()
        }
    }

    /// The session's access token. Throws as `session` does, and `TokenCacheFailure.expired`.
    package func current() async throws -> AccessToken {
        let session = try await session()
        if let end = session.tokens.expiresAt, session.isExpired(at: clock.now) {
            throw TokenCacheFailure.expired(at: end)
        }
        return AccessToken(session.tokens.accessToken)
    }

    /// nil: a session without a refresh token has no other token.
    package func replacing(_ rejected: AccessToken) async throws -> AccessToken? {
        nil
    }
}
