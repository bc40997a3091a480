import OAuth2
import Ports
import Support
import Testing

@Suite("Who a redirect says it comes from", .timeLimit(.minutes(1)))
struct RedirectIssuerTests {
    private static let issuer = "https://as.example/api"
    private static let right = "&iss=https%3A%2F%2Fas.example%2Fapi"
    private static let announced = IssuerExpectation.known(issuer, isAnnounced: true)
    private static let notAnnounced = IssuerExpectation.known(issuer, isAnnounced: false)

    private func verdict(_ query: String, _ issuer: IssuerExpectation) -> RedirectJudge.Verdict {
        var judge = RedirectJudge(state: LoginState(Redacted("s-1")), port: 1, issuer: issuer)
        return judge.verdict(on: RedirectRequest(method: "GET", target: "/?\(query)", host: "127.0.0.1:1"))
    }

    private func pasted(_ query: String, _ issuer: IssuerExpectation) -> RedirectJudge.PasteVerdict {
        var judge = RedirectJudge(state: LoginState(Redacted("s-1")), port: 1, issuer: issuer)
        return judge.verdict(onPasted: "http://127.0.0.1:1/?\(query)")
    }

    /// Both ways to answer, which are judged alike.
    private func expect(_ query: String, _ issuer: IssuerExpectation, _ response: AuthorizationResponse) {
        #expect(verdict(query, issuer) == .final(response, page(of: response)), "\(query)")
        #expect(pasted(query, issuer) == .final(response), "\(query)")
    }

    private func page(of response: AuthorizationResponse) -> RedirectAnswer {
        switch response {
        case .code: ClosingPage.done
        case .refused(let error): ClosingPage.refused(error)
        case .wrongIssuer: ClosingPage.untrusted
        }
    }

    private let code = "code=c-1&state=s-1"
    private let error = "error=access_denied&state=s-1"

    @Test("the right issuer is right, announced or not", arguments: [announced, notAnnounced])
    func right(issuer: IssuerExpectation) {
        expect(code + Self.right, issuer, .code(Redacted("c-1")))
        expect("iss=https://as.example/api&" + code, issuer, .code(Redacted("c-1")))
        expect(error + Self.right, issuer, .refused(OAuthError(code: "access_denied")))
    }

    @Test(
        "another issuer is wrong in one byte already, announced or not, with a code and with an error",
        arguments: [
            "https://evil.example", "https://as.example/api/", "https://as.example/API", "https://AS.example/api",
            "https://as.example:443/api", "http://as.example/api", "https://as.example/%61pi", "https://as.example",
            "https://as.example/api ", "x",
        ])
    func wrong(given: String) {
        let iss = given.map { "%/: ".contains($0) ? "%" + String($0.asciiValue ?? 0, radix: 16) : "\($0)" }.joined()
        let wrong = AuthorizationResponse.wrongIssuer(expected: Self.issuer, given: given)
        for issuer in [Self.announced, Self.notAnnounced] {
            expect("\(code)&iss=\(iss)", issuer, wrong)
            expect("\(error)&iss=\(iss)", issuer, wrong)
        }
    }

    @Test("canonical equivalents are different issuers")
    func bytes() {
        expect(
            code + "&iss=https://as.example/e%CC%81", .known("https://as.example/\u{E9}", isAnnounced: true),
            .wrongIssuer(expected: "https://as.example/\u{E9}", given: "https://as.example/e\u{301}"))
    }

    @Test(
        "no issuer where one is announced is wrong; an empty one counts as none",
        arguments: ["", "&iss=", "&iss", "&ISS=x"])
    func missing(iss: String) {
        let wrong = AuthorizationResponse.wrongIssuer(expected: Self.issuer, given: nil)
        expect(code + iss, Self.announced, wrong)
        expect(error + iss, Self.announced, wrong)
        expect(code + iss, Self.notAnnounced, .code(Redacted("c-1")))
        expect(error + iss, Self.notAnnounced, .refused(OAuthError(code: "access_denied")))
    }

    @Test(
        "where no issuer is known, what a redirect says of it is passed over",
        arguments: ["", "&iss=x", "&iss=x&iss=y"])
    func unknown(iss: String) {
        expect(code + iss, .unknown, .code(Redacted("c-1")))
    }

    @Test("two issuers are no answer, like two codes: the login goes on", arguments: [announced, notAnnounced])
    func repeated(issuer: IssuerExpectation) {
        for query in [code + Self.right + Self.right, code + Self.right + "&iss=x", error + "&iss=x" + Self.right] {
            var judge = RedirectJudge(state: LoginState(Redacted("s-1")), port: 1, issuer: issuer)
            guard
                case .stray(let page) = judge.verdict(
                    on: RedirectRequest(method: "GET", target: "/?\(query)", host: "127.0.0.1:1"))
            else {
                Issue.record("ended the login: \(query)")
                continue
            }
            #expect(page.status == 404)
            #expect(judge.verdict(onPasted: query) == .unreadable)
            #expect(judge.verdict(onPasted: code + Self.right) == .final(.code(Redacted("c-1"))))
        }
    }

    @Test("the issuer counts only where state is right: a forged answer ends nothing")
    func forged() {
        for query in ["code=c&state=x&iss=https://evil.example", "error=e&iss=https://evil.example"] {
            guard case .stray = verdict(query, Self.announced) else {
                Issue.record("ended the login: \(query)")
                return
            }
        }
        #expect(pasted("code=c&state=x&iss=https://evil.example", Self.announced) == .wrongState)
    }

    @Test("after a wrong issuer the login's state is used up")
    func over() {
        var judge = RedirectJudge(state: LoginState(Redacted("s-1")), port: 1, issuer: Self.announced)
        #expect(judge.verdict(onPasted: code) == .final(.wrongIssuer(expected: Self.issuer, given: nil)))
        #expect(judge.verdict(onPasted: code + Self.right) == .unreadable)
    }

    @Test("an expectation is the server's issuer, and whether it announces it")
    func ofServer() {
        #expect(IssuerExpectation(of: AuthorizationServer()) == .unknown)
        #expect(IssuerExpectation(of: AuthorizationServer(announcesIssuer: true)) == .unknown)
        #expect(IssuerExpectation(of: AuthorizationServer(issuer: "i")) == .known("i", isAnnounced: false))
        #expect(
            IssuerExpectation(of: AuthorizationServer(issuer: "i", announcesIssuer: true))
                == .known("i", isAnnounced: true))
    }

    @Test(
        "a login that another server answers fails with both issuers, and no code is redeemed",
        arguments: [true, false])
    func login(byPaste: Bool) async {
        let login = Login()
        let answer: @Sendable () -> String = { "/?code=c-1&state=\(login.state)&iss=https://evil.example" }
        let (told, tell) = AsyncStream.makeStream(of: Void.self)
        let paste = Paste {
            for await _ in told {}
            return answer()
        }
        await #expect(throws: OAuth2Failure.wrongIssuer(expected: Self.issuer, given: "https://evil.example")) {
            try await login.run(issuer: Self.announced, paste: byPaste ? paste : nil) { login, event in
                guard case .address = event else { return }
                tell.finish()
                if !byPaste { #expect(login.redirects.request(answer()) == ClosingPage.untrusted) }
            }
        }
        #expect(login.transport.requests.isEmpty)
        #expect(!login.redirects.isListening)
    }

    @Test("a login whose server announces its issuer and leaves it out fails, also where it refuses")
    func leftOut() async {
        let login = Login()
        await #expect(throws: OAuth2Failure.wrongIssuer(expected: Self.issuer, given: nil)) {
            try await login.run(issuer: Self.announced) { login, event in
                if case .address = event { _ = login.redirects.request("/?error=access_denied&state=\(login.state)") }
            }
        }
    }

    @Test("a login with the right issuer gets its tokens")
    func whole() async throws {
        let login = Login()
        let tokens = try await login.run(issuer: Self.announced) { login, event in
            guard case .address = event else { return }
            #expect(login.redirects.request("/?code=c-1&state=\(login.state)\(Self.right)") == ClosingPage.done)
        }
        #expect(tokens.accessToken == Redacted("t-1"))
    }
}
