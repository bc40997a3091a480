/// The pages of the authorization endpoint, and the one at the root.
enum LoginPage {
    /// The form of user name and password, with the authorization request in hidden fields.
    /// - Parameter problem: stands above the form.
    static func form(_ request: AuthorizationRequest, username: String = "", problem: String? = nil) -> String {
        let hidden = request.fields.map { field in
            "<input type=\"hidden\" name=\"\(Page.escaped(field.name))\" value=\"\(Page.escaped(field.value))\">"
        }
        return Page.html(
            title: "Log in",
            body: """
                <h1>Log in to the sandbox</h1>
                <p>The application <b>\(request.client.rawValue)</b> asks for the scope <b>full</b>.</p>
                \(Page.problem(problem))
                <form method="post" action="/oauth/login">
                \(hidden.joined(separator: "\n"))
                \(Page.credentials(username: username))
                <p><button type="submit">Log in</button>
                <button type="submit" name="deny" value="true" formnovalidate>Deny</button></p>
                </form>
                \(Page.people)
                """)
    }

    /// A request that can't be answered by a redirect.
    static func refusal(_ reason: String) -> String {
        Page.html(title: "Refused", body: "<h1>The request was refused</h1>\n<p>\(Page.escaped(reason))</p>")
    }

    /// What stands at the root.
    static let welcome = Page.html(
        title: "coveo-sandbox",
        body: "<h1>coveo-sandbox</h1>\n<p>A local stand-in for the platform. Log in with <code>coveo login</code>.</p>")
}
