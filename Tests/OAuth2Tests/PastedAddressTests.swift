import OAuth2
import Ports
import Testing

@Suite("Pasted addresses")
struct PastedAddressTests {
    private func verdict(_ text: String) -> RedirectJudge.PasteVerdict {
        var judge = RedirectJudge(state: LoginState(Redacted("s-1")), port: 52296)
        return judge.verdict(onPasted: text)
    }

    @Test(
        "the whole address or its query is understood, whatever stands around it",
        arguments: [
            "http://127.0.0.1:52296/?code=c-1&state=s-1", "http://127.0.0.1:52296?state=s-1&code=c-1",
            "127.0.0.1:52296/?code=c-1&state=s-1", "?code=c-1&state=s-1", "code=c-1&state=s-1",
            "  \"http://127.0.0.1:52296/?code=c-1&state=s-1\"\r\n", "'code=c-1&state=s-1'", "<?code=c-1&state=s-1>",
            "\u{201C}?code=c-1&state=s-1\u{201D}", "http://127.0.0.1:52296/?code=c-\n  1&sta\nte=s-1",
            "http://127.0.0.1:52296/?code=c-1&state=s-1#", "?code=c-1&state=s-1#fragment=1",
        ])
    func understood(text: String) {
        #expect(verdict(text) == .final(.code(Redacted("c-1"))))
    }

    @Test("an apostrophe within a code is part of it")
    func apostrophe() {
        #expect(verdict("'?code=a'b&state=s-1'") == .final(.code(Redacted("a'b"))))
    }

    @Test("another state is refused by name", arguments: ["?code=c-1&state=s-2", "code=c-1&state=s-1s-1"])
    func wrongState(text: String) {
        #expect(verdict(text) == .wrongState)
    }

    @Test(
        "what holds no answer is unreadable",
        arguments: [
            "", " ", "c-1", "http://127.0.0.1:52296/", "?code=c-1&state=s-1&state=s-1", "?code=%&state=s-1",
            "hello world",
            "?code=c-1&code=c-2&state=s-1", "100%", "?what=%4",
        ])
    func unreadable(text: String) {
        #expect(verdict(text) == .unreadable)
    }

    @Test(
        "of one that is cut, or copied in part, what is missing is told",
        arguments: [
            ("?code=c-1", .state), ("?code=c-1&sta", .state), ("?code=c-1&state=", .state),
            ("?code=c-1&state=s", .state),
            ("?error=access_denied", .state), ("?state=s-1", .code), ("?state=s-1&code=", .code),
            ("?code=c-1&state=s-1&more=%", .end), ("?state=s-1&code=c%4", .end),
            ("?code=c-1&state=s-1&iss=https%3A%2F%2Fas.ex", .end), ("?code=c-1&state=s-1&iss=https%3", .end),
        ] as [(String, AuthorizationEvent.MissingPart)])
    func incomplete(text: String, part: AuthorizationEvent.MissingPart) {
        var judge = RedirectJudge(
            state: LoginState(Redacted("s-1")), port: 52296, issuer: .known("https://as.example", isAnnounced: true))
        #expect(judge.verdict(onPasted: "http://127.0.0.1:52296/" + text) == .incomplete(part))
        #expect(
            judge.verdict(onPasted: "?code=c-1&state=s-1&iss=https://as.example") == .final(.code(Redacted("c-1"))))
    }

    @Test("the address that the login begins at is known")
    func question() {
        let address = "https://platform.cloud.coveo.com/oauth/authorize?response_type=code&client_id=cli&state=s-1"
        #expect(verdict(address) == .question)
    }

    @Test("after a refused text the right one is still taken")
    func again() {
        var judge = RedirectJudge(state: LoginState(Redacted("s-1")), port: 52296)
        #expect(judge.verdict(onPasted: "?code=c-1&state=x") == .wrongState)
        #expect(judge.verdict(onPasted: "nonsense") == .unreadable)
        #expect(judge.verdict(onPasted: "?code=c-1&state=s-1") == .final(.code(Redacted("c-1"))))
    }

    @Test("a pasted refusal is a refusal")
    func refusal() {
        #expect(
            verdict("http://127.0.0.1:52296/?error=access_denied&state=s-1")
                == .final(.refused(OAuthError(code: "access_denied"))))
    }
}
