import CoveoPlatform
import HTTP
import Ports

extension Failure {
    /// The platform refused, or broke its protocol.
    init(_ failure: PlatformFailure) {
        switch failure {
        case .unauthorized(let refusal):
            self.init(
                .noPermission, Self.sentence("the platform refused the token", refusal),
                hint: "run '\(coveo: "login")' again")
        case .forbidden(let refusal): self = .missingPrivilege(refusal, in: nil, of: .account)
        case .notFound(let refusal):
            self.init(
                .data, Self.sentence("\(refusal.operation.thing) was not found", refusal),
                hints: [refusal.operation.searchHint]
                    + (refusal.operation.surveyCommand.map { ["'\(coveo: $0)' shows all there are"] } ?? []))
        case .conflict(let refusal):
            self.init(
                .data, Self.sentence("the platform refused to \(refusal.operation.deed): it conflicts", refusal),
                hint: refusal.operation.conflictHint)
        case .invalid(let refusal):
            self.init(
                .data, Self.sentence("the platform refused to \(refusal.operation.deed)", refusal),
                hint: refusal.operation.detailsHint)
        case .rateLimited(let refusal, let retryAfter):
            self.init(
                .temporary, Self.sentence("the platform limits the rate of requests", refusal),
                hint: "try again \(Self.words(for: retryAfter))")
        case .dailyQuota(let refusal, let retryAfter):
            self.init(
                .temporary, Self.sentence("the organization's daily quota is spent", refusal),
                hint: "try again \(retryAfter == nil ? "tomorrow" : Self.words(for: retryAfter))")
        case .server(let refusal):
            self.init(
                .unavailable, Self.sentence("the platform failed to \(refusal.operation.deed)", refusal),
                hint: "try again later; the vendor's status page may know more")
        case .firewall(let refusal):
            self.init(
                .unavailable,
                Self.sentence(
                    "a firewall before the platform blocked the request to \(refusal.operation.deed)", refusal),
                hint: "ask your network's or the platform's administrator, with the request's ID if there is one")
        case .unexpectedRedirect(_, let host):
            self.init(
                .protocolBroken,
                "the platform answered with a redirect\(host.map { " to \(Visible($0))" } ?? ""), which is not followed",
                hint: Self.betweenHint)
        case .notJSON(let operation, let contentType):
            let saysJSON = contentType?.lowercased().contains("json") ?? false
            let kind = contentType.map { " but \(Visible($0))" } ?? ""
            self.init(
                .protocolBroken,
                "the answer to the request to \(operation.deed) is "
                    + (saysJSON ? "empty, or JSON that can't be read" : "no JSON\(kind)"),
                hint: Self.betweenHint)
        case .malformed(let operation, let field):
            self.init(
                .protocolBroken,
                "the answer to the request to \(operation.deed) has no usable '\(Visible(field))'",
                hint: Self.oddAnswerHint)
        case .incomplete(let operation, let shortfall):
            self.init(
                .protocolBroken,
                "the answer to the request to \(operation.deed) is incomplete: \(Self.words(for: shortfall))",
                hint: shortfall == .moved
                    ? "try again when nothing is being created or deleted there"
                    : "try again; where it stays so, tell the platform's support which part of the list is missing")
        case .tooMuch(let operation, let limit):
            self.init(
                .protocolBroken,
                "the answer to the request to \(operation.deed) is larger than \(Self.words(forBytes: limit)) in all",
                hint: Self.oddAnswerHint)
        case .tooDeep(let operation):
            self.init(
                .protocolBroken, "the answer to the request to \(operation.deed) is nested too deep",
                hint: Self.oddAnswerHint)
        case .unfitIdentifier(let operation, let text):
            self.init(
                .data, "'\(Visible(text))' can't be the ID of anything",
                hint: "look with '\(coveo: operation.listCommand)'")
        }
    }

    private static func words(for shortfall: ListShortfall) -> String {
        switch shortfall {
        case .short(let count, let total?) where total > count: "\(count) of \(total) came"
        case .short(let count, _): "\(count) came, and pages before its end are empty"
        case .moved: "the list changed while it was read, and something may be missing"
        }
    }

    private static let oddAnswerHint: Hint = "check the platform's URL; --verbose shows the request"

    /// The token is alive, and the account may not do this. To a key of another organization the platform says no more.
    ///
    /// - Parameters:
    ///   - organization: that was named for this command, and so may be the wrong one.
    ///   - holder: who lacks it.
    static func missingPrivilege(
        _ refusal: PlatformRefusal, in organization: OrganizationID?, of holder: Holder
    ) -> Failure {
        let privilege = refusal.operation.privilege.map { "it needs the privilege \($0)" }
        let grant: Hint =
            "an administrator of the organization can grant it (Administration Console, Groups or API keys)"
        guard let organization, !refusal.operation.isCall else {
            let why = privilege.map { ": \($0)" } ?? ""
            return Failure(
                .noPermission, sentence("\(holder.this) may not \(refusal.operation.deed)\(why)", refusal), hint: grant)
        }
        let why = "\(privilege.map { "\($0) there" } ?? "it has no right to that"), or belongs to another organization"
        return Failure(
            .noPermission,
            sentence("\(holder.this) may not \(refusal.operation.deed) in '\(organization)': \(why)", refusal),
            hints: ["check the organization's ID: an API key works on its own organization alone", "or \(grant)"])
    }

    /// A 401 of which the platform doesn't tell whether it is about the token or about a privilege.
    static func undecidedRefusal(_ refusal: PlatformRefusal, of holder: Holder, login: Hint) -> Failure {
        let privilege = refusal.operation.privilege.map { " \($0)" } ?? ""
        return Failure(
            .noPermission,
            sentence(
                "the platform refused to \(refusal.operation.deed): either it does not accept the token any more, or "
                    + "\(holder.known) lacks the privilege\(privilege)", refusal),
            hints: [login, "or ask an administrator of the organization for the privilege\(privilege)"])
    }

    /// Who has privileges on the platform, or lacks them. Of a token that was given nobody knows which of both it is.
    enum Holder {
        case account
        case token

        /// The one that was just used.
        var this: String { self == .account ? "this account" : "this access token or API key" }
        /// The one that is spoken of.
        fileprivate var known: String { self == .account ? "the account" : "it" }
    }

    /// No ID.
    init(_ failure: OrganizationIDFailure, code: ExitCode) {
        self.init(
            code, "'\(Visible(failure.text))' is no organization ID: lower-case letters and digits only",
            hint: failure.suggestion.map { "did you mean '\($0)'?" }
                ?? "the ID stands in the Administration Console's address")
    }

    /// No address.
    init(_ failure: PlatformAddressFailure) {
        switch failure {
        case .regionUnavailable(let region, let environment):
            self.init(
                .usage, "the \(environment.rawValue) environment does not exist in the region \(region.rawValue)",
                hint: "leave --region out, or name us")
        case .platformURL(let reason): self.init(Self.address("the platform's URL", reason))
        case .pushURL(let reason): self.init(Self.address("the Push API's URL", reason))
        case .hasQuery(let url):
            self.init(.usage, "the URL \(Visible(url)) must not have a query", hint: "leave out '?' and what follows")
        }
    }

    private init(_ failure: Failure) { self = failure }

    private static let betweenHint: Hint =
        "check the platform's URL, and whether a proxy or a network login stands in between"

    private static func address(_ what: String, _ reason: WebAddressFailure) -> Failure {
        let hint: Hint =
            "name it as in https://platform.cloud.coveo.com, or http://127.0.0.1:8021 for one on this machine"
        return switch reason {
        case .malformed: Failure(.usage, "\(what) is no absolute https URL", hint: hint)
        case .insecure(let host):
            Failure(
                .usage,
                "\(what) must be https (\(Visible(host)) is no loopback host, and tokens would go in the clear)",
                hint: hint)
        case .hasUserInfo: Failure(.usage, "\(what) must not hold a user name or password", hint: hint)
        case .hasFragment: Failure(.usage, "\(what) must not have a fragment ('#')", hint: hint)
        }
    }

    private static func words(for retryAfter: Duration?) -> String {
        retryAfter.map { "in \(words(for: $0))" } ?? "later"
    }

    /// What we say, then what the platform said, then what its support asks for.
    private static func sentence(_ ours: String, _ refusal: PlatformRefusal) -> String {
        var sentence = ours
        let theirs = [refusal.code, refusal.message].compactMap { $0 }.filter { !$0.isEmpty }
        if !theirs.isEmpty { sentence += ": \(Visible(theirs.joined(separator: ": ")))" }
        sentence += " (HTTP \(refusal.status)"
        if let id = refusal.requestID { sentence += ", request \(Visible(id, limit: 100))" }
        return sentence + ")"
    }
}
