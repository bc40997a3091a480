import FoundationEssentials
import Ports
import TokenCache

extension Failure {
    /// The store can't be used: which of its states it is, and the ways out, the variable first.
    init(_ failure: StoreFailure) {
        switch failure {
        case .notInstalled(let library):
            self.init(
                store: "the Secret Service can't be used: \(Visible(library)) is not installed",
                hint: "install it, on Debian and Ubuntu with 'apt install libsecret-1-0'")
        case .noSessionBus:
            self.init(
                store: "the Secret Service can't be reached: there is no D-Bus session bus here",
                hint: "run inside a desktop session, or under 'dbus-run-session' with a keyring daemon")
        case .noService:
            self.init(
                store: "there is no Secret Service on the session bus",
                hint: "start one: gnome-keyring, KWallet, or KeePassXC with its Secret Service switched on")
        case .noCollection:
            self.init(
                store: "the Secret Service has no default keyring yet, and nobody can be asked here to make one",
                hint: "run the command at a terminal of the desktop, where a dialog asks for the new keyring's password"
            )
        case .locked:
            self.init(
                store: "the keyring is locked, and nobody can be asked here to unlock it",
                hint: "unlock it in the desktop, or run the command at a terminal there")
        case .dismissed:
            self.init(
                store: "the keyring stayed locked: its dialog was dismissed",
                hint: "run the command again and unlock the keyring")
        case .noAnswer(let duration):
            self.init(
                store: "the Secret Service did not answer within \(Self.words(for: duration))",
                hint: "restart the keyring daemon, or wait longer with COVEO_STORE_TIMEOUT=SECONDS")
        case .denied:
            self.init(
                store: "the Secret Service denied access to the login",
                hint: "allow it in the keyring's settings (KeePassXC: Secret Service Integration)")
        case .garbled:
            self.init(
                store: "the Secret Service gave an answer that can't be read",
                hint: "restart it; which program it is, '\(coveo: "auth doctor")' says")
        case .unfit(let reason):
            self.init(
                .configuration, "the store can't keep this login: \(Visible(reason))",
                hints: [Self.variable, Self.otherThanService])
        case .helper(let program, let failure): self.init(failure, ofHelper: program)
        case .file(let path, let failure): self.init(failure, ofStoreFile: path)
        case .other(let domain, let code):
            self.init(
                store: "the Secret Service failed (\(Visible(domain)), code \(code))",
                hint: "restart the keyring daemon")
        case .cancelled:
            self.init(.interrupted, "interrupted")
        }
    }

    /// The Secret Service can't be used.
    ///
    /// - Parameter hint: what would mend it, to go on after "or".
    private init(store text: String, hint: Hint) {
        self.init(store: text, mend: hint, elsewhere: Self.otherThanService)
    }

    /// A store can't be used: what helps depends on what the command is about.
    ///
    /// - Parameters:
    ///   - hint: what would mend it.
    ///   - elsewhere: the stores beside it.
    init(store text: String, mend hint: Hint, elsewhere: Hint) {
        self.init(
            .configuration, text,
            hints: [Self.variable, .way(hint), Self.doctor, elsewhere, Self.withoutStore])
    }

    /// The way around every store.
    private static let variable = Hint.way(
        .settingToken("without a store, set COVEO_ACCESS_TOKEN to an access token or API key")
    ).only(.use, .login)

    private static let doctor = Hint("'\(coveo: "auth doctor")' tells what is wrong with the store").only(.use)

    /// How a login is ended whose store can't be used.
    private static let withoutStore = Hint.way(
        "'\(again: "--force")' goes on without the store, and leaves there what may be in it"
    ).only(.ending)

    /// The stores beside each one.
    private static let otherThanService = elsewhere(
        "'\(again: "--store helper:pass")', or '--store file', which is not encrypted")
    static let otherThanHelper = elsewhere(
        "'\(again: "--store secret-service")', or '--store file', which is not encrypted")
    static let otherThanFile = elsewhere("'\(again: "--store secret-service")', or '--store helper:pass'")

    private static func elsewhere(_ stores: Hint) -> Hint {
        .way("keep logins elsewhere: \(stores)").only(.use, .login)
    }

    /// The stored session can't be used.
    init(_ failure: SessionFailure) {
        switch failure {
        case .locked: self.init(StoreFailure.locked)
        case .newerVersion(let found, let known):
            self.init(
                .configuration, "the stored login has version \(found), and this program knows up to \(known)",
                hint: "it was left as it is; update coveo, or use another --profile")
        case .damaged(let reason):
            self.init(
                .configuration, "the stored login is damaged: \(Self.words(for: reason))",
                hint: "run '\(coveo: "login")' to replace it")
        }
    }

    private static func words(for damage: SessionFailure.Damage) -> String {
        switch damage {
        case .notJSON: "it is no JSON"
        case .notAnObject: "it is no JSON object"
        case .missing(let field): "it has no '\(Visible(field))'"
        case .invalid(let field): "its '\(Visible(field))' can't be used"
        }
    }

    /// There is no valid token.
    init(_ failure: TokenCacheFailure) {
        switch failure {
        case .unfitToken:
            self.init(
                .noPermission, "the token in COVEO_ACCESS_TOKEN holds spaces or other characters that no token has",
                hint: "set it to the token alone")
        case .notLoggedIn(let profile): self = .notLoggedIn(profile: profile)
        case .expired(let end): self = .expired(at: end)
        case .givenTokenExpired(let end):
            self.init(
                .noPermission, "the login has expired: its access token or API key ended at \(Moment.people(end))",
                hint: .anotherToken)
        }
    }

    /// The login has ended.
    static func expired(at end: Date) -> Failure {
        Failure(
            .noPermission, "the login has expired (at \(Moment.people(end)))",
            hint: "run '\(coveo: "login")'; the platform's own client needs that once a day")
    }

    /// No login of this profile.
    ///
    /// - Parameters:
    ///   - last: where its last one was made, if that is known.
    ///   - stray: a store that has one, and is not the profile's.
    static func notLoggedIn(
        profile: String, last: LastLogin? = nil, strayIn stray: StoreName? = nil
    ) -> Failure {
        let text = "not logged in" + (profile == "default" ? "" : " as profile '\(Visible(profile))'")
        let inCI = Hint.settingToken("or, in CI, set COVEO_ACCESS_TOKEN")
        guard let stray else { return Failure(.noPermission, text, hints: ["run \(Hint.again(last))", inCI]) }
        return Failure(.noPermission, text, hints: [.stray(in: stray), "or run \(Hint.again(last))", inCI])
    }
}

extension Hint {
    /// A store holds the profile's login, and is not where it is looked for.
    static func stray(in store: StoreName) -> Hint {
        let note = "the store '\(store.text)' holds a login of this profile, and no configuration names it"
        let command = "config set store \(store.text)"
        return "\(note): '\(coveo: command)' does"
    }

    /// After a login by a token, which only another token makes good.
    static let anotherToken: Hint = "run '\(coveo: Session.commandWithToken)' with another token or API key"

    /// The command that makes a login like the last one, which is gone; and where it goes, unless every login does.
    static func again(_ last: LastLogin?) -> Hint {
        let place = last?.unusualPlatform.map { ", which goes to \(Visible($0)) as before" } ?? ""
        return "'\(coveo: last?.command ?? "login")'\(place)"
    }
}
