import CoveoPlatform
import Ports

/// What flags and environment say together, checked: a wrong flag is 64, a wrong variable 78.
struct Settings: Sendable {
    /// The profile that was typed, and else the one that the environment names.
    var typedProfile: String?
    let environmentProfile: String?
    /// The organization of this command, from flag or environment.
    var organization: OrganizationID?
    /// Whether nothing may be asked and no browser opened.
    let noInput: Bool
    let isVerbose: Bool
    /// What the profile says where neither flag nor environment does; nil where no profile is used.
    var preferences: Preferences?
    private let givenTimeout: Duration?
    /// Limit for all answers of the store together.
    let storeTimeout: Duration
    /// What was typed; the environment comes after it, then the profile.
    let color: ColorChoice?

    /// Limit for one HTTP request.
    var timeout: Duration { givenTimeout ?? preferences?.timeout ?? .seconds(30) }

    init(_ globals: GlobalOptions, environment: Environment) throws(Failure) {
        typedProfile = try single(globals.profile, "--profile")
        if typedProfile?.isEmpty == true {
            throw Failure(.usage, "--profile is empty", hint: "name a profile, as in --profile default")
        }
        environmentProfile = environment.nonEmpty("COVEO_PROFILE")
        try Self.checkProfile(typedProfile, "--profile", code: .usage)
        try Self.checkProfile(environmentProfile, "COVEO_PROFILE", code: .configuration)
        organization = try Self.organization(globals, environment)
        noInput =
            globals.noInput || Self.isTrue(environment["COVEO_NO_INPUT"]) || Self.isTrue(environment["CI"])
        isVerbose = globals.verbose || Self.isTrue(environment["COVEO_DEBUG"])
        color = try single(globals.color, "--color")
        if let seconds = try single(globals.timeout, "--timeout") {
            guard let timeout = Self.duration(seconds) else {
                throw Failure(.usage, "--timeout must be between 0.1 and 86400 seconds", hint: "try --timeout 30")
            }
            givenTimeout = timeout
        } else {
            givenTimeout = try Self.duration(environment, "COVEO_TIMEOUT")
        }
        storeTimeout = try Self.storeTimeout(environment)
    }

    /// No store keeps such a name as it is: known before a login begins rather than at its end.
    ///
    /// - Throws: `code` for a name with control characters.
    static func checkProfile(_ name: String?, _ origin: String, code: ExitCode) throws(Failure) {
        guard let name, name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return
        }
        throw Failure(
            code, "\(origin) holds control characters: '\(Visible(name))'", hint: "name the profile without them")
    }

    private static func organization(
        _ globals: GlobalOptions, _ environment: Environment
    ) throws(Failure) -> OrganizationID? {
        if let typed = try single(globals.org, "--org") { return try OrganizationID(typed, code: .usage) }
        let names = ["COVEO_ORGANIZATION", "COVEO_ORGANIZATION_ID"]
        let values = names.compactMap { environment.nonEmpty($0) }
        guard Set(values).count < 2 else {
            throw Failure(
                .usage, "\(names[0]) and \(names[1]) are both set, to different organizations",
                hint: "unset one of them, or give --org")
        }
        guard let value = values.first else { return nil }
        return try OrganizationID(value, code: .configuration)
    }

    /// `COVEO_STORE_TIMEOUT`, 5 s where it is not set.
    static func storeTimeout(_ environment: Environment) throws(Failure) -> Duration {
        let duration = try duration(environment, "COVEO_STORE_TIMEOUT")
        return duration ?? .seconds(5)
    }

    /// Set, and neither empty, `0` nor `false`.
    static func isTrue(_ value: String?) -> Bool {
        guard let value else { return false }
        return !["", "0", "false"].contains(value.lowercased())
    }

    private static func duration(_ environment: Environment, _ name: String) throws(Failure) -> Duration? {
        guard let text = environment.nonEmpty(name) else { return nil }
        guard let seconds = Double(text), let duration = duration(seconds) else {
            throw Failure(
                .configuration, "\(name) is '\(Visible(text))', and no number of seconds between 0.1 and 86400",
                hint: "unset \(name), or set it to a number such as 30")
        }
        return duration
    }

    private static func duration(_ seconds: Double) -> Duration? {
        ConfigurationKey.timeouts.contains(seconds) ? .seconds(seconds) : nil
    }
}

extension OrganizationID {
    /// The ID that somebody gave.
    ///
    /// - Parameter code: of the failure where it is none: 64 for a flag, 78 for what was set beforehand.
    init(_ given: String, code: ExitCode) throws(Failure) {
        do {
            try self.init(given)
        } catch {
            throw Failure(error, code: code)
        }
    }
}
