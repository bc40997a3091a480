import JSON
import Ports

/// The preferences in `config.json`: never a secret, and lost without losing a login. Unknown keys survive.
struct Configuration: Sendable {
    /// Where it is; nil where there is neither `COVEO_CONFIG_DIR`, `XDG_CONFIG_HOME` nor `HOME`.
    let path: String?
    private var object: JSONObject

    private static let limit = 1 << 20

    /// Reads it; an absent one is empty.
    ///
    /// - Throws: 78 where it is damaged or can't be read, saying where.
    init(files: any Files, environment: Environment) throws(Failure) {
        path = Self.path(environment)
        object = JSONObject()
        guard let path else { return }
        let bytes: [UInt8]
        do {
            bytes = try files.read(path, limit: Self.limit)
        } catch .absent {
            return
        } catch {
            throw Failure(
                .configuration, "the configuration can't be read: \(Failure.words(for: error))",
                hint: "mend its permissions, or name another folder with COVEO_CONFIG_DIR")
        }
        do {
            guard case .object(let object) = try JSONValue(parsing: bytes) else {
                throw Self.damaged(path, "it is no JSON object")
            }
            self.object = object
            if let wrong = Self.wrongKey(object) {
                throw Self.damaged(path, "'\(Visible(wrong))' has another type than it should")
            }
        } catch let failure as Failure {
            throw failure
        } catch let failure as JSONFailure {
            throw Self.damaged(path, Failure.words(for: failure))
        } catch {
            throw Self.damaged(path, "it can't be parsed")
        }
    }

    /// An empty one, in the place of one that can't be read.
    init(emptyFor environment: Environment) {
        path = Self.path(environment)
        object = JSONObject()
    }

    /// The profile that commands use where none is named.
    var currentProfile: String? {
        get { object["profile"]?.string }
        set { object["profile"] = newValue.map { .string($0) } }
    }

    /// The profiles that have settings.
    var profiles: [String] { object["profiles"]?.object?.keys ?? [] }

    /// A profile's organization.
    func organization(of profile: String) -> String? { value(.organization, of: profile)?.string }

    /// Sets a profile's organization; the profile is known from then on.
    mutating func setOrganization(_ organization: String?, of profile: String) {
        set(.organization, to: organization.map { .string($0) }, of: profile)
    }

    /// What is set; of `profile`, for every key but the current profile's own.
    func value(_ key: ConfigurationKey, of profile: String) -> JSONValue? {
        key == .profile ? object["profile"] : ownValue(key.rawValue, of: profile)
    }

    /// Sets a key, or with nil takes it out; the profile is known from then on.
    mutating func set(_ key: ConfigurationKey, to value: JSONValue?, of profile: String) {
        if key == .profile {
            object["profile"] = value
        } else {
            setOwnValue(value, key.rawValue, of: profile)
        }
    }

    /// Sets where a profile's login is kept.
    mutating func setStore(_ store: StoreName, of profile: String) {
        set(.store, to: .string(store.text), of: profile)
    }

    /// A store in which a login of the profile may lie beside the one that counts: a move from there, or to there, is
    /// under way or was cut off. No key that a person sets.
    func otherStore(of profile: String) -> StoreName? {
        ownValue(Self.otherStoreKey, of: profile)?.string.flatMap { StoreName($0) }
    }

    /// Takes down such a store, or with nil that there is none.
    mutating func setOtherStore(_ store: StoreName?, of profile: String) {
        setOwnValue(store.map { .string($0.text) }, Self.otherStoreKey, of: profile)
    }

    private static let otherStoreKey = "otherStore"

    /// What stands under `key` in a profile's object: its settings, and what commands note for themselves beside them.
    func ownValue(_ key: String, of profile: String) -> JSONValue? {
        object["profiles"]?.object?[profile]?[key]
    }

    /// Puts something there, or with nil takes it out; the profile is known from then on.
    mutating func setOwnValue(_ value: JSONValue?, _ key: String, of profile: String) {
        var profiles = object["profiles"]?.object ?? JSONObject()
        var settings = profiles[profile]?.object ?? JSONObject()
        settings[key] = value
        profiles[profile] = .object(settings)
        object["profiles"] = .object(profiles)
    }

    /// The keys that are set for a profile, those of later versions too.
    func keys(of profile: String) -> [String] { object["profiles"]?.object?[profile]?.object?.keys ?? [] }

    /// Takes out a profile with all its settings.
    mutating func remove(_ profile: String) {
        guard var profiles = object["profiles"]?.object else { return }
        profiles[profile] = nil
        object["profiles"] = .object(profiles)
    }

    /// Writes it whole or not at all, 0600.
    ///
    /// Whoever changes something reads it just before (`Context.rewrite`).
    func save(_ files: any Files) throws(FileFailure) {
        guard let path else { return }
        try files.replace(path, with: Array((JSONValue.object(object).text(.pretty) + "\n").utf8))
    }

    /// The first key of ours with a value of another type: such a file is not written over.
    private static func wrongKey(_ object: JSONObject) -> String? {
        if let profile = object["profile"], profile.string == nil { return "profile" }
        guard let profiles = object["profiles"] else { return nil }
        guard let settings = profiles.object else { return "profiles" }
        for (name, value) in settings.members {
            guard let keys = value.object else { return "profiles.\(name)" }
            for key in ConfigurationKey.allCases where key != .profile {
                if let value = keys[key.rawValue], !key.isOfItsType(value) { return "profiles.\(name).\(key.rawValue)" }
            }
        }
        return nil
    }

    /// Where it is; nil where no variable says so.
    static func path(_ environment: Environment) -> String? {
        if let directory = environment.nonEmpty("COVEO_CONFIG_DIR") { return directory + "/config.json" }
        if let base = environment.nonEmpty("XDG_CONFIG_HOME"), base.hasPrefix("/") {
            return base + "/coveo/config.json"
        }
        return environment.absolute("HOME").map { $0 + "/.config/coveo/config.json" }
    }

    private static func damaged(_ path: String, _ why: String) -> Failure {
        Failure(
            .configuration, "the configuration \(Visible(path)) is damaged: \(why)",
            hint: "mend it, or move it away; logins are kept elsewhere and stay")
    }
}
