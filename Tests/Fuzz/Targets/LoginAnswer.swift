import OAuth2
import Ports

/// What is true of every answer that ends a login: it carries the login's own state, once, and what the query says.
enum LoginAnswer {
    static let state = "s-1"
    static let port: UInt16 = 52296
    static let issuer = "https://as.example"

    /// The ways to know whom the answer has to come from.
    static let expectations: [IssuerExpectation] = [
        .unknown, .known(issuer, isAnnounced: false), .known(issuer, isAnnounced: true),
    ]

    static func judge(_ issuer: IssuerExpectation = .unknown) -> RedirectJudge {
        RedirectJudge(state: LoginState(Redacted(state)), port: port, issuer: issuer)
    }

    /// Throws where `response` is not what `query` says.
    static func check(_ response: AuthorizationResponse, to query: FormQuery, _ expectation: IssuerExpectation) throws {
        try always(query.values(of: "state") == [state], "only an answer with our state ends a login")
        let issuers = query.values(of: "iss").filter { !$0.isEmpty }
        switch response {
        case .code(let code):
            try always(query.values(of: "code") == [code.reveal()], "the code is the query's only one")
            try always(query.values(of: "error").allSatisfy(\.isEmpty), "an error is never overlooked")
            try check(issuers, expectation)
        case .refused(let error):
            try always(query.values(of: "error") == [error.code], "the error is the query's only one")
            _ = try ShownText.words(for: OAuth2Failure.refusedAtRedirect(error))
            try check(issuers, expectation)
        case .wrongIssuer(let expected, let given):
            try always(expected == issuer && given != issuer, "a right issuer is not wrong")
            try always(given.map { [$0] } ?? [] == issuers, "the issuer is the query's")
            _ = try ShownText.words(for: OAuth2Failure.wrongIssuer(expected: expected, given: given))
        }
    }

    private static func check(_ issuers: [String], _ expectation: IssuerExpectation) throws {
        switch expectation {
        case .unknown: break
        case .known(_, let isAnnounced):
            try always(issuers == [issuer] || issuers.isEmpty && !isAnnounced, "an answer is its issuer's")
        }
    }
}
