/// The frame of the sandbox's pages: plain HTML that works without JavaScript and loads nothing.
enum Page {
    /// A whole page around its body.
    static func html(title: String, body: String) -> String {
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
        .code { font: 1.75rem/1.5 ui-monospace, monospace; letter-spacing: 0.1em; }
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    /// A message above a form; nothing where there is none.
    static func problem(_ text: String?) -> String {
        text.map { "<p class=\"problem\" role=\"alert\">\(escaped($0))</p>" } ?? ""
    }

    /// The fields of user name and password.
    static func credentials(username: String) -> String {
        """
        <label>User name<br><input name="username" value="\(escaped(username))" autocomplete="username" \
        autofocus required></label>
        <label>Password<br><input name="password" type="password" autocomplete="current-password" \
        required></label>
        """
    }

    /// Who may log in.
    static let people =
        "<p><small>Users of the built-in seed: alice, bob and carol; each password is the name.</small></p>"

    /// The text as HTML, in elements and in quoted attributes.
    static func escaped(_ text: String) -> String {
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
