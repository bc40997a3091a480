import HTTP
import OAuth2
import Ports

extension Failure {
    /// An authorization server's metadata can't be had or used. Explicit endpoints are the way out of all of these.
    init(_ failure: MetadataFailure) {
        switch failure {
        case .unfitIssuer(_, .hasUserInfo):
            // It may hold a password, which is not repeated.
            self.init(
                .usage, "--issuer must not hold a user name or password",
                hint: "as in --issuer https://login.example.com")
        case .unfitIssuer(let issuer, _):
            self.init(
                .usage, "--issuer '\(Visible(issuer))' is no https URL (http is for loopback hosts), or has a fragment",
                hint: "as in --issuer https://login.example.com")
        case .issuerHasQuery(let issuer):
            self.init(
                .usage, "--issuer '\(Visible(issuer))' has a query, which no issuer has",
                hint: "leave out '?' and what follows")
        case .noneFound(let attempts):
            self.init(
                .protocolBroken, "the issuer publishes no metadata: \(Self.words(for: attempts))",
                hints: [Self.endpointsHint, "in a network with a login page, log in there first"])
        case .serverError(let status, let after):
            let isBusy = after.map { RetryPolicy().isBeyondRetries($0.wait) } ?? false
            self.init(
                isBusy ? .temporary : .unavailable,
                "the issuer failed when it was asked for its metadata (HTTP \(status))\(Self.suffix(after))",
                hints: [Self.laterHint(after), "or \(Self.endpointsHint)"])
        case .rateLimited(let status, let after):
            self.init(
                .temporary, "the issuer wants fewer requests (HTTP \(status))\(Self.suffix(after))",
                hints: [Self.laterHint(after), "or \(Self.endpointsHint)"])
        case .unanswered(let attempts):
            let isTimeOut = attempts.contains { if case .timedOut = $0.answer { true } else { false } }
            self.init(
                isTimeOut ? .temporary : .unavailable,
                "the issuer's metadata can't be had: \(Self.words(for: attempts))",
                hints: ["try again later", "or \(Self.endpointsHint)"])
        case .unreadable(let address, let failure):
            self.init(
                .protocolBroken,
                "the issuer's metadata at \(Visible(address.description)) can't be read: "
                    + "\(Self.words(for: failure))",
                hint: Self.endpointsHint)
        case .wrongIssuer(let expected, let given):
            self.init(
                .protocolBroken,
                "the metadata are of the issuer '\(Visible(given, limit: 300))', and '\(Visible(expected))' was asked for",
                hint: "name the issuer exactly as it names itself, a slash at its end included")
        case .missingField(let field):
            self.init(
                .protocolBroken, "the issuer's metadata have no '\(Visible(field))'", hint: Self.endpointsHint)
        case .malformedField(let field):
            self.init(
                .protocolBroken, "the issuer's metadata have no usable '\(Visible(field))'",
                hint: Self.endpointsHint)
        case .unfitEndpoint(let field, let address, _):
            self.init(
                .protocolBroken,
                "the issuer's '\(Visible(field))' is '\(Visible(address, limit: 300))', which is no https URL (http is "
                    + "for loopback hosts)",
                hint: Self.endpointsHint)
        }
    }

    private static func words(for attempts: [MetadataFailure.Attempt]) -> String {
        attempts.map { "\(Visible($0.address.description)) \($0.answer.words)" }.joined(separator: "; ")
    }

    private static let endpointsHint: Hint =
        "name the endpoints themselves: --authorization-endpoint URL --token-endpoint URL, in place of --issuer"
}

extension MetadataFailure.Answer {
    /// After the address that was asked.
    fileprivate var words: String {
        switch self {
        case .status(let status, _): "answered HTTP \(status)"
        case .notJSON(let type): "answered no JSON\(type.map { " but \(Visible($0))" } ?? "")"
        case .tooLarge(let limit): "answered more than \(Failure.words(forBytes: limit))"
        case .cut: "cut the connection"
        case .timedOut(let duration): "did not answer within \(Failure.words(for: duration))"
        }
    }
}
