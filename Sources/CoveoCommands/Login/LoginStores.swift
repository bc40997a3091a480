import CoveoPlatform
import Ports
import TokenCache

/// A profile's login that another one replaces, and where it was found.
struct EarlierLogin: Sendable {
    let session: Session
    let store: StoreName
}

/// Where a login is kept, and where the profile's earlier one may lie: `--store` moves the profile to another store.
struct LoginStores: Sendable {
    /// The store of this login.
    var name: StoreName { choice.name }
    let profile: String
    private let choice: StoreChoice
    /// Other stores in which the earlier login may be, which ends with this one: two logins of a profile are one too many.
    private let others: [StoreName]
    /// Whether the profile's logins were in another store so far.
    private let isMove: Bool
    /// Those of them that the settings name: a login was made there.
    private let named: [StoreName]
    /// Whether there are settings of the profile, and so most likely was a login.
    private let isKnown: Bool
    private let context: Context

    /// - Parameter typed: what `--store` says.
    /// - Throws: 64 where that is no store, 78 where variable or configuration name none.
    init(
        typed text: String?, profile: String, configuration: Configuration, context: Context
    ) throws(Failure) {
        var typed: StoreName?
        if let text { typed = try StoreName(typed: text, "--store") }
        let choice = try StoreChoice(
            typed: typed, environment: context.world.environment, configuration: configuration, profile: profile)
        // What only the variable chooses, as long as it is set, leaves alone what is chosen without it.
        let isChosen = choice.origin != .environment
        let earlier = typed == nil ? nil : try configuration.store(of: profile) ?? .secretService
        let settled = [try configuration.store(of: profile), configuration.otherStore(of: profile)]
        named = settled.compactMap { $0 }
        others = (isChosen ? [earlier, configuration.otherStore(of: profile)] : []).compactMap { $0 }
            .filter { $0 != choice.name }
        isMove = earlier != nil && earlier != choice.name
        isKnown = configuration.profiles.contains(where: profile.hasSameBytes(as:))
        self.choice = choice
        self.profile = profile
        self.context = context
    }

    /// Sessions in the store of this login.
    var sessions: SessionStore { context.sessions(in: name) }

    /// Proves that the login can be stored, before anything else is done for it. Throws `StoreFailure`.
    func probe() async throws {
        try await sessions.probe()
        await context.warnOfOpenStore(name)
        if choice.origin == .flag { context.warnOfOverridingStore(beside: name) }
    }

    /// The login that is there already. A damaged one may be replaced, one of a later version may not; a store that is
    /// being left need not work any more.
    func earlierLogin() async throws -> EarlierLogin? {
        if let session = try await session(in: name) { return EarlierLogin(session: session, store: name) }
        for other in others {
            do {
                if let session = try await session(in: other) { return EarlierLogin(session: session, store: other) }
            } catch let failure as StoreFailure where failure != .cancelled {
                continue
            } catch SessionFailure.locked {
                continue
            }
        }
        return nil
    }

    private func session(in store: StoreName) async throws -> Session? {
        do {
            return try await context.sessions(in: store).read(profile)
        } catch SessionFailure.damaged {
            return nil
        }
    }

    /// Makes `session` the login. Throws as `SessionStore.write` does.
    ///
    /// - Throws: 75 where the profile was moved to another store since the login began.
    func write(_ session: Session) async throws {
        if choice.origin != .flag {
            let now = try StoreChoice(
                environment: context.world.environment, configuration: context.configurationAnew(), profile: profile)
            guard now.name == name else {
                throw Failure(
                    .temporary,
                    "logins of profile '\(Visible(profile))' were moved from \(name.text) to \(now.name.text) while this "
                        + "one was made",
                    hint: "nothing was stored; log in again")
            }
        }
        // Where it is cut off between the item and the setting, a logout has to find the item.
        let isNoted = isMove ? try await note(name) : false
        do {
            try await sessions.write(session, profile: profile)
        } catch {
            if isNoted { _ = try await note(nil) }
            throw error
        }
    }

    /// Takes down that a login may be in a store that is not the profile's. A login must not depend on that.
    private func note(_ store: StoreName?) async throws -> Bool {
        do {
            try await context.write { $0.setOtherStore(store, of: profile) }
            return true
        } catch is Failure {
            return false
        }
    }

    /// Takes down the store that was typed, and that an earlier login may still be in another one.
    func prefer(in configuration: inout Configuration) {
        if choice.origin == .flag { configuration.setStore(name, of: profile) }
        if let other = others.first { configuration.setOtherStore(other, of: profile) }
    }

    /// Deletes the earlier login from the store that was left.
    ///
    /// - Parameters:
    ///   - isPreferred: whether the configuration names this store by now; where not, the earlier login still counts, and
    ///     stays.
    ///   - earlier: what was replaced.
    func conclude(isPreferred: Bool, replacing earlier: EarlierLogin?) async throws {
        if others.isEmpty { return }
        guard isPreferred else {
            return context.output.hint("commands find this login only with \(StoreChoice.variable)=\(name.text)")
        }
        var left: StoreName?
        for other in others {
            do {
                let isDeleted = try await context.holdingSession(profile) {
                    try await context.sessions(in: other).delete(profile)
                }
                if isDeleted { context.output.progress("  The earlier login was deleted from \(other.text)") }
            } catch let failure as StoreFailure where failure != .cancelled {
                guard isKnown || earlier != nil else { continue }
                let command = Hint.logout(of: profile, in: other)
                guard earlier?.store == other || named.contains(other) || !failure.isAbsence else {
                    // The earlier login was here, where the variable had put it.
                    if earlier?.store == name { continue }
                    // Most likely nothing is there: worth a word, and no note that nothing here could ever clear.
                    let reason = Failure(failure).text
                    context.output.hint("where an earlier login is in \(other.text), \(command) deletes it (\(reason))")
                    continue
                }
                left = other
                context.output.warning(
                    "an earlier login may still be in \(other.text), and was not deleted there: \(Failure(failure).text)"
                )
                let move = "auth move --to \(name.text) --force"
                context.output.hint(
                    "\(command) deletes it, once that is mended; '\(coveo: move)' takes no more notice of it")
            }
        }
        try await context.write { $0.setOtherStore(left, of: profile) }
    }
}
