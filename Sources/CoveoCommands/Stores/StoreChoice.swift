import CoveoPlatform
import Ports

/// Which store keeps a profile's login, and what says so.
struct StoreChoice: Equatable, Sendable {
    let name: StoreName
    let origin: Origin

    /// What a choice comes from, by the contract's precedence.
    enum Origin: Sendable {
        case flag
        case environment
        case configuration
        case standard
    }

    /// The variable that goes before every profile's choice.
    static let variable = "COVEO_CREDENTIAL_STORE"

    /// - Parameter typed: what `--store` says.
    /// - Throws: 78 where the variable or the configuration names no store.
    init(
        typed: StoreName? = nil, environment: Environment, configuration: Configuration, profile: String
    ) throws(Failure) {
        if let typed {
            (name, origin) = (typed, .flag)
        } else if let text = environment.nonEmpty(Self.variable) {
            guard let store = StoreName(text) else {
                throw Failure(
                    .configuration, "\(Self.variable) is '\(Visible(text))', not \(StoreName.expectation)",
                    hint: "unset it, or set it to one of these")
            }
            (name, origin) = (store, .environment)
        } else if let store = try configuration.store(of: profile) {
            (name, origin) = (store, .configuration)
        } else {
            (name, origin) = (.secretService, .standard)
        }
    }
}

extension StoreName {
    /// What a store's name is, as part of a sentence.
    static let expectation = "secret-service, helper:NAME or file"

    /// The names that a shell can offer: those of helpers are of the programs that Debian has.
    static let offered = ["secret-service", "file", "helper:pass", "helper:secretservice"]

    /// The store that was typed.
    ///
    /// - Parameter option: by which it was.
    /// - Throws: 64 where it is none.
    init(typed text: String, _ option: String) throws(Failure) {
        guard let name = StoreName(text) else {
            let near = NearNames.nearest(to: text, among: Self.offered).first
            throw Failure(
                .usage, "\(option) '\(Visible(text))' is no store: it is \(Self.expectation)",
                hint: near.map { "did you mean '\($0)'?" } ?? "as in \(option) file")
        }
        self = name
    }
}
