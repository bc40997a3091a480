import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("The token endpoint's moods, in a login")
struct LoginMoodsTests {
    typealias Answer = ScriptedPlatform.Answer
    private static let host = "platform.cloud.coveo.com"

    private static func page(_ status: Int) -> Answer {
        .success(.plain("<html>canary</html>", status: status, type: "text/html; charset=utf-8"))
    }

    /// What it answers, the exit code, and words that have to be there.
    static let moods: [(answer: Answer, code: Int32, words: String)] = [
        (page(200), 76, "what the authorization server answered is no JSON object but text/html; charset=utf-8"),
        (page(403), 69, "a page came instead of the authorization server's answer (HTTP 403)"),
        (page(404), 69, "a page came instead of the authorization server's answer (HTTP 404)"),
        (page(503), 69, "the authorization server failed (HTTP 503)"),
        (.success(.plain("", status: 200)), 76, "gave no token (HTTP 200, without a reason)"),
        (.success(.plain("", status: 400)), 77, "gave no token (HTTP 400, without a reason)"),
        (.success(.plain("", status: 403)), 77, "gave no token (HTTP 403, without a reason)"),
        (.success(.json("{}", status: 400)), 77, "gave no token (HTTP 400, without a reason)"),
        (.success(.plain("", status: 204)), 76, "the authorization server answered HTTP 204"),
        (.success(.plain("", status: 307)), 76, "answered with a redirect (HTTP 307), which is not followed"),
        (.success(.plain("", status: 429)), 75, "wants fewer requests (HTTP 429)"),
        (.success(.json("[]")), 76, "is no object, or JSON that can't be read"),
        (.success(.json(#"{"access_token":7}"#)), 76, "has no usable access_token"),
        (.success(.json(#"{"access_token":""}"#)), 76, "has no usable access_token"),
        (.success(.json(#"{"access_token":"canary\r\nX-Evil: 1"}"#)), 76, "has no usable access_token"),
        (.success(.json(#"{"access_token":"canary\u0000"}"#)), 76, "has no usable access_token"),
        (.success(.json(#"{"access_token":"canary","token_type":"m\u001b[2Jac"}"#)), 76, "of type 'm\\u{1b}[2Jac'"),
        (.success(.json(#"{"access_token":"canary","token_type":["Bearer"]}"#)), 76, "has no usable token_type"),
        (.success(.json(#"{"access_token":"canary","refresh_token":"canary\n"}"#)), 76, "has no usable refresh_token"),
        (.success(.json(#"{"error":"invalid_grant"}"#)), 77, "gave no token: invalid_grant"),
        (OwnServer.refusal("invalid_client", status: 401), 77, "gave no token: invalid_client"),
        (OwnServer.refusal("invalid_scope"), 77, "hint: name the scopes that the client may have, with --scope"),
        (OwnServer.refusal("e", words: String(repeating: "x", count: 10_000)), 77, "xxx…"),
        (.failure(.tooLarge(host: host, limit: 1_048_576)), 76, "answer is larger than 1 MiB"),
        (.failure(.cut(host: host)), 69, "was cut before the answer was complete"),
        (.failure(.timedOut(host: host, after: .seconds(30))), 75, "did not answer within 30 seconds"),
        (.failure(.malformed(host: host)), 76, "is no HTTP"),
    ]

    @Test("have their words and code, and store nothing; the code is sent once", arguments: moods.indices)
    func mood(index: Int) async throws {
        let mood = Self.moods[index]
        let desk = Desk.withBrowser(["POST /oauth/token": [mood.answer]])
        try await desk.logIn(Given.session(token: "canary-earlier"))
        let ran = await desk.coveo("login", "--browser", "--verbose")
        #expect(ran.code == mood.code, "\(ran.error)")
        #expect(ran.error.contains(mood.words), "\(ran.error)")
        #expect(ran.error.contains("hint: "))
        #expect(ran.error.utf8.count < 4_000)
        #expect(ran.output.isEmpty)
        // 429 says that nothing was processed.
        let tries = desk.platform.lines.filter { $0 == "POST /oauth/token" }.count
        #expect(tries == 1 || mood.words.contains("429"))
        #expect(desk.platform.lines.count == tries)
        #expect(try await desk.session()?.tokens.accessToken.reveal() == "canary-earlier")
    }

    @Test(
        "a life that is a text counts; one that is none is unknown, one of zero or less has ended: the login says so",
        arguments: [
            (#","expires_in":"3600""#, "It ends in 60 minutes"), ("", "did not say when it ends"),
            (#","expires_in":-5"#, "warning: its token has ended already"),
            (#","expires_in":"0""#, "warning: its token has ended already"),
            (#","expires_in":"soon""#, "did not say when it ends"),
            (#","expires_in":null"#, "did not say when it ends"),
            (#","expires_in":1e300"#, "It ends in"), (#","expires_in":{}"#, "did not say when it ends"),
        ])
    func life(member: String, words: String) async throws {
        let answer = ReceivedResponse.json(#"{"access_token":"canary-token","token_type":"BEARER"\#(member)}"#)
        let desk = Desk.withBrowser(["POST /oauth/token": [.success(answer)]])
        let ran = await desk.coveo("login", "--browser")
        #expect(ran.code == 0, "\(ran.error)")
        #expect(ran.error.contains(words), "\(ran.error)")
    }
}
