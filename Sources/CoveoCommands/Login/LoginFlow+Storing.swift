import CoveoPlatform
import OAuth2
import Ports
import TokenCache

extension LoginFlow {
    /// Puts the session into the store: from then on it is the login.
    ///
    /// - Returns: what it replaced, with the tokens that a renewal may have put there since the login began.
    func commit(_ session: Session) async throws -> EarlierLogin? {
        try await context.holdingSession(profile) {
            let replaced = try await stores.earlierLogin()
            let left = try await leaveOrganization(for: session)
            do {
                try await stores.write(session)
            } catch {
                if let left { await returnOrganization(left) }
                throw error
            }
            // They may be another account's.
            context.names(of: profile).forgetAll()
            return replaced
        }
    }

    /// The preferences go before the login: where they name another organization than it, commands would work on that
    /// one if they could not be written afterwards, or nobody lived to.
    ///
    /// - Returns: the one that they named; nil where they stay.
    private func leaveOrganization(for session: Session) async throws -> String? {
        // Damaged preferences name none: no command goes by them.
        guard !isOffered, let named = try? context.configurationAnew().organization(of: profile),
            session.organization.map(named.hasSameBytes(as:)) != true
        else { return nil }
        let reason = try await context.rewriteIfPossible { $0.setOrganization(session.organization, of: profile) }
        guard let reason else { return named }
        throw Failure(
            .configuration,
            "the login was not stored: commands would work on the organization '\(Visible(named))', which the "
                + "preferences name and which can't be changed there: \(reason)",
            hint: "mend the permissions, or name another folder with COVEO_CONFIG_DIR")
    }

    /// A login that could not be stored leaves the earlier one as it was.
    private func returnOrganization(_ organization: String) async {
        // On its own: Ctrl-C may be why. What can't be written now could be written a moment ago.
        await Task { try? await context.rewrite { $0.setOrganization(organization, of: profile) } }.value
    }

    /// What follows: the preferences, which can be lost without losing the login; the last lines; the end of the login
    /// that was replaced.
    func conclude(_ session: Session, replacing replaced: EarlierLogin?) async throws {
        var isPreferred = Configuration.path(context.world.environment) != nil
        let reason = try await context.rewriteIfPossible { configuration in
            if configuration.currentProfile == nil { configuration.currentProfile = profile }
            if !isOffered || configuration.organization(of: profile) == nil {
                configuration.setOrganization(session.organization, of: profile)
            }
            stores.prefer(in: &configuration)
            configuration.setLastLogin(LastLogin(session), of: profile)
        }
        if let reason {
            context.output.warning("the login is stored, but not the preferences: \(reason)")
            isPreferred = false
        }
        LoginSummary(session, profile: profile, context: context).say()
        try await stores.conclude(isPreferred: isPreferred, replacing: replaced)
        if let replaced { await end(replaced.session, replacedBy: session) }
    }

    /// Takes back the tokens of a login that came to nothing, where they are nobody's: not a token that was given, and
    /// none that may be the earlier login's. Nothing is said: what failed is told, and nobody holds the tokens.
    func takeBack(_ session: Session, beside previous: Session?) async {
        _ = await revoke(session, beside: previous)
    }

    private func end(_ replaced: Session, replacedBy session: Session) async {
        if replaced.sharesToken(with: session) { return }
        let output = context.output
        let outcome = await revoke(replaced, beside: session)
        switch outcome {
        case .revoked: output.progress("  The tokens of the earlier login were revoked at its authorization server")
        case .notOffered, .spared: break
        case .failed(let failure):
            output.warning("the earlier login was replaced here, but not revoked at its server: \(failure.text)")
        }
        if let key = replaced.keyID {
            note(key, of: replaced)
        } else if let rest = outcome.rest(of: replaced, at: context.world.clock.now, earlier: "earlier ") {
            output.say(rest)
        }
    }

    /// Says which API key nobody has any more, and what ends it.
    private func note(_ key: String, of replaced: Session) {
        var scope = context.output.scope
        scope.organization = replaced.organization
        let command = scope.line("keys disable \(ShellWord(key))")
        context.output.note(
            Hint("the API key \(Visible(key)) of the earlier login was not disabled: '\(command)' does that"))
    }

    private func revoke(_ session: Session, beside kept: Session?) async -> RevocationOutcome {
        let revocation = context.revocation(isPatient: false)
        // On its own: Ctrl-C, which may be why the login came to nothing, must not keep the tokens alive.
        return await Task { await revocation.revoke(session, beside: kept) }.value
    }
}
