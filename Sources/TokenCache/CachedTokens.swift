import FoundationEssentials
import OAuth2
package import Ports

/// Tokens of the session in the store, which is read once a command however many ask, and renewed at most once.
package actor CachedTokens: AccessTokens {
    private let sessions: SessionStore
    private let profile: String
    private let clock: any Clock
    private let renewal: Renewal?
    private let notice: @Sendable (RenewalFailure) -> Void
    private var isNoticed = false
    private var reading: SharedTask<Session>?
    private var renewing: SharedTask<Session>?

    /// - Parameters:
    ///   - renewal: nil where nothing may be renewed.
    ///   - notice: told, once, why a renewal failed where there is a token to go on with all the same.
    package init(
        sessions: SessionStore, profile: String, clock: any Clock, renewal: Renewal? = nil,
        notice: @escaping @Sendable (RenewalFailure) -> Void = { _ in }
    ) {
        self.sessions = sessions
        self.profile = profile
        self.clock = clock
        self.renewal = renewal
        self.notice = notice
    }

    /// The session, expired or not; the renewed one once there is one.
    ///
    /// Throws `TokenCacheFailure.notLoggedIn`, `SessionFailure`, `StoreFailure`; the same each time, since a second
    /// look at a service that hangs would hang again.
    package func session() async throws -> Session {
        let stored = try await read()
        // Asked for after the last wait: whoever goes on with `stored` finds no renewal under way. How one failed is told
        // to whoever needs a token; the session is as it was.
        if let renewing {
            do {
                return try await renewing.value
            } catch {
                try Task.checkCancellation()
            }
        }
        return stored
    }

    private func read() async throws -> Session {
        // One task for all callers: this actor lets the next one in while the first waits for the store.
        let reading =
            self.reading
            ?? SharedTask { [sessions, profile] in
                guard let session = try await sessions.read(profile) else {
                    throw TokenCacheFailure.notLoggedIn(profile: profile)
                }
                return session
            }
        self.reading = reading
        return try await reading.value
    }

    /// The session's access token, renewed where it has less than `Renewal.margin` left and can be.
    package func current() async throws -> AccessToken {
        try await current(minimumLife: Renewal.margin)
    }

    /// The session's access token, renewed where it has less than `minimumLife` seconds left and can be. One that can't
    /// be renewed is good as long as it lasts, and one that was renewed whatever its life.
    ///
    /// Throws as `session` does, `TokenCacheFailure.expired`, and as `Renewal.renew` does where it has ended.
    package func current(minimumLife: Double) async throws -> AccessToken {
        let session = try await session()
        guard session.isExpired(at: clock.now + minimumLife) else {
            return AccessToken(session.tokens.accessToken)
        }
        guard session.isRenewable, renewal != nil else { return try unexpired(session) }
        do {
            return AccessToken(try await renewed(session, .expiring(within: minimumLife)).tokens.accessToken)
        } catch {
            if error is CancellationError || session.isExpired(at: clock.now) { throw error }
            guard let failure = error as? RenewalFailure else { return AccessToken(session.tokens.accessToken) }
            // It was ended or replaced on purpose, and its token with it.
            if case .replaced = failure { throw failure }
            if !isNoticed { notice(failure) }
            isNoticed = true
            return AccessToken(session.tokens.accessToken)
        }
    }

    /// Another token than the one that the server refused, once a command.
    package func replacing(_ rejected: AccessToken) async throws -> AccessToken? {
        let session = try await session()
        // Another request of this command met the same refusal, and was first.
        if session.tokens.accessToken != rejected.value { return AccessToken(session.tokens.accessToken) }
        guard renewing == nil, renewal != nil, session.isRenewable else { return nil }
        do {
            return AccessToken(try await renewed(session, .rejected).tokens.accessToken)
        } catch RenewalFailure.notRenewable {
            return nil
        }
    }

    /// A renewed session, whatever life the stored one has. Throws as `Renewal.renew` does.
    package func renewNow() async throws -> Session {
        try await renewed(try await session(), .wanted)
    }

    private func renewed(_ session: Session, _ reason: Renewal.Reason) async throws -> Session {
        guard let renewal else { throw RenewalFailure.notRenewable }
        // One task for all callers, as for reading; for those too who come when it is done, whatever life it gave.
        let renewing =
            self.renewing ?? SharedTask { try await self.accepted(renewal.renew(session, reason), session, reason) }
        self.renewing = renewing
        return try await renewing.value
    }

    /// A renewed session that the store did not take is lost with this process. It is used where the token of before would
    /// do as well: that one may have ended with it at the server. Where nothing else is left, to go on would hide the loss.
    private func accepted(
        _ renewed: Renewal.Renewed, _ known: Session, _ reason: Renewal.Reason
    ) throws(RenewalFailure) -> Session {
        guard let failure = renewed.unstored else { return renewed.session }
        guard case .expiring = reason, !known.isExpired(at: clock.now) else { throw .notStored(failure) }
        notice(.notStored(failure))
        isNoticed = true
        return renewed.session
    }

    private func unexpired(_ session: Session) throws(TokenCacheFailure) -> AccessToken {
        if let end = session.tokens.expiresAt, session.isExpired(at: clock.now) {
            throw session.way == .withToken ? .givenTokenExpired(at: end) : .expired(at: end)
        }
        return AccessToken(session.tokens.accessToken)
    }
}
