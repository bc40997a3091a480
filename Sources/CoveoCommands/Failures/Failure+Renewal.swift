import OAuth2
import Ports
import TokenCache

extension Failure {
    /// A login was not renewed.
    init(_ failure: RenewalFailure) {
        switch failure {
        case .refused(let error, let isLost): self = .renewalRefused(error, isLost: isLost)
        case .failed(let cause):
            let why = Failure(describing: cause)
            // The hints of a login's failure name options that no renewal has, those of a busy server apart.
            let isRefusal = (cause as? OAuth2Failure).map { !$0.isBusy } ?? false
            let hints: [Hint] = isRefusal ? ["try again; where it stays so, run '\(coveo: "login")'"] : why.hints
            self.init(why.code, "the login could not be renewed: \(why.text)", hints: hints)
        case .failedElsewhere(let kind):
            self.init(
                kind.code, "the login could not be renewed: another coveo process tried meanwhile, and \(kind.words)",
                hint: kind == .refused
                    ? "run '\(coveo: "login")'" : kind == .busy ? "try again later" : "try again")
        case .notStored(let store):
            let why = Failure(store)
            self.init(
                why.code,
                "the login was renewed, and the store did not take it: \(why.text). The refresh token of before is "
                    + "used up at most servers",
                hints: ["run '\(coveo: "login")' once the store works"] + why.hints)
        case .replaced:
            self.init(
                .noPermission, "another command ended this login meanwhile, or put another one in its place",
                hint: "look with '\(coveo: "auth status")', then run the command again")
        case .lockTimedOut(let limit):
            self.init(
                .temporary,
                "another coveo process has been renewing this login for \(Self.words(for: limit)), and is not done",
                hint: "try again; '\(coveo: "auth status --offline")' shows the login")
        case .notRenewable:
            self.init(
                .noPermission, "the login can't be renewed: it has no refresh token",
                hint: "run '\(coveo: "login")'; the platform's own client gives none")
        }
    }

    /// Why a command goes on without the lock on a login.
    static func words(for failure: ProcessLockFailure) -> String {
        switch failure {
        case .timedOut(let limit):
            "another coveo process has been at work on this login for \(words(for: limit)), and is not waited for any "
                + "longer"
        case .unavailable(let path, let code):
            "no lock can be made\(path.map { " at \(Visible($0))" } ?? "") (errno \(code)): a coveo process that renews "
                + "this login now may get in the way"
        case .cancelled: "interrupted"
        }
    }

    /// The server does not take the refresh token any more.
    static func renewalRefused(_ error: OAuthError?, isLost: Bool) -> Failure {
        var text = "the login has ended: the authorization server does not renew it any more"
        if let error {
            text += " (\(Visible(error.code, limit: 100))"
            if let description = error.description, !description.isEmpty {
                text += ": \(Visible(description, limit: 300))"
            }
            text += ")"
        }
        if isLost {
            text += ". An earlier renewal was cut off before its answer was stored, which used the refresh token up"
        }
        return Failure(.noPermission, text, hint: "run '\(coveo: "login")'")
    }
}

extension RenewalFailure {
    /// Whether only another login helps.
    var endsLogin: Bool {
        switch self {
        case .refused, .failedElsewhere(.refused): true
        default: false
        }
    }
}

extension RenewalFailure.Kind {
    /// How another process' renewal failed, after "another process tried, and".
    fileprivate var words: String {
        switch self {
        case .refused: "the authorization server refused"
        case .noAnswer: "got no answer"
        case .unreachable: "could not reach the authorization server"
        case .busy: "the authorization server wants to be asked later"
        case .serverFailed: "the authorization server failed"
        case .store: "the store failed"
        case .other: "got an answer that can't be used"
        }
    }

    fileprivate var code: ExitCode {
        switch self {
        case .refused: .noPermission
        case .noAnswer, .busy: .temporary
        case .unreachable, .serverFailed: .unavailable
        case .store: .configuration
        case .other: .protocolBroken
        }
    }
}
