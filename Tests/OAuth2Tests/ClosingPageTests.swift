import OAuth2
import Ports
import Testing

@Suite("The closing page")
struct ClosingPageTests {
    private static let refused = ClosingPage.refused(
        OAuthError(code: "access_denied", description: "The user said no", uri: "https://as.example/why"))

    private func field(_ name: String, of answer: RedirectAnswer) -> String? {
        let found = answer.fields.filter { $0.name.lowercased() == name.lowercased() }
        return found.count == 1 ? found.first?.value : nil
    }

    @Test(
        "it is not cached, sniffed, framed or told of, and allows nothing but its own style",
        arguments: [
            ClosingPage.done, refused, ClosingPage.untrusted,
        ])
    func headers(answer: RedirectAnswer) {
        #expect(answer.status == 200)
        #expect(field("Content-Type", of: answer) == "text/html; charset=utf-8")
        #expect(field("Cache-Control", of: answer) == "no-store")
        #expect(field("Referrer-Policy", of: answer) == "no-referrer")
        #expect(field("X-Content-Type-Options", of: answer) == "nosniff")
        #expect(field("Set-Cookie", of: answer) == nil)
        let policy = field("Content-Security-Policy", of: answer) ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(!policy.contains("unsafe"))
    }

    @Test("it loads nothing and runs nothing", arguments: [ClosingPage.done, refused, ClosingPage.untrusted])
    func nothingFromOutside(answer: RedirectAnswer) {
        for forbidden in ["<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", "http:", "https:"]
        {
            #expect(!answer.body.contains(forbidden), "\(forbidden)")
        }
    }

    @Test("it has a light and a dark look")
    func looks() {
        #expect(ClosingPage.done.body.contains("color-scheme:light dark"))
        #expect(ClosingPage.done.body.contains("@media (prefers-color-scheme:dark)"))
    }

    @Test("done and refused say which of them it is")
    func words() {
        #expect(ClosingPage.done.body.contains("Back to the terminal"))
        #expect(Self.refused.body.contains("Login refused"))
        #expect(Self.refused.body.contains("access_denied"))
        #expect(Self.refused.body.contains("The user said no"))
        #expect(ClosingPage.untrusted.body.contains("Login not trusted"))
        #expect(!ClosingPage.untrusted.body.contains("Back to the terminal"))
    }

    @Test("a hostile description is shown as text")
    func hostile() {
        let page = ClosingPage.refused(
            OAuthError(
                code: "<script>alert(1)</script>",
                description: "<img src=x onerror=alert(1)> & \"'\u{1B}]0;owned\u{07} \u{202E}desrever\u{200B}"))
        #expect(!page.body.contains("<script>"))
        #expect(!page.body.contains("<img"))
        #expect(!page.body.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{07}" || $0 == "\u{202E}" })
        #expect(
            page.body.contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;&#39;\\u{1b}]0;owned\\u{7} \\u{202e}"))
    }

    @Test("a description of 10 kB is cut")
    func long() {
        let page = ClosingPage.refused(OAuthError(code: "e", description: String(repeating: "x", count: 10_000)))
        #expect(page.body.contains(String(repeating: "x", count: 1_000) + "…"))
        #expect(!page.body.contains(String(repeating: "x", count: 1_001)))
    }

    @Test("the page that ends a login holds neither code nor state")
    func noSecret() {
        var judge = RedirectJudge(state: LoginState(Redacted("canary-state")), port: 1)
        let request = RedirectRequest(
            method: "GET", target: "/?code=canary-code&state=canary-state", host: "127.0.0.1:1")
        guard case .final(_, let page) = judge.verdict(on: request) else {
            Issue.record("not taken")
            return
        }
        #expect(page == ClosingPage.done)
        #expect(!page.body.contains("canary") && !page.fields.contains { $0.value.contains("canary") })
    }
}
