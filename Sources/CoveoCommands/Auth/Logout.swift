import OAuth2
import Ports
import TokenCache

/// Ends logins: first in the store, so that no server and no Ctrl-C keeps the secret there, then at the server.
struct Logout {
    let context: Context
    let revocation: Revocation

    /// What became of one login.
    struct Ended {
        let profile: String
        /// Whether there was something to delete.
        let isDeleted: Bool
        /// nil where it could not be read, and was deleted all the same.
        let session: Session?
        let outcome: RevocationOutcome

        var isRevoked: Bool { outcome == .revoked }
    }

    /// - Parameter revocation: how it is told to the server; by HTTP if left out.
    init(context: Context, revocation: Revocation? = nil) {
        self.context = context
        self.revocation = revocation ?? context.revocation()
    }

    /// Ends the login of a profile.
    ///
    /// - Throws: what keeps the store from deleting it.
    func end(_ profile: String) async throws -> Ended {
        // Under the lock: a renewal that ended after it would bring the login back.
        let (session, isDeleted) = try await context.sessionLock(profile).hold {
            (try await ending(profile), try await context.sessions.delete(profile))
        }
        let outcome: RevocationOutcome =
            if let session, isDeleted { await revocation.revoke(session) } else { .notOffered }
        return Ended(profile: profile, isDeleted: isDeleted, session: session, outcome: outcome)
    }

    /// Says on stderr what ended, and what did not.
    func tell(_ ended: Ended) {
        let output = context.output
        let profile = Visible(ended.profile)
        guard ended.isDeleted else {
            return output.progress("not logged in\(ended.profile == "default" ? "" : " as '\(profile)'")")
        }
        let account = ended.session?.account.map { " \(Visible($0))" } ?? ""
        output.progress("\(output.errorStyle.green("✓")) Logged out\(account) (profile \(profile))")
        switch ended.outcome {
        case .revoked: output.progress("  Its tokens were revoked at the authorization server")
        case .notOffered: if let rest = rest(of: ended) { output.say(rest) }
        case .failed(let failure):
            output.warning("the login was deleted here, but not revoked at the server: \(failure.text)")
            if let rest = rest(of: ended) { output.say(rest) }
        }
    }

    /// Until when what was not revoked stays valid at the server; nil where nothing does.
    private func rest(of ended: Ended) -> String? {
        guard let session = ended.session else { return nil }
        let isOffered = ended.outcome != .notOffered
        let why = isOffered ? "Nothing more can be done here" : "The authorization server offers no revocation"
        if session.tokens.refreshToken != nil {
            return "\(why): the login stays valid at the server until it is ended there"
        }
        guard let end = session.tokens.expiresAt else {
            return
                "Nothing was revoked: an API key stays valid at the platform until it is disabled there, the token of a "
                + "login for a day at most"
        }
        return end > context.world.clock.now ? "\(why): the token stays valid there until \(Moment.people(end))" : nil
    }

    /// The session that ends, for its tokens and the last word about it. One that can't be read is deleted all the same.
    private func ending(_ profile: String) async throws -> Session? {
        do {
            return try await context.sessions.read(profile)
        } catch is SessionFailure {
            return nil
        }
    }
}
