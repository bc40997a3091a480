import Foundation
import JSON
import Support
import Testing

/// An OAuth server that we did not write, and a platform that takes its tokens: `Tests/rigs/oauth-server`.
struct OAuthServer: Sendable {
    /// How a client with a secret shows it.
    enum ClientAuth: String, Sendable, CaseIterable {
        case basic, post
    }

    let issuer: String
    let platformURL: String
    /// The person who has an account.
    let username: String
    let password: String
    /// A public client, and one with a secret.
    let clientID: String
    let desk: String
    let deskSecret: String
    /// The port whose redirect is registered.
    let redirectPort: String
    private let rig: Rig

    /// The server and a machine, for one test.
    ///
    /// - Parameter options: of the rig.
    static func with(_ options: String..., body: (OAuthServer, Stage) async throws -> Void) async throws {
        try await Rig.with("oauth-server", options) { rig, stage in try await body(OAuthServer(rig), stage) }
    }

    private init(_ rig: Rig) throws {
        self.rig = rig
        issuer = try rig.text("issuer")
        platformURL = try rig.text("platformUrl")
        username = try rig.text("username")
        password = try rig.text("password")
        clientID = try rig.text("clientId")
        desk = try rig.text("confidentialClientId")
        deskSecret = try rig.text("confidentialClientSecret")
        redirectPort = String(try rig.number("redirectPorts"))
    }

    /// The platform, as variables for `coveo`.
    var variables: [String: String] { ["COVEO_PLATFORM_URL": platformURL] }

    /// What a login at this server is typed with, besides its way.
    var loginOptions: [String] {
        ["--issuer", issuer, "--client-id", clientID, "--redirect-port", redirectPort]
    }

    /// `coveo login --json` as the public client.
    ///
    /// - Parameter browser: the variables that lead to one; left out, to whoever says yes without a page.
    func logIn(on stage: Stage, browser: [String: String]? = nil) async throws -> ChildProcess.Outcome {
        let browser = try browser ?? ["BROWSER": approver(on: stage)]
        return try await stage.coveo(
            "login", "--browser", "--json", "--issuer", issuer, "--client-id", clientID, "--redirect-port",
            redirectPort, adding: variables.merging(browser) { $1 })
    }

    /// `coveo login` as the client with a secret, which comes by stdin.
    func logInAsDesk(_ auth: ClientAuth, secret: String, on stage: Stage) async throws -> ChildProcess.Outcome {
        try await stage.coveo(
            "login", "--browser", "--issuer", issuer, "--client-id", desk, "--client-auth", auth.rawValue,
            "--client-secret-stdin", "--redirect-port", redirectPort, input: .text(secret + "\n"),
            adding: variables.merging(["BROWSER": approver(on: stage)]) { $1 })
    }

    /// A program for `BROWSER` that approves an address without the server's pages.
    private func approver(on stage: Stage) throws -> String {
        try stage.write(
            "approver",
            """
            #!/bin/sh
            exec curl --silent --location --output /dev/null --data-binary "$1" \(platformURL)/rig/approve
            """, isExecutable: true)
    }

    /// Says yes to a user code.
    func approve(_ code: String) async throws {
        let status = try await rig.ask("POST", "/rig/approve", code).status
        try #require(status == 303, "\(code) can't be approved: \(status)")
    }

    /// Says no to a user code or an authorization address.
    ///
    /// - Returns: where a browser is led.
    @discardableResult
    func deny(_ what: String) async throws -> String {
        let answer = try await rig.ask("POST", "/rig/deny", what)
        return try #require(answer.fields["location"], "\(what) can't be denied: \(answer.status)")
    }

    /// What the server says of a token (RFC 7662).
    func introspect(_ token: String) async throws -> JSONValue {
        try await rig.json("POST", "/rig/introspect", token)
    }

    /// Whether the server still takes a token.
    func takes(_ token: String) async throws -> Bool {
        try await introspect(token)["active"]?.bool == true
    }

    /// Waits until the server takes a token no more, since its short life is over.
    func outlive(_ token: String) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await takes(token) {
            try #require(ContinuousClock.now < deadline, "the token does not end")
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// How many requests of this kind the platform has had, `POST /oauth/check_token` for instance.
    func count(_ request: String) async throws -> Int {
        try await rig.json("GET", "/rig/counts")[request]?.int ?? 0
    }
}
