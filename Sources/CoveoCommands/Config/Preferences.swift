import JSON
import OAuth2
import Ports

/// What the settings of one profile say about how commands run: below flags and environment, above the defaults.
struct Preferences: Sendable {
    /// Limit for one HTTP request.
    let timeout: Duration?
    let color: ColorChoice?

    /// - Throws: 78 for a value that can't be, saying where it stands.
    init(_ configuration: Configuration, profile: String) throws(Failure) {
        timeout = try configuration.usable(.timeout, of: profile)?.double.map { .seconds($0) }
        color = try configuration.usable(.color, of: profile)?.string.flatMap { ColorChoice(rawValue: $0) }
        // Which store it is depends on flag and environment too.
        _ = try configuration.store(of: profile)
    }
}

extension Configuration {
    /// The loopback ports on which this profile's logins wait for the redirect; nil where nothing is set.
    ///
    /// - Throws: 78 for a value that can't be, saying where it stands.
    func redirectPorts(of profile: String) throws(Failure) -> [UInt16]? {
        try usable(.redirectPorts, of: profile).flatMap(ConfigurationKey.ports)
    }

    /// The store that a profile's settings choose; nil where they leave it open.
    ///
    /// - Throws: 78 for a value that can't be, saying where it stands.
    func store(of profile: String) throws(Failure) -> StoreName? {
        try usable(.store, of: profile)?.string.flatMap { StoreName($0) }
    }

    /// A value that means something; nil where nothing is set.
    ///
    /// - Throws: 78 for one that doesn't, with the command that takes it out.
    func usable(_ key: ConfigurationKey, of profile: String) throws(Failure) -> JSONValue? {
        guard let value = value(key, of: profile) else { return nil }
        guard key.isUsable(value) else {
            let place = path.map { " in \(Visible($0))" } ?? ""
            let shown = Visible(ConfigurationKey.text(value))
            throw Failure(
                .configuration,
                "the \(key.rawValue) of profile '\(Visible(profile))'\(place) is '\(shown)', not \(key.expectation)",
                hint: "'\(coveo: "config unset \(key.rawValue)")' takes it out")
        }
        return value
    }
}

extension Settings {
    /// The profile of this command, where `configuration` is what `config.json` says.
    func profile(_ configuration: Configuration) -> String {
        typedProfile ?? environmentProfile ?? configuration.currentProfile ?? "default"
    }

    /// Takes over what the profile's settings say. With `COVEO_ACCESS_TOKEN` no profile is used, and nothing is read.
    ///
    /// - Parameter glance: what was read ahead of the parser.
    /// - Returns: what was read; nil where nothing was, or nothing that can be used.
    /// - Throws: 78 for a configuration that can't be used, unless it is to be mended.
    mutating func readPreferences(
        _ world: World, isMending: Bool, glance: Glance
    ) throws(Failure) -> Configuration? {
        if typedProfile == nil, Context.variableToken(world.environment) != nil { return nil }
        do throws(Failure) {
            let configuration: Configuration
            if let read = glance.configuration {
                configuration = try read.get()
            } else {
                configuration = try Configuration(files: world.files, environment: world.environment)
            }
            preferences = try Preferences(configuration, profile: profile(configuration))
            return configuration
        } catch {
            guard isMending else { throw error }
            return nil
        }
    }
}
