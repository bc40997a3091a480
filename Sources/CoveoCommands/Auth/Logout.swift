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
        let (session, isDeleted) = try await context.holdingSession(profile) {
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
        let rest = ended.session.flatMap { ended.outcome.rest(of: $0, at: context.world.clock.now) }
        switch ended.outcome {
        case .revoked: output.progress("  Its tokens were revoked at the authorization server")
        case .notOffered, .spared: if let rest { output.say(rest) }
        case .failed(let failure):
            output.warning("the login was deleted here, but not revoked at the server: \(failure.text)")
            if let rest { output.say(rest) }
        }
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
