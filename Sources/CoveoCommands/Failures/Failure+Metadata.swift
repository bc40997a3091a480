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
            let list = attempts.map { "\(Visible($0.address.description)) \($0.answer.words)" }
            self.init(
                .protocolBroken, "the issuer publishes no metadata: \(list.joined(separator: "; "))",
                hint: Self.endpointsHint)
        case .serverError(let status):
            self.init(
                .unavailable, "the issuer failed when it was asked for its metadata (HTTP \(status))",
                hints: ["try again later", "or \(Self.endpointsHint)"])
        case .rateLimited(let status):
            self.init(
                .temporary, "the issuer wants fewer requests (HTTP \(status))", hint: "try again later")
        case .wrongIssuer(let expected, let given):
            self.init(
                .protocolBroken,
                "the metadata are of the issuer '\(Visible(given.prefix(300)))', and '\(Visible(expected))' was asked for",
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
                "the issuer's '\(Visible(field))' is '\(Visible(address.prefix(300)))', which is no https URL (http is "
                    + "for loopback hosts)",
                hint: Self.endpointsHint)
        case .tooLarge(let limit):
            self.init(
                .protocolBroken, "the issuer's metadata are larger than \(limit) bytes", hint: Self.endpointsHint)
        }
    }

    private static let endpointsHint: Hint =
        "name the endpoints themselves: --authorization-endpoint URL --token-endpoint URL, in place of --issuer"
}

extension MetadataFailure.Answer {
    /// After the address that was asked.
    fileprivate var words: String {
        switch self {
        case .status(let status): "answered HTTP \(status)"
        case .notJSON(let type): "answered no JSON\(type.map { " but \(Visible($0))" } ?? "")"
        }
    }
}
