import OAuth2
import Ports
import Support
import Testing
import TokenCache

@Suite("coveo logout takes the login back at the server")
struct LogoutRevocationTests {
    typealias Answer = ScriptedPlatform.Answer
    private static let taken = Answer.success(.plain("", status: 200))
    private static let empty401 = Answer.success(.plain("", status: 401))

    private func desk(
        _ answers: [Answer], authentication: OAuthClient.Authentication = .none, refresh: String? = "canary-refresh",
        expiresIn life: Double? = 3_600, endpoint: String? = "https://as.example/revoke"
    ) async throws -> Desk {
        var session = OwnServer.session(expiresIn: life, refresh: refresh, authentication: authentication)
        session.revocationEndpoint = endpoint
        return try await .loggedIn(["POST /revoke": answers], session: session)
    }

    @Test("the refresh token first, then the access token, with the client's own authentication")
    func revoked() async throws {
        let authentications: [(OAuthClient.Authentication, header: String?, tail: String)] = [
            (.none, nil, "&client_id=mine"), (.basic(Redacted("canary-s")), "Basic bWluZTpjYW5hcnktcw==", ""),
            (.post(Redacted("canary-s")), nil, "&client_id=mine&client_secret=canary-s"),
        ]
        for each in authentications {
            let desk = try await desk([Self.taken], authentication: each.0)
            let ran = await desk.coveo("logout", "--json")
            #expect(ran.code == 0)
            #expect(ran.output == "[{\"profile\":\"default\",\"deleted\":true,\"revoked\":true}]\n")
            #expect(ran.error.contains("  Its tokens were revoked at the authorization server\n"))
            #expect(
                desk.platform.requests.map(\.text) == [
                    "token=canary-refresh&token_type_hint=refresh_token\(each.tail)",
                    "token=canary-old&token_type_hint=access_token\(each.tail)",
                ])
            #expect(desk.platform.requests.allSatisfy { $0.authorization == each.header })
            #expect(desk.requests(to: "as.example").count == 2)
        }
    }

    @Test("a server that wants a public client's token beside it gets the one that it gave")
    func bearer() async throws {
        let desk = try await desk([Self.empty401, Self.taken, Self.empty401, Self.taken])
        let ran = await desk.coveo("logout")
        #expect(ran.code == 0)
        #expect(ran.error.contains("Its tokens were revoked"))
        #expect(
            desk.platform.requests.map(\.authorization) == [nil, "Bearer canary-old", nil, "Bearer canary-old"])
        let dead = try await self.desk([Self.empty401], expiresIn: -1)
        let other = await dead.coveo("logout")
        #expect(other.code == 0)
        #expect(other.error.contains("the authorization server refused (HTTP 401, without a reason)"))
        #expect(dead.platform.requests.allSatisfy { $0.authorization == nil })
    }

    @Test("whatever the server does the login is deleted here: a warning, what stays valid, and exit 0")
    func failing() async throws {
        let days: [(Answer, String)] = [
            (.failure(.unreachable(host: "as.example")), "no connection to as.example"),
            (.failure(.timedOut(host: "as.example", after: .seconds(30))), "did not answer within"),
            (.success(.plain("", status: 404)), "the authorization server refused (HTTP 404, without a reason)"),
            (OwnServer.refusal("invalid_client", status: 401, words: "who?"), "(HTTP 401, invalid_client: who?)"),
            (.success(.plain("", status: 500)), "(HTTP 500, without a reason)"),
            (.success(.plain("", status: 302)), "(HTTP 302, without a reason)"),
        ]
        for (answer, words) in days {
            let desk = try await desk([answer], authentication: .basic(Redacted("canary-s")))
            let ran = await desk.coveo("logout", "--json", "--quiet")
            #expect(ran.code == 0)
            #expect(ran.output == "[{\"profile\":\"default\",\"deleted\":true,\"revoked\":false}]\n")
            #expect(
                ran.error.hasPrefix("warning: the login was deleted here, but not revoked at the server: "),
                "\(ran.error)")
            #expect(ran.error.contains(words), "\(ran.error)")
            #expect(ran.error.contains("the login stays valid at the server until it is ended there\n"))
            #expect(try await desk.session() == nil)
        }
    }

    @Test("a server that offers none is said, with what stays valid")
    func notOffered() async throws {
        let renewable = try await desk([], endpoint: nil)
        let ran = await renewable.coveo("logout")
        #expect(ran.code == 0)
        #expect(
            ran.error.contains(
                "The authorization server offers no revocation: the login stays valid at the server until it is ended"))
        let fixed = try await desk([], refresh: nil, endpoint: nil)
        #expect(
            await fixed.coveo("logout").error.contains(
                "The authorization server offers no revocation: the token stays valid there until 2026-01-02 04:04 UTC")
        )
        #expect(renewable.platform.lines.isEmpty && fixed.platform.lines.isEmpty)
    }

    @Test("an endpoint in the record to which nothing is sent gets nothing, and is no success")
    func unfit() async throws {
        let desk = try await desk([], endpoint: "http://as.example/revoke")
        let ran = await desk.coveo("logout", "--json")
        #expect(ran.code == 0)
        #expect(ran.output.contains(#""deleted":true,"revoked":false"#))
        #expect(ran.error.contains("warning: "))
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("--all takes back each at its own server")
    func all() async throws {
        let desk = try await desk([Self.taken])
        try await desk.logIn(Given.session(), profile: "plain")
        let ran = await desk.coveo("logout", "--all", "--json")
        #expect(ran.code == 0)
        #expect(
            ran.output == """
                [{"profile":"default","deleted":true,"revoked":true},{"profile":"plain","deleted":true,"revoked":false}]

                """)
        #expect(desk.platform.lines == ["POST /revoke", "POST /revoke"])
    }

    @Test("profiles remove takes it back as well")
    func profilesRemove() async throws {
        let desk = try await desk([Self.taken])
        #expect(await desk.coveo("profiles", "remove", "default", "--yes").code == 0)
        #expect(desk.platform.lines == ["POST /revoke", "POST /revoke"])
    }
}
