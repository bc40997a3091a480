import Ports
import TokenCache

/// Moves a profile's login to another store. Whenever it is cut off, the login is in at least one store, and the
/// configuration names the one that counts (`store`) and the other one that may hold it too (`otherStore`):
///
/// 1. the other store is noted, 2. the login is written there and read back, 3. the configuration chooses it, in one
/// write, and notes the store that was left, 4. the login is deleted there, 5. the note goes.
///
/// A second move goes on where the first was cut off: before the third step the old store counts, and is read anew.
struct StoreMove: Sendable {
    let context: Context
    let profile: String
    let target: StoreName
    /// Whether a login in the store that is left is forgotten where it can't be deleted.
    let isForced: Bool

    /// What became of it.
    struct Outcome: Sendable {
        let from: StoreName
        let isChanged: Bool
        /// What keeps the login in the store that was left, too, and which that is.
        var left: (store: StoreName, failure: StoreFailure)?
    }

    /// Moves it. Other commands don't renew, replace or delete it meanwhile.
    ///
    /// Throws `TokenCacheFailure.notLoggedIn`, `SessionFailure`, `StoreFailure`; 78 where the configuration can't be
    /// written.
    func run() async throws -> Outcome {
        try await context.holdingSession(profile) {
            // Read anew: another process may have moved it while this one waited.
            let configuration = try context.configurationAnew()
            let source = try source(configuration)
            return source == target ? try await stay(configuration) : try await move(from: source, configuration)
        }
    }

    /// The store where the login lies. Where the variable names the target already, it is the profile's own store.
    private func source(_ configuration: Configuration) throws(Failure) -> StoreName {
        let choice = try StoreChoice(
            environment: context.world.environment, configuration: configuration, profile: profile)
        guard choice.origin == .environment, choice.name == target else { return choice.name }
        return try configuration.store(of: profile) ?? .secretService
    }

    private func move(from source: StoreName, _ configuration: Configuration) async throws -> Outcome {
        let (here, there) = (context.sessions(in: source), context.sessions(in: target))
        do throws(StoreFailure) {
            try await there.probe()
        } catch {
            if error == .cancelled { throw error }
            throw await explain(error, from: source)
        }
        guard let record = try await here.record(profile) else {
            // As where it was made while the variable named the target.
            guard try await context.holdsLogin(of: profile, in: target) else {
                throw TokenCacheFailure.notLoggedIn(profile: profile)
            }
            try await context.write { $0.setStore(target, of: profile) }
            return Outcome(from: source, isChanged: true)
        }
        await context.warnOfOpenStore(target)
        try await context.write { $0.setOtherStore(target, of: profile) }
        do {
            guard try await there.adopt(record, profile: profile) else {
                throw Failure(
                    .configuration, "\(target.text) does not give back what was stored there",
                    hint: "nothing was moved: the login stays in \(source.text)")
            }
        } catch {
            await retreat(there)
            if let failure = error as? StoreFailure, failure != .cancelled {
                throw await explain(failure, from: source)
            }
            throw error
        }
        try await context.write { configuration in
            configuration.setStore(target, of: profile)
            configuration.setOtherStore(source, of: profile)
        }
        return Outcome(from: source, isChanged: true, left: try await clear(source))
    }

    /// Why the target can't keep the login, and the move to another one.
    private func explain(_ failure: StoreFailure, from source: StoreName) async -> Failure {
        await context.explain(failure, instead: .command("auth move", option: "--to", except: source))
    }

    /// There is nothing to move, but maybe something to clear away.
    private func stay(_ configuration: Configuration) async throws -> Outcome {
        guard try await context.holdsLogin(of: profile, in: target) else {
            throw TokenCacheFailure.notLoggedIn(profile: profile)
        }
        var outcome = Outcome(from: target, isChanged: false)
        if let other = configuration.otherStore(of: profile), other != target { outcome.left = try await clear(other) }
        return outcome
    }

    /// Deletes the login where it does not count any more.
    ///
    /// - Returns: what keeps it there; the configuration goes on to note it then, unless that is to be forgotten.
    private func clear(_ store: StoreName) async throws -> (store: StoreName, failure: StoreFailure)? {
        var left: (StoreName, StoreFailure)?
        do {
            _ = try await context.sessions(in: store).delete(profile)
        } catch .cancelled {
            throw StoreFailure.cancelled
        } catch {
            left = (store, error)
        }
        if left == nil || isForced { try await context.write { $0.setOtherStore(nil, of: profile) } }
        return left
    }

    /// Takes back what may have come into the other store. Where that can't be done, the note says where it may be.
    private func retreat(_ there: SessionStore) async {
        // What failed first is told; the note stands as long as it may be true.
        guard (try? await there.delete(profile)) != nil else { return }
        try? await context.write { $0.setOtherStore(nil, of: profile) }  // as well
    }
}
