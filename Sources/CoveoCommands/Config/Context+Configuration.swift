import CoveoPlatform
import JSON
import Ports
import TokenCache

extension Context {
    /// The configuration and the profile whose key is meant.
    ///
    /// - Throws: 78 for a damaged configuration and for a profile that is nowhere.
    func configurationToChange(_ key: ConfigurationKey) async throws -> (Configuration, profile: String) {
        let configuration = try configuration()
        let profile = profile(configuration)
        if key != .profile { try await checkProfileExists(profile, configuration: configuration) }
        return (configuration, profile)
    }

    /// The organization of a profile's login, which counts where the settings name none. nil where there is no login,
    /// and, with a warning, where the store can't tell. No dialog is opened for it.
    func organization(ofLogin profile: String) async throws -> String? {
        do {
            let store = stores[try storeChoice(of: profile).name]
            return try await SessionStore(store: store, interaction: .never).read(profile)?.organization
        } catch {
            let failure = Failure(describing: error)
            if failure.code == .interrupted { throw failure }
            output.warning("the organization of profile '\(Visible(profile))' can't be told: \(failure.text)")
            return nil
        }
    }

    /// Sets a key, or with nil takes it out, and says so.
    func change(_ key: ConfigurationKey, to value: JSONValue?) async throws -> ExitCode {
        let (configuration, profile) = try await configurationToChange(key)
        let isChanged = configuration.value(key, of: profile) != value
        if isChanged { try await write { $0.set(key, to: value, of: profile) } }
        if output.isJSON {
            try output.value([
                "key": .string(key.rawValue), "profile": key == .profile ? .null : .string(profile),
                "value": value ?? .null, "changed": .bool(isChanged),
            ])
        }
        let text = value.map { "is \(isChanged ? "now" : "already") \(Visible(ConfigurationKey.text($0)))" }
        output.progress("\(key.words(profile)) \(text ?? (isChanged ? "is no longer set" : "was not set"))")
        if key == .profile { warnOfOverridingVariables(beside: value?.string ?? "default") }
        return .done
    }

    /// Changes the configuration, and nothing that another command changes at the same time.
    ///
    /// - Throws: 78 where it can't be written, or has no place.
    func write(_ change: (inout Configuration) -> Void) async throws {
        guard Configuration.path(world.environment) != nil else { throw Failure.noConfigurationPath }
        do {
            try await rewrite(change)
        } catch let failure as FileFailure {
            throw Failure(
                .configuration, "the configuration can't be written: \(Failure.words(for: failure))",
                hint: "mend its permissions, or name another folder with COVEO_CONFIG_DIR")
        }
    }

    /// Reads the configuration anew, changes it and writes it, one process at a time: that takes some milliseconds, so
    /// that whoever can't have the lock goes on without. Does nothing where the configuration has no place.
    ///
    /// Throws `Failure` where it is damaged, `FileFailure`, `CancellationError`.
    func rewrite(_ change: (inout Configuration) -> Void) async throws {
        guard Configuration.path(world.environment) != nil else { return }
        let held = try await world.locks.acquire("configuration", within: .seconds(2), orTell: { _ in })
        defer { held?.release() }
        var configuration = try configurationAnew()
        change(&configuration)
        try configuration.save(world.files)
    }

    /// The same where what is done does not depend on it.
    ///
    /// Throws `CancellationError`.
    ///
    /// - Returns: why it could not be written; nil where it was.
    func rewriteIfPossible(_ change: (inout Configuration) -> Void) async throws -> String? {
        do {
            try await rewrite(change)
            return nil
        } catch let failure as FileFailure {
            return Failure.words(for: failure)
        } catch let failure as Failure {
            return failure.text
        }
    }

    /// Says which variable keeps the current profile from counting.
    func warnOfOverridingVariables(beside current: String) {
        if variableIsSet {
            output.warning("COVEO_ACCESS_TOKEN is set and goes before every profile")
        } else if let name = settings.environmentProfile, !name.hasSameBytes(as: current) {
            output.warning("COVEO_PROFILE is set, and '\(Visible(name))' goes before the current profile")
        }
    }
}

extension ConfigurationKey {
    /// The key as part of a sentence.
    func words(_ profile: String) -> String {
        self == .profile ? "the current profile" : "the \(rawValue) of profile '\(Visible(profile))'"
    }
}

extension Failure {
    /// There is no folder for it.
    static let noConfigurationPath = Failure(
        .configuration,
        "there is no place for the configuration: neither HOME nor XDG_CONFIG_HOME is an absolute path, and "
            + "COVEO_CONFIG_DIR is unset",
        hint: "name a folder with COVEO_CONFIG_DIR")
}
