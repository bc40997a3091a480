import HTTP
import Ports
import TokenCache

extension Context {
    /// The lock on a profile's session. Whoever holds it for a renewal asks the server within `Renewal.patience` and one
    /// request, and the store within its time: those who wait give up later than that.
    private func sessionLock(_ profile: String) -> SessionLock {
        SessionLock(
            world.locks, profile: profile,
            limit: settings.timeout + settings.storeTimeout + Renewal.patience + .seconds(2))
    }

    /// Runs `body`, which replaces or deletes a profile's session, under its lock; where that can't be had, without it,
    /// and says so.
    func holdingSession<Result>(_ profile: String, _ body: () async throws -> Result) async throws -> Result {
        try await sessionLock(profile).hold(orTell: { output.warning(Failure.words(for: $0)) }, body)
    }

    /// The tokens of a profile's session.
    ///
    /// - Parameter renewing: whether they are renewed where that is due.
    func tokens(_ profile: String, renewing: Bool = true) throws(Failure) -> CachedTokens {
        let sessions = try sessions(of: profile)
        guard renewing else { return CachedTokens(sessions: sessions, profile: profile, clock: world.clock) }
        let revocation = revocation(isPatient: false)
        let renewal = Renewal(
            sessions: sessions, profile: profile, lock: sessionLock(profile),
            transport: transport(within: Renewal.patience), clock: world.clock,
            // Whatever comes of it, the login is not ours any more, and the failure that is told says so.
            revoke: { _ = await revocation.revoke($0) })
        return CachedTokens(
            sessions: sessions, profile: profile, clock: world.clock, renewal: renewal,
            notice: tell)
    }

    /// Says why a login was not renewed although the command goes on: what the next one will meet, and not what may have
    /// passed by then.
    private func tell(_ failure: RenewalFailure) {
        let words = Failure(failure)
        if case .notStored = failure {
            output.warning(words.text)
        } else if failure.endsLogin {
            output.warning("\(words.text); its token is used as long as it lasts")
        } else {
            return
        }
        output.hints(words)
    }
}
