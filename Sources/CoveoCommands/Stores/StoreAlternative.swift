import Ports

/// How another store is named where one can't be used.
enum StoreAlternative: Equatable, Sendable {
    /// By `--store` of the command that was typed, where that makes a login, else of `login`.
    case login
    /// By an option of the command that was typed: its words after `coveo`, the option, and a store that is no other one.
    case command(String, option: String, except: StoreName? = nil)
    /// By the variable, which goes before the profile's settings.
    case variable

    /// The hint that names the stores beside one.
    func hint(beside store: FailedStore) -> Hint {
        let (first, second) = store.others
        let (name, words) = (first.rawValue, first.words)
        let (otherName, otherWords) = (second.rawValue, second.words)
        switch self {
        case .login:
            let command: Hint = "'\(again: "--store " + name)', which \(words)"
            return .way("keep logins elsewhere: \(command), or '--store \(otherName)', which \(otherWords)")
                .only(.use, .login)
        case .command(let typed, let option, let excepted):
            func command(_ store: OtherStore) -> Hint {
                let line = "\(typed) \(option) \(store.rawValue)"
                return "keep it elsewhere: '\(coveo: line)', which \(store.words)"
            }
            if name == excepted?.text { return .way(command(second)) }
            if otherName == excepted?.text { return .way(command(first)) }
            return .way("\(command(first)), or '\(option) \(otherName)', which \(otherWords)")
        case .variable:
            let others = "'\(name)' \(words), '\(otherName)' \(otherWords)"
            return .way(Hint("unset \(StoreChoice.variable), or set it to another store: \(others)")).only(.use, .login)
        }
    }
}

/// A store that somebody may have instead of another one, and what is to be known of it.
private enum OtherStore: String {
    case service = "secret-service"
    case pass = "helper:pass"
    case file

    var words: String {
        switch self {
        case .service: "needs a keyring that runs"
        case .pass: "needs 'pass init' once"
        case .file: "is not encrypted"
        }
    }
}

/// The kinds of stores that fail.
enum FailedStore: Sendable {
    case service
    case helper
    case file

    fileprivate var others: (OtherStore, OtherStore) {
        switch self {
        case .service: (.pass, .file)
        case .helper: (.file, .service)
        case .file: (.service, .pass)
        }
    }
}

extension StoreFailure {
    /// The store that failed; nil where the failure is of no store in particular.
    var store: StoreName? {
        switch self {
        case .helper(let program, _):
            let prefix = StoreName.program(ofHelper: "")
            return program.hasPrefix(prefix) ? StoreName("helper:" + program.dropFirst(prefix.count)) : nil
        case .file: return .file
        case .unfit, .cancelled: return nil
        default: return .secretService
        }
    }
}
