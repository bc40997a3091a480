import CoveoPlatform
import Ports
import TokenCache

extension Context {
    /// Which store keeps a profile's login.
    ///
    /// - Throws: 78 where variable or configuration name none.
    func storeChoice(of profile: String) throws(Failure) -> StoreChoice {
        try StoreChoice(environment: world.environment, configuration: configuration(), profile: profile)
    }

    /// Sessions in the store of a profile.
    ///
    /// - Throws: as `storeChoice` does.
    func sessions(of profile: String) throws(Failure) -> SessionStore {
        sessions(in: try storeChoice(of: profile).name)
    }

    /// Sessions in a store; a dialog is opened only where a person is there to see it.
    func sessions(in store: StoreName) -> SessionStore {
        SessionStore(store: stores[store], interaction: isInteractive ? .allowed : .never)
    }

    /// Whether a store holds a login of a profile, without unlocking or reading one. Throws `StoreFailure`.
    func holdsLogin(of profile: String, in store: StoreName) async throws(StoreFailure) -> Bool {
        try await stores[store].items().contains { $0.profile.hasSameBytes(as: profile) }
    }

    /// Why there is no login of a profile that exists: it was moved while the command ran, or never made; and whether the
    /// file store holds one although nothing chooses that store, as where the configuration was lost.
    func notLoggedIn(_ profile: String) async -> Failure {
        if let (before, now) = moved(profile) {
            return Failure(
                .temporary, "the login was moved from \(before.text) to \(now.text) while this command ran",
                hint: "run the command again")
        }
        return .notLoggedIn(profile: profile, last: lastLogin(of: profile), strayIn: await strayLogin(of: profile))
    }

    /// Where a profile's last login was made, as far as the settings tell.
    func lastLogin(of profile: String) -> LastLogin? {
        do throws(Failure) { return try configuration().readableLastLogin(of: profile) } catch { return nil }
    }

    /// From which store to which a profile was moved since the command began; nil where it was not.
    private func moved(_ profile: String) -> (StoreName, StoreName)? {
        do throws(Failure) {
            let before = try storeChoice(of: profile).name
            let now = try StoreChoice(
                environment: world.environment, configuration: configurationAnew(), profile: profile)
            return now.name == before ? nil : (before, now.name)
        } catch {
            // A configuration that can't be read by now says nothing of the login.
            return nil
        }
    }

    /// The file store, where it holds a login of a profile whose store nobody chose.
    func strayLogin(of profile: String) async -> StoreName? {
        // This looks for a hint alone: whatever keeps the file store from answering is no part of the failure.
        guard let choice = try? storeChoice(of: profile), choice.origin == .standard,
            (try? await holdsLogin(of: profile, in: .file)) == true  // the same
        else { return nil }
        return .file
    }

    /// Says that another store goes before the one that a login was just put into.
    func warnOfOverridingStore(beside name: StoreName) {
        guard let text = world.environment.nonEmpty(StoreChoice.variable), text != name.text else { return }
        output.warning(
            "\(StoreChoice.variable) is set, and commands look for logins in '\(Visible(text))' until it is unset")
    }

    /// Says where a store that is not encrypted keeps logins.
    func warnOfOpenStore(_ name: StoreName) async {
        guard name == .file else { return }
        let paths = await stores[name].inspect().facts.compactMap { fact in
            if case .path(let path, _) = fact { path } else { nil }
        }
        // The file is deeper than its folder.
        let place = paths.max { $0.utf8.count < $1.utf8.count }.map { " in \(Visible($0))" } ?? ""
        output.warning("the store 'file' is not encrypted: whoever can read your files can use the login\(place)")
    }
}
