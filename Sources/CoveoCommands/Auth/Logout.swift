import OAuth2
import Ports
import TokenCache

/// Ends logins: first in the store, so that no server and no Ctrl-C keeps the secret there, then at the server.
struct Logout {
    let context: Context
    let revocation: Revocation
    /// Whether a login counts as ended whose store can't be used.
    let isForced: Bool
    /// Whether the settings go too, so that nothing is kept for the next login.
    let isRemoval: Bool

    /// What became of one login.
    struct Ended {
        let profile: String
        /// Whether there was something to delete.
        let isDeleted: Bool
        /// nil where it could not be read, and was deleted all the same.
        let session: Session?
        let outcome: RevocationOutcome
        /// Where one may still be, and what kept it from being deleted there.
        var left: [(store: StoreName, failure: StoreFailure)] = []
        /// Why the store that counts did not say what it holds; nil where it did.
        var failure: StoreFailure?

        var isRevoked: Bool { outcome == .revoked }
    }

    /// - Parameter revocation: how it is told to the server; by HTTP if left out.
    init(context: Context, isForced: Bool = false, isRemoval: Bool = false, revocation: Revocation? = nil) {
        self.context = context
        self.isForced = isForced
        self.isRemoval = isRemoval
        self.revocation = revocation ?? context.revocation()
    }

    /// Ends the login of a profile.
    ///
    /// - Parameter stores: where one lies too, beside the store that counts and the one that a move left out of account.
    /// - Throws: what keeps the store that counts from deleting it, unless that is forced.
    func end(_ profile: String, alsoIn stores: [StoreName] = []) async throws -> Ended {
        let choice = try context.storeChoice(of: profile)
        var (sessions, isDeleted) = ([Session](), false)
        var left: [(store: StoreName, failure: StoreFailure)] = []
        var reason: StoreFailure?
        do {
            (sessions, isDeleted) = try await clear(profile, choice.name)
            if !isRemoval, let session = sessions.first { try await keep(LastLogin(session), of: profile) }
        } catch let failure as StoreFailure where isForced && failure != .cancelled {
            reason = failure
            left.append((choice.name, failure))
        }
        // What the variable chooses, as long as it is set, has nothing to do with what was moved without it.
        let noted = choice.origin == .environment ? nil : try context.configuration().otherStore(of: profile)
        for store in Set(stores + [noted].compactMap { $0 }) where store != choice.name {
            do {
                let other = try await clear(profile, store)
                sessions += other.sessions
                isDeleted = isDeleted || other.isDeleted
            } catch let failure as StoreFailure where failure != .cancelled {
                left.append((store, failure))
            }
        }
        if noted != nil, isForced || !left.contains(where: { $0.store == noted }) {
            try await context.write { $0.setOtherStore(nil, of: profile) }
        }
        context.names(of: profile).forgetAll()
        let outcome = isDeleted ? await revoke(sessions) : .notOffered
        return Ended(
            profile: profile, isDeleted: isDeleted, session: sessions.first, outcome: outcome, left: left,
            failure: reason)
    }

    /// Keeps where the login was made, where the settings don't say so yet: it was cut off, or they were lost. A logout
    /// must not depend on that.
    private func keep(_ login: LastLogin, of profile: String) async throws {
        // Damaged settings can't be written either.
        guard let configuration = try? context.configurationAnew(),
            configuration.readableLastLogin(of: profile)?.record != login.record
        else { return }
        _ = try await context.rewriteIfPossible { $0.setLastLogin(login, of: profile) }
    }

    /// Deletes a profile's login from a store.
    ///
    /// - Returns: the session that was there, where it could be read, and whether there was something.
    private func clear(_ profile: String, _ store: StoreName) async throws -> (sessions: [Session], isDeleted: Bool) {
        let sessions = context.sessions(in: store)
        // Under the lock: a renewal that ended after it would bring the login back.
        return try await context.holdingSession(profile) {
            (try await ending(profile, in: sessions), try await sessions.delete(profile))
        }
    }

    /// Revokes sessions of one profile; the worst that came of it is the outcome.
    private func revoke(_ sessions: [Session]) async -> RevocationOutcome {
        var outcome = RevocationOutcome.notOffered
        for (index, session) in sessions.enumerated()
        where !sessions[..<index].contains(where: { $0.tokens == session.tokens }) {
            let next = await revocation.revoke(session)
            if case .failed = next { outcome = next } else if outcome == .notOffered { outcome = next }
        }
        return outcome
    }

    /// Says on stderr what ended, and what did not.
    ///
    /// - Parameter keepsNote: whether the settings go on to note what is left.
    func tell(_ ended: Ended, keepsNote: Bool = true) {
        let output = context.output
        let profile = Visible(ended.profile)
        for (store, failure) in ended.left {
            output.warning(
                "a login may still be in \(store.text), and was not deleted there: \(Failure(failure).text)")
            output.note("\(Hint.logout(of: ended.profile, in: store)) deletes it, once that is mended")
        }
        if keepsNote, !isForced, !ended.left.isEmpty {
            output.hint("'\(coveo: "logout --force")' takes no more notice of it")
        }
        if ended.failure != nil { return }
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
    private func ending(_ profile: String, in sessions: SessionStore) async throws -> [Session] {
        do {
            return try await sessions.read(profile).map { [$0] } ?? []
        } catch is SessionFailure {
            return []
        }
    }
}
