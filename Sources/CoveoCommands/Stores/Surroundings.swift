import JSON
import Ports

/// What of a process' surroundings decides how stores work.
struct Surroundings: Sendable {
    /// A variable, and what may be told of it.
    struct Variable: Equatable, Sendable {
        let name: String
        /// nil where it is not set; of a secret nothing but whether it says something.
        let value: Value?

        enum Value: Equatable, Sendable {
            case text(String)
            case secret(isEmpty: Bool)
            /// It can't be what it should be, and may hold a secret.
            case unfit
        }
    }

    /// A place that is unlike a desktop.
    enum Place: String, CaseIterable, Sendable {
        case ssh
        case container
        case wsl
        case ci
    }

    let variables: [Variable]
    let network: NetworkVariables
    let places: [Place]

    private static let names = [
        "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "COVEO_CREDENTIAL_STORE",
        "COVEO_STORE_TIMEOUT", "COVEO_PROFILE", "COVEO_CONFIG_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
        "XDG_STATE_HOME", "PASSWORD_STORE_DIR", "GNUPGHOME", "GPG_TTY",
    ]

    init(_ environment: Environment, files: any Files) {
        let token = environment["COVEO_ACCESS_TOKEN"].map { Variable.Value.secret(isEmpty: $0.trimmed.isEmpty) }
        variables =
            Self.names.map { name in Variable(name: name, value: environment[name].map { .text($0) }) }
            + [Variable(name: "COVEO_ACCESS_TOKEN", value: token)]
        network = NetworkVariables(environment, files: files)
        places = Place.allCases.filter { place in
            switch place {
            case .ssh: environment.nonEmpty("SSH_CONNECTION") != nil || environment.nonEmpty("SSH_TTY") != nil
            case .container:
                environment.nonEmpty("container") != nil || Self.isThere("/.dockerenv", files)
                    || Self.isThere("/run/.containerenv", files)
            case .wsl: environment.nonEmpty("WSL_DISTRO_NAME") != nil || environment.nonEmpty("WSL_INTEROP") != nil
            case .ci: Settings.isTrue(environment["CI"])
            }
        }
    }

    private static func isThere(_ path: String, _ files: any Files) -> Bool {
        do throws(FileFailure) {
            _ = try files.read(path, limit: 1)
            return true
        } catch {
            if case .tooLarge = error { return true }
            return false
        }
    }
}

extension Surroundings.Variable {
    /// For people.
    var words: String {
        switch value {
        case nil: "not set"
        case .text(""), .secret(isEmpty: true): "set, and empty"
        case .text(let text): text
        case .unfit: "set, and no address (not shown: it may hold a password)"
        case .secret(isEmpty: false): "set, and goes before every login"
        }
    }

    /// For scripts; of a secret, whether it says something.
    var json: JSONValue {
        switch value {
        case nil: .null
        case .text(let text): .string(text)
        case .unfit: .string("[redacted]")
        case .secret(let isEmpty): .bool(!isEmpty)
        }
    }
}

extension Surroundings.Place {
    /// For people.
    var words: String {
        switch self {
        case .ssh: "an SSH session"
        case .container: "a container"
        case .wsl: "WSL"
        case .ci: "a CI job"
        }
    }
}
