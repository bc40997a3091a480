import FoundationEssentials
import Ports
import TokenCache

extension Failure {
    /// The store can't be used: which of its states it is, and the ways out, the variable first.
    ///
    /// - Parameter alternative: how another store is named.
    init(_ failure: StoreFailure, instead alternative: StoreAlternative = .login) {
        let (text, mend): (String, Hint)
        switch failure {
        case .notInstalled(let library):
            text = "the Secret Service can't be used: \(Visible(library)) is not installed"
            mend = "install it, on Debian and Ubuntu with 'apt install libsecret-1-0'"
        case .noSessionBus:
            text = "the Secret Service can't be reached: there is no D-Bus session bus here"
            mend = "run inside a desktop session, or under 'dbus-run-session -- bash' with a keyring unlocked there"
        case .noService:
            text = "there is no Secret Service on the session bus"
            mend = """
                start one: gnome-keyring, KWallet, or KeePassXC with its Secret Service switched on; without a desktop \
                gnome-keyring-daemon
                """
        case .noCollection:
            text = "the Secret Service has no default keyring yet, and nobody can be asked here to make one"
            mend = "run the command at a terminal of the desktop, where a dialog asks for the new keyring's password"
        case .locked:
            text = "the keyring is locked, and nobody can be asked here to unlock it"
            mend = """
                unlock it in the desktop, or run the command at a terminal there; without a desktop \
                gnome-keyring-daemon unlocks it
                """
        case .dismissed:
            text = "the keyring stayed locked: its dialog was dismissed"
            mend = "run the command again and unlock the keyring"
        case .noAnswer(let duration):
            text = "the Secret Service did not answer within \(Self.words(for: duration))"
            mend = "restart the keyring daemon, or wait longer with COVEO_STORE_TIMEOUT=SECONDS"
        case .denied:
            text = "the Secret Service denied access to the login"
            mend = "allow it in the keyring's settings (KeePassXC: Secret Service Integration)"
        case .garbled:
            text = "the Secret Service gave an answer that can't be read"
            mend = "restart it; which program it is, '\(coveo: "auth doctor")' says"
        case .other(let domain, let code):
            text = "the Secret Service failed (\(Visible(domain)), code \(code))"
            mend = "restart the keyring daemon"
        case .unfit(let reason):
            self.init(
                .configuration, "the store can't keep this login: \(Visible(reason))",
                hints: [Self.variable, alternative.hint(beside: .service)])
            return
        case .helper(let program, let failure):
            self.init(failure, ofHelper: program, instead: alternative)
            return
        case .file(let path, let failure):
            self.init(failure, ofStoreFile: path, instead: alternative)
            return
        case .cancelled:
            self.init(.interrupted, "interrupted")
            return
        }
        self.init(store: text, mend: mend, of: .service, instead: alternative)
    }

    /// A store can't be used: what helps depends on what the command is about.
    ///
    /// - Parameter hint: what would mend it.
    init(store text: String, mend hint: Hint, of store: FailedStore, instead alternative: StoreAlternative) {
        let elsewhere = alternative.hint(beside: store)
        if case .command = alternative {
            // There is a login already: what is to be kept is something else.
            self.init(.configuration, text, hints: [.way(hint), elsewhere, Self.help])
        } else {
            self.init(
                .configuration, text,
                hints: [Self.variable, .way(hint), Self.doctor, elsewhere, Self.help, Self.withoutStore])
        }
    }

    /// The way around every store.
    private static let variable = Hint.way(
        .settingToken("without a store, set COVEO_ACCESS_TOKEN to an access token or API key")
    ).only(.use, .login)

    private static let doctor = Hint("'\(coveo: "auth doctor")' tells what is wrong with the store").only(.use)

    private static let help = Hint("'coveo help stores' has the commands of each way").only(.use, .login, .diagnosis)

    /// How a login is ended whose store can't be used.
    private static let withoutStore = Hint.way(
        "'\(again: "--force")' goes on without the store, and leaves there what may be in it"
    ).only(.ending)

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
