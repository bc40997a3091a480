import FoundationEssentials
import HTTP
import OAuth2
package import Ports

/// Renews a profile's session, once for however many processes want it at the same time.
///
/// Under the lock the store is read anew: what another process has renewed meanwhile is used. A rotated refresh token is
/// in the store before its access token is used. Once the refresh token is on its way nothing cancels the renewal any
/// more: the answer is the login.
package struct Renewal: Sendable {
    /// A token with less than this left is renewed before it is used, in seconds. Differences of clocks are in it.
    package static let margin: Double = 60

    /// How long a renewal may wait for a server that wants to be left alone for a moment (429), from the first try's
    /// begin to the last one's. Others wait for the lock meanwhile, and must not give up before it is done.
    package static let patience = Duration.seconds(8)

    /// A session that was renewed.
    package struct Renewed: Sendable {
        package let session: Session
        /// Why the store did not take it, although the refresh token that is there is used up at most servers.
        package let unstored: StoreFailure?
    }

    /// Why it is renewed.
    package enum Reason: Sendable {
        /// It has less than so many seconds left.
        case expiring(within: Double)
        /// The server refused its access token.
        case rejected
        /// Somebody wants it renewed.
        case wanted
    }

    let sessions: SessionStore
    let profile: String
    private let lock: SessionLock
    private let transport: any HTTPTransport
    private let clock: any Clock
    let revoke: @Sendable (Session) async -> Void

    /// - Parameters:
    ///   - transport: without access tokens; it gives up within `patience` and one request.
    ///   - revoke: takes back, at the server, what nobody will use.
    package init(
        sessions: SessionStore, profile: String, lock: SessionLock, transport: any HTTPTransport, clock: any Clock,
        revoke: @escaping @Sendable (Session) async -> Void
    ) {
        self.sessions = sessions
        self.profile = profile
        self.lock = lock
        self.transport = transport
        self.clock = clock
        self.revoke = revoke
    }

    /// Another session in place of `known`, which is stored by then where the store took it.
    ///
    /// Throws `RenewalFailure`, `TokenCacheFailure.notLoggedIn`, `SessionFailure`, `StoreFailure`, `CancellationError`.
    package func renew(_ known: Session, _ reason: Reason) async throws -> Renewed {
        let start = clock.uptime
        let begun = clock.now
        let held: (any HeldLock)?
        do throws(ProcessLockFailure) {
            held = try await lock.acquire()
        } catch .cancelled {
            throw CancellationError()
        } catch .timedOut(let limit) {
            throw RenewalFailure.lockTimedOut(after: limit)
        } catch {
            // Neither runtime nor state folder can be written: one process alone is well served without a lock.
            held = nil
        }
        defer { held?.release() }
        let note = RenewalNote(held?.note ?? [])
        if let kind = elsewhere(note, since: start) { throw RenewalFailure.failedElsewhere(kind) }
        let session = try await reread(note, in: held)
        guard session.isSameLogin(as: known) else { throw RenewalFailure.replaced }
        let isOther = session.tokens.accessToken != known.tokens.accessToken
        if isOther, !isDue(session, reason, since: begun) { return Renewed(session: session, unstored: nil) }
        guard let endpoint = endpoint(of: session), let token = session.tokens.refreshToken else {
            // Only a refusal takes a refresh token out of a session.
            throw known.isRenewable && !isOther ? RenewalFailure.failedElsewhere(.refused) : .notRenewable
        }
        try Task.checkCancellation()
        // On its own: whoever is interrupted from here on waits for its end.
        return try await Task {
            let isLost = note.unfinished == session.stamp
            return try await renew(session, with: token, at: endpoint, isLost: isLost, held: held)
        }.value
    }

    private func renew(
        _ session: Session, with token: Redacted<String>, at endpoint: TokenEndpoint, isLost: Bool,
        held: (any HeldLock)?
    ) async throws -> Renewed {
        held?.leave(RenewalNote(unfinished: session.stamp).bytes)
        do {
            let renewed = session.renewed(by: try await endpoint.refresh(token), at: clock.now)
            return try await settle(renewed, inPlaceOf: session, in: held)
        } catch let failure as OAuth2Failure where failure.endsRefreshToken {
            let session = try await refused(failure, session, isLost: isLost, held: held)
            return Renewed(session: session, unstored: nil)
        } catch let failure as RenewalFailure {
            throw failure
        } catch {
            let isUnfinished = isLost || RenewalFailure.mayHaveBeenProcessed(error)
            leave(RenewalNote(unfinished: isUnfinished ? session.stamp : nil), failedBy: error, in: held)
            throw RenewalFailure.failed(error)
        }
    }

    /// The session as it is in the store now. A store that fails under the lock fails for all who wait.
    private func reread(_ note: RenewalNote, in held: (any HeldLock)?) async throws -> Session {
        do {
            return try await current()
        } catch StoreFailure.cancelled {
            throw CancellationError()
        } catch let failure as StoreFailure {
            leave(note, failedBy: failure, in: held)
            throw failure
        }
    }

    private func current() async throws -> Session {
        guard let session = try await sessions.read(profile) else {
            throw TokenCacheFailure.notLoggedIn(profile: profile)
        }
        return session
    }

    /// Whether what another process has stored meanwhile has to be renewed all the same.
    ///
    /// One that was issued within the margin is as good as renewed by this process: at a server whose tokens live
    /// shorter than that, each of those who wait would else renew it. One that was issued since this process wants it
    /// is so whatever its life: there are servers that give none.
    private func isDue(_ session: Session, _ reason: Reason, since begun: Date) -> Bool {
        let now = clock.now
        // Records count in whole seconds.
        let start = Date(timeIntervalSince1970: begun.timeIntervalSince1970.rounded(.down))
        if session.issuedAt >= start, session.issuedAt <= now { return false }
        if case .expiring(let seconds) = reason, abs(now.timeIntervalSince(session.issuedAt)) > Self.margin {
            return session.isExpired(at: now + seconds)
        }
        return session.isExpired(at: now)
    }

    /// How a renewal failed while this one waited for the lock: what failed for one fails for all, and each of them
    /// would wait as long.
    private func elsewhere(_ note: RenewalNote, since start: Duration) -> RenewalFailure.Kind? {
        guard note.failedAt >= start, note.failedAt <= clock.uptime else { return nil }
        return note.failure
    }

    private func endpoint(of session: Session) -> TokenEndpoint? {
        // An address that is unfit was never stored by a login; such a session can't be renewed.
        guard let client = session.client, let text = session.tokenEndpoint, let address = try? WebAddress(text) else {
            return nil
        }
        return TokenEndpoint(address: address, client: client, transport: transport, clock: clock)
    }

    /// The server is done with the refresh token, unless another process without this lock has another one by now. It is
    /// taken out of the session, so that no command tries it again; unless the server said it without a word, as a
    /// gateway before it may.
    private func refused(
        _ failure: OAuth2Failure, _ session: Session, isLost: Bool, held: (any HeldLock)?
    ) async throws -> Session {
        do {
            let stored = try await current()
            guard stored.isSameLogin(as: session) else { throw RenewalFailure.replaced }
            if stored.tokens.refreshToken == session.tokens.refreshToken {
                guard case .tokenRefused = failure else { throw RenewalFailure.refused(nil, isLost: isLost) }
                var ended = stored
                ended.tokens.refreshToken = nil
                try await sessions.write(ended, profile: profile)
            } else if stored.tokens.refreshToken != nil || stored.tokens.accessToken != session.tokens.accessToken {
                held?.leave([])
                return stored
            }
            held?.leave([])
        } catch is StoreFailure {
            // The next command asks the server once more, and is told the same.
            leave(RenewalNote(unfinished: isLost ? session.stamp : nil), failedBy: failure, in: held)
        }
        if case .tokenRefused(_, let error) = failure { throw RenewalFailure.refused(error, isLost: isLost) }
        throw RenewalFailure.refused(nil, isLost: isLost)
    }

    /// Leaves word in the lock of how it failed.
    func leave(_ note: RenewalNote, failedBy error: any Error, in held: (any HeldLock)?) {
        var note = note
        note.failure = RenewalFailure.kind(of: error)
        note.failedAt = clock.uptime
        held?.leave(note.bytes)
    }
}
