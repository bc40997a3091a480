import Crypto
import FoundationEssentials
package import Ports

/// What the browser shows when the login is handed back (RFC 8252 section 8.9): plain HTML in light and dark, without
/// script, without anything from outside, without a secret.
package enum ClosingPage {
    /// The page for the answer that ended the login.
    static func answer(to response: AuthorizationResponse) -> RedirectAnswer {
        switch response {
        case .code: done
        case .refused(let error): refused(error)
        case .wrongIssuer: untrusted
        }
    }

    /// The person said yes. Whether the login worked is known only when the code is redeemed: the terminal tells.
    package static let done = page(
        status: 200, title: "Back to the terminal", mark: "✓",
        text: "<p>coveo has received the answer. You can close this page; the terminal goes on.</p>")

    /// The person or the server said no, with what the server says about it.
    package static func refused(_ error: OAuthError) -> RedirectAnswer {
        var text = "<p>The login was refused (<bdi>\(shown(error.code, limit: 100))</bdi>). Nothing was stored.</p>"
        if let description = error.description, !description.isEmpty {
            text += "<blockquote><bdi>\(shown(description, limit: 1_000))</bdi></blockquote>"
        }
        return page(
            status: 200, title: "Login refused", mark: "✗",
            text: text + "<p>You can close this page; the terminal says what to do next.</p>")
    }

    /// The answer is not the server's that was asked. What it says about itself is left out: it need not be true.
    package static let untrusted = page(
        status: 200, title: "Login not trusted", mark: "✗",
        text: """
            <p>This answer does not come from the server that coveo asked, or does not say that it does. It was not used, \
            and nothing was stored.</p>
            <p>You can close this page; the terminal says what to do next.</p>
            """)

    /// For requests that are not the answer.
    static let notFound = page(
        status: 404, title: "Not found", mark: "?",
        text: "<p>This is not the answer that coveo waits for, or the login is over.</p>")

    /// For methods other than GET.
    static let methodNotAllowed = page(
        status: 405, title: "Method not allowed", mark: "?", text: "<p>Only GET is answered here.</p>",
        fields: [RedirectAnswer.Field("Allow", "GET")])

    private static func page(
        status: Int, title: String, mark: String, text: String, fields: [RedirectAnswer.Field] = []
    ) -> RedirectAnswer {
        let body = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title) – coveo</title>
            <style>\(style)</style>
            </head>
            <body>
            <main>
            <h1><span aria-hidden="true">\(mark)</span> \(title)</h1>
            \(text)
            </main>
            </body>
            </html>

            """
        return RedirectAnswer(status: status, fields: headers + fields, body: body)
    }

    /// Strangers' text for HTML: controls written out, markup escaped, at most `limit` Unicode scalars.
    private static func shown(_ untrusted: String, limit: Int) -> String {
        var html = ""
        for scalar in Visible(untrusted, limit: limit).text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }

    private static let style = """
        :root{color-scheme:light dark;--back:#f6f7f9;--card:#fff;--text:#1b2230;--quiet:#5a6475}
        @media (prefers-color-scheme:dark){:root{--back:#12161d;--card:#1c222c;--text:#e8ebf0;--quiet:#9aa5b5}}
        body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--back);color:var(--text);\
        font:1.1rem/1.5 system-ui,sans-serif}
        main{box-sizing:border-box;width:min(36rem,100% - 2rem);margin:1rem;padding:2rem;border-radius:.75rem;\
        background:var(--card);overflow-wrap:anywhere}
        h1{margin:0 0 1rem;font-size:1.6rem;line-height:1.2}
        p{margin:.5rem 0}
        blockquote{margin:1rem 0;padding-left:1rem;border-left:.25rem solid var(--quiet);color:var(--quiet)}
        """

    /// The style is allowed by its hash, and nothing else is allowed at all.
    private static let headers: [RedirectAnswer.Field] = {
        let hash = Data(SHA256.hash(data: Array(style.utf8))).base64EncodedString()
        return [
            .init("Content-Type", "text/html; charset=utf-8"),
            .init("Cache-Control", "no-store"),
            .init(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'"),
            .init("Referrer-Policy", "no-referrer"),
            .init("X-Content-Type-Options", "nosniff"),
        ]
    }()
}
