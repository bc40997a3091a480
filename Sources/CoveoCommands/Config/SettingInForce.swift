import JSON
import Ports

/// A key's value as commands see it, and where it comes from.
struct SettingInForce {
    let key: ConfigurationKey
    /// nil where nothing says anything.
    let value: JSONValue?
    let origin: Origin?

    /// Where a value comes from.
    enum Origin: Equatable {
        case flag(String)
        case environment(String)
        /// The file, and the profile in it.
        case configuration(path: String, profile: String?)
        /// The profile's login.
        case login(profile: String)
        case standard

        /// For people.
        var words: String {
            switch self {
            case .flag(let name): "flag \(name)"
            case .environment(let name): "environment \(name)"
            case .configuration(let path, nil): path
            case .configuration(let path, let profile?): "\(path), profile \(profile)"
            case .login(let profile): "login, profile \(profile)"
            case .standard: "default"
            }
        }

        /// For scripts: the kind, and which one it is.
        fileprivate var members: (kind: JSONValue, name: JSONValue) {
            switch self {
            case .flag(let name): ("flag", .string(name))
            case .environment(let name): ("environment", .string(name))
            case .configuration(let path, _): ("configuration", .string(path))
            case .login(let profile): ("login", .string(profile))
            case .standard: ("default", nil)
            }
        }
    }

    /// Finds it by the contract's precedence; flags and environment were checked before.
    init(
        _ key: ConfigurationKey, globals: GlobalOptions, environment: Environment, configuration: Configuration,
        profile: String
    ) {
        self.key = key
        if let (flag, text) = key.typed(globals) {
            value = key.parsed(text)
            origin = .flag(flag)
        } else if let (variable, value) = key.variable(environment) {
            self.value = value
            origin = .environment(variable)
        } else if let value = configuration.value(key, of: profile), let path = configuration.path {
            self.value = value
            origin = .configuration(path: path, profile: key == .profile ? nil : profile)
        } else {
            value = key.standard
            origin = key.standard == nil ? nil : .standard
        }
    }

    /// The organization of the profile's login, which counts where nothing else says one.
    init(organization: String, ofLogin profile: String) {
        key = .organization
        value = .string(organization)
        origin = .login(profile: profile)
    }

    /// The value as text, empty where there is none.
    var text: String { value.map(ConfigurationKey.text) ?? "" }

    /// The members for JSON.
    var members: JSONObject {
        let origin = origin?.members
        return [
            "key": .string(key.rawValue), "value": value ?? .null, "origin": origin?.kind ?? .null,
            "from": origin?.name ?? .null,
        ]
    }
}

extension ConfigurationKey {
    /// The value of the global option that goes before this key, and the option's name.
    fileprivate func typed(_ globals: GlobalOptions) -> (name: String, text: String)? {
        switch self {
        case .profile: globals.profile.first.map { ("--profile", $0) }
        case .organization: globals.org.first.map { ("--org", $0) }
        case .timeout: globals.timeout.first.map { ("--timeout", $0.description) }
        case .color: globals.color.first.map { ("--color", $0.rawValue) }
        case .store, .redirectPorts: nil
        }
    }

    /// What the environment says instead of this key, and by which variable.
    fileprivate func variable(_ environment: Environment) -> (name: String, value: JSONValue)? {
        if self == .color {
            if environment.nonEmpty("NO_COLOR") != nil { return ("NO_COLOR", "never") }
            let force = environment.nonEmpty("CLICOLOR_FORCE")
            return force == nil || force == "0" ? nil : ("CLICOLOR_FORCE", "always")
        }
        for name in variables {
            if let text = environment.nonEmpty(name) { return (name, parsed(text)) }
        }
        return nil
    }

    private var variables: [String] {
        switch self {
        case .profile: ["COVEO_PROFILE"]
        case .organization: ["COVEO_ORGANIZATION", "COVEO_ORGANIZATION_ID"]
        case .store: ["COVEO_CREDENTIAL_STORE"]
        case .timeout: ["COVEO_TIMEOUT"]
        case .redirectPorts, .color: []
        }
    }

    /// As `config.json` would keep it; a text that means nothing stays what it is.
    fileprivate func parsed(_ text: String) -> JSONValue {
        do throws(Failure) { return try value(typed: text) } catch { return .string(text) }
    }
}
