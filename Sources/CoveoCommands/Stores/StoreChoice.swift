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
                let near = StoreName.near(text).map { Hint("did you mean '\($0)'?") }
                throw Failure(
                    .configuration, "\(Self.variable) is '\(Visible(text))', not \(StoreName.expectation)",
                    hints: [near, "unset it, or set it to one of these"].compactMap { $0 })
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
            throw Failure(
                .usage, "\(option) '\(Visible(text))' is no store: it is \(Self.expectation)",
                hint: Self.near(text).map { "did you mean '\($0)'?" } ?? "as in \(option) file")
        }
        self = name
    }

    /// The store that a wrong name most likely means: what the store is called elsewhere, a helper without its prefix,
    /// or a name some letters away. nil where nothing is near.
    static func near(_ text: String) -> String? {
        let word = text.lowercased()
        let services = [
            "keyring", "keychain", "libsecret", "secretservice", "secret_service", "secret-tool", "gnome-keyring",
            "kwallet", "keepassxc",
        ]
        if services.contains(word) { return StoreName.secretService.text }
        let prefix = program(ofHelper: "")
        let helper = word.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : helpers.first { $0 == word }
        if let store = helper.flatMap({ StoreName("helper:" + $0) }) { return store.text }
        return NearNames.nearest(to: text, among: offered).first
    }

    /// The helpers that are known by name (docker-credential-helpers).
    private static let helpers = ["pass", "wincred", "wincred.exe"]
}
