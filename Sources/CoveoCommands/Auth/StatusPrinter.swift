import OAuth2
import Ports
import TokenCache

/// Prints the status of one profile for people.
struct StatusPrinter {
    let report: StatusReport
    /// Whether it is the profile that the command's exit code is about: only there it says what to do.
    let isDecisive: Bool
    /// A store that has a login of the profile, and is not the profile's.
    let stray: StoreName?
    /// Whether no server was asked.
    let isOffline: Bool
    let context: Context

    func print() throws {
        let name = "profile \(Visible(report.profile))\(report.isCurrent ? " (current)" : "")"
        try context.output.result("\(sign) \(name): \(state)")
        if let variable = report.variable {
            try line("chosen by", "\(variable), which goes before config.json")
        }
        if let session = report.session {
            try printLogin(session)
        } else if let last = report.last {
            try line("last login", last.platformURL)
        }
        try printStore()
        if report.session != nil { try line("valid", valid) }
        if isDecisive, let hint { context.output.hint(hint) }
    }

    private func printStore() throws {
        let variable = report.store.origin == .environment ? ", chosen by \(StoreChoice.variable)" : ""
        try line("store", "\(report.store.name.text), \(report.storeState.words)\(variable)")
        if let protection = report.protection {
            try line("secrets", protection.words)
        } else if report.store.name == .file {
            try line("secrets", "not encrypted in the file")
        }
        if let other = report.otherStore {
            var scope = CommandScope()
            scope.profile = report.isCurrent ? nil : report.profile
            let command = scope.line("auth move --to \(report.store.name.text)")
            try line("also in", "\(other.text), where a move was cut off: '\(command)' deletes it there")
        }
    }

    private func printLogin(_ session: Session) throws {
        let now = context.world.clock.now
        try line("platform", session.platformURL)
        try line("way", session.way.rawValue + (session.way == .withToken ? ", an access token or API key" : ""))
        try line("account", session.account ?? "unknown")
        try line("organization", report.organization ?? "none")
        try line("scopes", session.scopes.isEmpty ? "unknown" : session.scopes.joined(separator: " "))
        try line("expires", session.tokens.expiresAt.map { Moment.people($0, from: now) } ?? "unknown")
        try line("renewable", session.isRenewable ? "yes, by itself" : "no: log in again when it ends")
    }

    /// What the platform says of the token.
    ///
    /// - Parameter isOffline: whether it was not to be asked.
    static func word(_ isValid: Bool?, isOffline: Bool) -> String {
        isValid.map { $0 ? "yes, the platform accepts it" : "no" }
            ?? (isOffline ? "unknown: the platform was not asked" : "unknown: the platform did not say")
    }

    private var sign: String {
        switch (report.storeState, report.isValid) {
        case (.unfit, _), (.unusable, _): "-"
        case (_, true?): context.output.style.green("✓")
        case (_, false?): context.output.style.red("✗")
        case (_, nil): "-"
        }
    }

    private var state: String {
        if case .unfit(let failure) = report.storeState { return Failure(failure).text }
        guard report.session != nil else {
            return report.storeState == .absent ? "not logged in" : "the store can't tell"
        }
        if isExpired { return isRenewable ? "logged in" : "expired" }
        return report.isValid == false ? "not accepted by the platform" : "logged in"
    }

    private var valid: String {
        if isExpired, isRenewable { return "not asked: it has expired, and is renewed at the next use" }
        if let failure = report.failure { return "unknown: \(failure.text)" }
        return Self.word(report.isValid, isOffline: isOffline)
    }

    /// What to do where there is no valid login.
    private var hint: Hint? {
        guard report.storeState == .absent || report.isValid == false else { return nil }
        if report.session != nil, isRenewable {
            return "the next command tries to renew it; where that fails, run '\(coveo: "login")'"
        }
        if let stray {
            return .stray(in: stray)
        }
        return "run \(Hint.again(report.session.map { LastLogin($0) } ?? report.last))"
    }

    private var isExpired: Bool { report.session?.isExpired(at: context.world.clock.now) ?? false }
    private var isRenewable: Bool { report.session?.isRenewable ?? false }

    private func line(_ label: String, _ text: String) throws {
        try context.output.result(context.output.field("  " + label.padded(to: 14), Visible(text).text))
    }
}
