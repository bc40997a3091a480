/// The sandbox's pages: plain HTML that works without JavaScript and loads nothing.
enum LoginPage {
    /// The form of user name and password, with the authorization request in hidden fields.
    /// - Parameter problem: stands above the form.
    static func form(_ request: AuthorizationRequest, username: String = "", problem: String? = nil) -> String {
        let hidden = request.fields.map { field in
            "<input type=\"hidden\" name=\"\(escaped(field.name))\" value=\"\(escaped(field.value))\">"
        }
        let message = problem.map { "<p class=\"problem\" role=\"alert\">\(escaped($0))</p>" } ?? ""
        return page(
            title: "Log in",
            body: """
                <h1>Log in to the sandbox</h1>
                <p>The application <b>\(escaped(AuthorizationRequest.clientID))</b> asks for the scope <b>full</b>.</p>
                \(message)
                <form method="post" action="/oauth/login">
                \(hidden.joined(separator: "\n"))
                <label>User name<br><input name="username" value="\(escaped(username))" autocomplete="username" \
                autofocus required></label>
                <label>Password<br><input name="password" type="password" autocomplete="current-password" \
                required></label>
                <p><button type="submit">Log in</button>
                <button type="submit" name="deny" value="true" formnovalidate>Deny</button></p>
                </form>
                <p><small>Users of the built-in seed: alice, bob and carol; each password is the name.</small></p>
                """)
    }

    /// A request that can't be answered by a redirect.
    static func refusal(_ reason: String) -> String {
        page(title: "Refused", body: "<h1>The request was refused</h1>\n<p>\(escaped(reason))</p>")
    }

    /// What stands at the root.
    static let welcome = page(
        title: "coveo-sandbox",
        body: "<h1>coveo-sandbox</h1>\n<p>A local stand-in for the platform. Log in with <code>coveo login</code>.</p>")

    private static func page(title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(escaped(title))</title>
        <style>
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        body { max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
        label { display: block; margin: 0.75rem 0; }
        input { font: inherit; width: 100%; box-sizing: border-box; padding: 0.4rem; }
        button { font: inherit; padding: 0.4rem 1rem; }
        .problem { border-left: 0.25rem solid #c33; padding-left: 0.75rem; }
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\r": result += "&#13;"
            case "\n": result += "&#10;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
