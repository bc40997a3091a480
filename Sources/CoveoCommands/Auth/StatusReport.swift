import JSON
import OAuth2
import Ports
import TokenCache

/// What is known of one profile's login.
struct StatusReport: Sendable {
    /// The state of the store, as far as this profile is concerned.
    enum StoreState: Equatable, Sendable {
        /// The item is there and can be read.
        case readable
        /// The store works and has no such item.
        case absent
        case unusable(StoreFailure)

        /// The word for JSON.
        var word: String {
            switch self {
            case .readable: "readable"
            case .absent: "absent"
            case .unusable(.notInstalled): "not-installed"
            case .unusable(.noSessionBus): "no-session-bus"
            case .unusable(.noService): "no-service"
            case .unusable(.locked): "locked"
            case .unusable(.dismissed): "dismissed"
            case .unusable(.noAnswer): "no-answer"
            case .unusable(.denied): "denied"
            case .unusable: "failed"
            }
        }
    }

    let profile: String
    let isCurrent: Bool
    var session: Session?
    var storeState = StoreState.absent
    /// nil where nobody was asked, or the answer was none.
    var isValid: Bool?
    /// The organization that commands work on.
    var organization: String?
}

/// Prints a status.
struct StatusPrinter {
    let report: StatusReport
    let context: Context

    func print() throws {
        if context.output.isJSON { return try context.output.value(["profiles": [.object(members)], "override": nil]) }
        let output = context.output
        let sign = report.isValid == true ? output.style.green("✓") : output.style.red("✗")
        let name = "profile \(Visible(report.profile))\(report.isCurrent ? " (current)" : "")"
        guard let session = report.session else {
            let isAbsent = report.storeState == .absent
            try output.result(isAbsent ? "\(sign) \(name): not logged in" : "- \(name): the store can't tell")
            try line("store", "secret-service, \(report.storeState.word)")
            if isAbsent { output.hint("run '\(LoginCommandLine(report.profile))'") }
            return
        }
        let isExpired = session.isExpired(at: context.world.clock.now)
        let state = isExpired ? "expired" : report.isValid == false ? "not accepted by the platform" : "logged in"
        try output.result("\(report.isValid == nil && !isExpired ? "-" : sign) \(name): \(state)")
        try line("platform", session.platformURL)
        try line("account", session.account ?? "unknown")
        try line("organization", report.organization ?? "none")
        try line("scopes", session.scopes.isEmpty ? "unknown" : session.scopes.joined(separator: " "))
        try line(
            "expires", session.tokens.expiresAt.map { Moment.people($0, from: context.world.clock.now) } ?? "unknown")
        try line("renewable", "no: log in again when it ends")
        try line("store", "secret-service, \(report.storeState.word)")
        try line("valid", Self.word(isExpired ? false : report.isValid))
        if isExpired || report.isValid == false { output.hint("run '\(LoginCommandLine(report.profile))'") }
    }

    /// What the platform says of the token.
    static func word(_ isValid: Bool?) -> String {
        isValid.map { $0 ? "yes, the platform accepts it" : "no" }
            ?? "unknown: the platform did not say, or was not asked"
    }

    private func line(_ label: String, _ text: String) throws {
        try context.output.result("  " + label.padded(to: 14) + Visible(text).text)
    }

    private var members: JSONObject {
        var members =
            report.session.map { SessionReport($0, profile: report.profile).members }
            ?? [
                "profile": .string(report.profile), "platformUrl": nil, "pushUrl": nil, "organization": nil,
                "account": nil, "scopes": [], "expiresAt": nil, "renewable": false, "store": "secret-service",
                "way": nil,
            ]
        members["organization"] = report.organization.map { .string($0) } ?? .null
        members["current"] = .bool(report.isCurrent)
        members["storeState"] = .string(report.storeState.word)
        members["valid"] = report.isValid.map { .bool($0) } ?? .null
        return members
    }
}
