/// The pages of the device grant (RFC 8628 section 3.3).
enum DevicePage {
    /// Asks for the code that the device shows.
    static func ask(code: String = "", problem: String? = nil) -> String {
        Page.html(
            title: "Connect a device",
            body: """
                <h1>Connect a device</h1>
                \(Page.problem(problem))
                <form method="post" action="/oauth/device">
                <label>The code that your device shows<br><input name="user_code" value="\(Page.escaped(code))" \
                autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus required></label>
                <p><button type="submit">Continue</button></p>
                </form>
                """)
    }

    /// Shows the code and asks to log in and approve; so does the complete address, so that nobody approves a stranger's
    /// device by a mere click on a link (section 5.4).
    static func confirm(
        _ request: DeviceCodes.Request, username: String = "", problem: String? = nil
    ) -> String {
        Page.html(
            title: "Connect a device",
            body: """
                <h1>Connect a device</h1>
                <p class="code">\(Page.escaped(request.userCode))</p>
                <p>The application <b>\(request.client.rawValue)</b> on a device that shows this code asks for the scope \
                <b>full</b>. Continue only if you started this and the code is the same.</p>
                \(Page.problem(problem))
                <form method="post" action="/oauth/device">
                <input type="hidden" name="user_code" value="\(Page.escaped(request.userCode))">
                \(Page.credentials(username: username))
                <p><button type="submit" name="approve" value="true">Log in and approve</button>
                <button type="submit" name="deny" value="true" formnovalidate>Deny</button></p>
                </form>
                <p><a href="/oauth/device">Another code</a></p>
                \(Page.people)
                """)
    }

    /// The end.
    static func done(approved: Bool) -> String {
        let (title, text) =
            approved
            ? ("Device connected", "Go back to it: it will go on by itself.")
            : ("Device refused", "It was given nothing.")
        return Page.html(title: title, body: "<h1>\(title)</h1>\n<p>\(text) You can close this page.</p>")
    }
}
