import CoveoPlatform
import Ports

extension Context {
    /// The store of a profile's own, where the variable names another one and goes before it; nil where that is the one
    /// in force, and of a profile that has no settings.
    private func hiddenStore(of profile: String, _ configuration: Configuration) throws(Failure) -> StoreName? {
        let choice = try StoreChoice(environment: world.environment, configuration: configuration, profile: profile)
        let isKnown = profile == "default" || configuration.profiles.contains(where: profile.hasSameBytes(as:))
        guard choice.origin == .environment, isKnown else { return nil }
        let own = try configuration.store(of: profile) ?? .secretService
        return own == choice.name ? nil : own
    }

    /// Says that the variable kept a command from the profile's own store, and how a login there is reached.
    ///
    /// - Parameters:
    ///   - configuration: as it was before the command.
    ///   - other: a store that the command saw to.
    func noteOwnStore(
        of profile: String, _ configuration: Configuration, besides other: StoreName? = nil
    ) throws(Failure) {
        guard let own = try hiddenStore(of: profile, configuration), own != other else { return }
        let what = "what profile '\(Visible(profile))' keeps in \(own.text), its own store, was left alone"
        output.note("\(StoreChoice.variable) is set: \(what); \(Hint.logout(of: profile, in: own)) ends that login")
    }

    /// The same for all profiles that have settings, and the current one.
    func noteOwnStores(_ configuration: Configuration) throws(Failure) {
        var stores: [StoreName] = []
        for profile in [currentProfile(configuration)] + configuration.profiles.sorted() {
            if let own = try hiddenStore(of: profile, configuration), !stores.contains(own) { stores.append(own) }
        }
        if stores.isEmpty { return }
        let names = stores.map(\.text).joined(separator: ", ")
        let what = "what profiles keep in \(names), their own stores, was left alone"
        let command = "env -u \(StoreChoice.variable) coveo logout --all"
        output.note("\(StoreChoice.variable) is set: \(what); '\(command)' ends those logins")
    }
}

extension Hint {
    /// The command that deletes a profile's login from a store, whatever the settings say by then.
    static func logout(of profile: String, in store: StoreName) -> Hint {
        Hint("'\(StoreChoice.variable)=\(store.text) coveo logout --profile \(ShellWord(profile))'")
    }
}
