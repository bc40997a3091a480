import HTTP
import OAuth2
import Ports

extension Failure {
    /// A login failed. Whatever login there was before is untouched, which the hint need not repeat.
    init(_ failure: OAuth2Failure) {
        switch failure {
        case .refusedAtRedirect(let error) where error.code == "temporarily_unavailable":
            self.init(
                .temporary, "the authorization server is overloaded\(Self.suffix(error))", hint: "try again later")
        case .refusedAtRedirect(let error) where error.code == "server_error":
            self.init(.unavailable, "the authorization server failed\(Self.suffix(error))", hint: "try again later")
        case .refusedAtRedirect(let error):
            let refused = error.code == "access_denied"
            self.init(
                .noPermission,
                refused
                    ? "the login was refused\(Self.suffix(error))"
                    : "the authorization server refused: \(Visible(error.code, limit: 100))\(Self.suffix(error))",
                hint: refused
                    ? "nothing was stored; run '\(coveo: "login")' again when you want to"
                    : Self.hint(for: error) ?? Self.serverHint)
        case .deviceRefused(let error):
            self.init(
                .noPermission, "the login was refused on the other device\(Self.suffix(error))",
                hint: "nothing was stored; run '\(coveo: "login --device")' again when you want to")
        case .deviceCodeExpired:
            self.init(
                .temporary, "the code expired before the login was finished on the other device",
                hint: "run '\(coveo: "login --device")' again, which gives a new code")
        case .wrongIssuer(let expected, let given):
            self.init(
                .protocolBroken,
                "the answer in the browser comes from "
                    + (given.map { "the issuer '\(Visible($0, limit: 300))'" } ?? "an issuer that it does not name")
                    + ", and the login is at '\(Visible(expected))': it was not used",
                hint: "check --issuer; where it is right, somebody may have led your browser elsewhere")
        case .timedOut(let duration):
            self.init(
                .temporary, "nobody finished the login within \(Self.words(for: duration))",
                hint: "run '\(again: "")' again; --login-timeout SECONDS gives it longer")
        case .noRedirect(let failure): self.init(failure)
        case .pasteEnded:
            self.init(
                .usage, "the input ended before the redirected address was pasted",
                hint: "run '\(coveo: "login --no-browser")' again and paste the whole address")
        case .tokenRefused(_, let error):
            self.init(
                .noPermission,
                "the authorization server gave no token: \(Visible(error.code, limit: 100))\(Self.suffix(error))",
                hint: Self.hint(for: error) ?? "run '\(coveo: "login")' again")
        case .rejected(let status, _), .emptyAnswer(let status):
            self.init(
                status >= 400 ? .noPermission : .protocolBroken,
                "the authorization server gave no token (HTTP \(status), without a reason)",
                hint: Self.serverHint)
        case .rateLimited(let status, let after):
            self.init(
                .temporary,
                "the authorization server wants fewer requests (HTTP \(status))\(Self.suffix(after))",
                hint: Self.laterHint(after))
        case .blocked(let status):
            self.init(
                .unavailable,
                "a page came instead of the authorization server's answer (HTTP \(status)): a firewall or a proxy",
                hint: Self.serverHint)
        case .serverError(let status, let after):
            self.init(
                failure.isBusy ? .temporary : .unavailable,
                "the authorization server failed (HTTP \(status))\(Self.suffix(after))", hint: Self.laterHint(after))
        case .redirected(let status):
            self.init(
                .protocolBroken,
                "the authorization server answered with a redirect (HTTP \(status)), which is not followed",
                hint: Self.serverHint)
        case .unexpectedStatus(let status):
            self.init(.protocolBroken, "the authorization server answered HTTP \(status)", hint: Self.serverHint)
        case .notJSON(_, let contentType):
            let saysJSON = contentType?.lowercased().contains("json") ?? false
            let kind = contentType.map { " but \(Visible($0))" } ?? ""
            self.init(
                .protocolBroken,
                "what the authorization server answered is "
                    + (saysJSON ? "no object, or JSON that can't be read" : "no JSON object\(kind)"),
                hint: Self.serverHint)
        case .missingField(let field):
            self.init(
                .protocolBroken, "the authorization server's answer has no \(Visible(field))", hint: Self.serverHint)
        case .malformedField(let field):
            self.init(
                .protocolBroken, "the authorization server's answer has no usable \(Visible(field))",
                hint: Self.serverHint)
        case .unsupportedTokenType(let type):
            self.init(
                .protocolBroken, "the token is of type '\(Visible(type, limit: 40))', not Bearer",
                hint: Self.serverHint)
        case .tooLarge(let limit):
            self.init(
                .protocolBroken, "the authorization server's answer is larger than \(Self.words(forBytes: limit))",
                hint: Self.serverHint)
        }
    }

    /// The revocation endpoint did not take a token back (RFC 7009 section 2.2.1).
    static func revocationRefused(status: Int, _ error: OAuthError?) -> Failure {
        let reason = error.map { "\(Visible($0.code, limit: 100))\(suffix($0))" } ?? "without a reason"
        return Failure(
            status >= 500 ? .unavailable : .noPermission,
            "the authorization server refused (HTTP \(status), \(reason))", hint: "end the login at the server itself")
    }

    /// No loopback port.
    init(_ failure: RedirectFailure) {
        let otherwise: Hint =
            "or log in with '\(coveo: "login --no-browser")' at a terminal, where the address can be pasted"
        switch failure {
        case .portsTaken(let ports, let holders):
            let list = ports.map { port in
                holders[port].map { "\(port) (held by \(Visible($0)))" } ?? "\(port)"
            }
            self.init(
                .unavailable, "no redirect port is free: \(list.joined(separator: ", "))",
                hints: ["end the program that holds one of them, then run '\(coveo: "login")' again", otherwise])
        case .refused(let port, let code):
            self.init(
                .unavailable, "the redirect port \(port) can't be opened (errno \(code))",
                hints: ["choose another with --redirect-port, where the client allows it", otherwise])
        }
    }

    private static let serverHint: Hint =
        """
        check the platform's region or URL (or --issuer and the endpoints), --client-id, and whether a network \
        login stands in between
        """

    /// What to do about an error that names the client or the scopes; nil for another.
    private static func hint(for error: OAuthError) -> Hint? {
        switch error.code {
        case "invalid_client", "unauthorized_client":
            "check --client-id and --client-auth; the platform's own client is 'cli'"
        case "invalid_scope": "name the scopes that the client may have, with --scope"
        default: nil
        }
    }

    /// When a server wants to be asked again, behind a sentence about what it answered.
    static func suffix(_ after: RetryAfter?) -> String {
        after.map { ", and wants to be asked again \(Moment.people($0.moment, from: $0.asked))" } ?? ""
    }

    /// What to do about a server that may have a better time.
    static func laterHint(_ after: RetryAfter?) -> Hint { after == nil ? "try again later" : "try again then" }

    /// The server's own words, cut where they don't end.
    private static func suffix(_ error: OAuthError) -> String {
        guard let description = error.description, !description.isEmpty else { return "" }
        return ": \(Visible(description, limit: 300))"
    }
}
