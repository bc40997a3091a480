import OAuth2
import Ports
import Testing

@Suite("Requests to the loopback port")
struct RedirectJudgeTests {
    private static let good = "/?code=c-1&state=s-1"

    private func judge() -> RedirectJudge { RedirectJudge(state: LoginState(Redacted("s-1")), port: 52296) }

    private func request(
        _ target: String = good, method: String = "GET", host: String = "127.0.0.1:52296"
    ) -> RedirectRequest {
        RedirectRequest(method: method, target: target, host: host)
    }

    private func response(_ verdict: RedirectJudge.Verdict) -> AuthorizationResponse? {
        if case .final(let response, _) = verdict { response } else { nil }
    }

    private func strayStatus(_ verdict: RedirectJudge.Verdict) -> Int? {
        if case .stray(let answer) = verdict { answer.status } else { nil }
    }

    @Test(
        "the code with our state ends the login", arguments: [good, "?state=s-1&code=c-1", good + "&extra=1&extra=2"])
    func code(target: String) {
        var judge = judge()
        #expect(response(judge.verdict(on: request(target))) == .code(Redacted("c-1")))
    }

    @Test("a code is decoded as a form's value")
    func decoded() {
        var judge = judge()
        let verdict = judge.verdict(on: request("/?code=a%2Bb+c%C3%A9&state=s-1"))
        #expect(response(verdict) == .code(Redacted("a+b cé")))
    }

    @Test(
        "a request without exactly our answer never ends the login",
        arguments: [
            "/", "", "/favicon.ico", "/?", "/callback?code=c-1&state=s-1", "//?code=c-1&state=s-1",
            "http://127.0.0.1:52296/?code=c-1&state=s-1", "*",
            "/?code=forged&state=wrong", "/?code=c-1", "/?code=c-1&state=", "/?code=c-1&state", "/?state=s-1",
            "/?state=s-1&code=", "/?code=c-1&state=s-1&state=s-1", "/?code=c-1&state=wrong&state=s-1",
            "/?code=c-1&code=c-2&state=s-1", "/?code=c-1&STATE=s-1", "/?code=c-1&state=S-1", "/?code=c-1&state=s-1x",
            "/?error=access_denied", "/?error=access_denied&state=wrong", "/?error=a&error=b&state=s-1",
            "/?code=%zz&state=s-1", "/?code=%ff&state=s-1", "/?code=c-1&state=s-1%",
        ])
    func stray(target: String) {
        var judge = judge()
        #expect(strayStatus(judge.verdict(on: request(target))) == 404)
        #expect(response(judge.verdict(on: request())) == .code(Redacted("c-1")), "the real one still counts")
    }

    @Test(
        "another method is answered 405 with what is allowed, and the login goes on",
        arguments: ["POST", "HEAD", "OPTIONS", "PUT", "get"])
    func method(_ method: String) {
        var judge = judge()
        guard case .stray(let answer) = judge.verdict(on: request(method: method)) else {
            Issue.record("ended the login")
            return
        }
        #expect(answer.status == 405)
        #expect(answer.fields.contains(.init("Allow", "GET")))
        #expect(response(judge.verdict(on: request())) != nil)
    }

    @Test(
        "another Host is answered 404, and the login goes on",
        arguments: [
            "", "127.0.0.1", "localhost:52296", "127.0.0.1:32111", "evil.example:52296", "evil.example",
            "127.0.0.1:52296.evil.example", "127.0.0.1:52296 ", "[::1]:52296",
        ])
    func host(_ host: String) {
        var judge = judge()
        #expect(strayStatus(judge.verdict(on: request(host: host))) == 404)
        #expect(response(judge.verdict(on: request())) != nil)
    }

    @Test("a client at port 80 leaves the port out of Host")
    func portEighty() {
        var judge = RedirectJudge(state: LoginState(Redacted("s-1")), port: 80)
        #expect(response(judge.verdict(on: request(host: "127.0.0.1"))) != nil)
    }

    @Test("an error with our state ends the login, with its description and page")
    func error() {
        var judge = judge()
        let target = "/?error=access_denied&error_description=No+thanks&error_uri=https%3A%2F%2Fa.example&state=s-1"
        let wanted = OAuthError(code: "access_denied", description: "No thanks", uri: "https://a.example")
        #expect(response(judge.verdict(on: request(target))) == .refused(wanted))
    }

    @Test("an error beside a code is an error")
    func errorAndCode() {
        var judge = judge()
        let verdict = judge.verdict(on: request("/?code=c-1&error=server_error&state=s-1"))
        #expect(response(verdict) == .refused(OAuthError(code: "server_error")))
    }

    @Test("the state is good for one answer, whatever came by redirect or by hand")
    func oneUse() {
        var judge = judge()
        #expect(response(judge.verdict(on: request())) != nil)
        #expect(strayStatus(judge.verdict(on: request())) == 404)
        #expect(strayStatus(judge.verdict(on: request("/?error=access_denied&state=s-1"))) == 404)
        #expect(judge.verdict(onPasted: Self.good) == .unreadable)
    }

    @Test("a pasted answer leaves nothing for the port")
    func pasteThenRedirect() {
        var judge = judge()
        #expect(judge.verdict(onPasted: Self.good) == .final(.code(Redacted("c-1"))))
        #expect(strayStatus(judge.verdict(on: request())) == 404)
    }

    @Test("a code prints as nothing that can be used")
    func redaction() {
        var judge = judge()
        let verdict = judge.verdict(on: request("/?code=canary-code&state=s-1"))
        #expect(!"\(verdict)".contains("canary-code"))
    }
}
