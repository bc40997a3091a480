import Foundation
import JSON
import Support
import Testing

/// All tests at a server that we did not write, one after the other: a browser takes a whole processor.
@Suite(
    "A server that we did not write", .serialized, .enabled(if: Facility.oauthServer && Facility.browser),
    .timeLimit(.minutes(20)))
struct RealServer {
    @Suite("The code flow")
    struct CodeFlowTests {
        @Test("a person types the account, ticks and clicks: metadata by OpenID, code flow with PKCE, a working login")
        func person() async throws {
            try await OAuthServer.with { server, stage in
                let person = ChromiumBrowser(.approve, on: stage, user: server.username, password: server.password)
                let login = try await server.logIn(on: stage, browser: person.asBrowser)
                #expect(login.end == .exited(0), "\(login.errors)")
                #expect(login.errors.contains(server.issuer + "/auth?"))
                #expect(login.errors.contains("code_challenge_method=S256"))
                let page = try await person.page()
                #expect(page.steps == ["sign in", "tick", "grant", "go on"])
                #expect(page.title.hasPrefix("Back to the terminal"))

                let report = try JSONValue(parsing: login.outputBytes)
                #expect(report["platformUrl"]?.string == server.platformURL)
                #expect(report["organization"]?.string == "acme")
                #expect(report["way"]?.string == "browser")
                #expect(report["renewable"]?.bool == true)
                #expect(try await server.count("POST /oauth/check_token") > 0)
                let token = try await stage.coveo("auth", "token", adding: server.variables, isSecret: true)
                let told = try await server.introspect(token.output.trimmingCharacters(in: .newlines))
                #expect(told["active"]?.bool == true)
                #expect(told["client_id"]?.string == server.clientID)
                #expect(told["scope"]?.string == "full")
                #expect(try await stage.coveo("sources", "list", adding: server.variables).end == .exited(0))
            }
        }

        @Test(
            "a client with a secret shows it as it was told to, and is renewed with it",
            arguments: OAuthServer.ClientAuth.allCases)
        func secret(auth: OAuthServer.ClientAuth) async throws {
            try await OAuthServer.with { server, stage in
                let login = try await server.logInAsDesk(auth, secret: server.deskSecret, on: stage)
                #expect(login.end == .exited(0), "\(login.errors)")
                #expect(!login.errors.contains(server.deskSecret))
                let before = try await stage.storedToken("accessToken")
                #expect(try await stage.coveo("auth", "refresh", adding: server.variables).end == .exited(0))
                #expect(try await stage.storedToken("accessToken") != before)
            }
        }

        @Test("a wrong secret is refused with 77, and nothing is stored")
        func wrongSecret() async throws {
            try await OAuthServer.with { server, stage in
                let login = try await server.logInAsDesk(.basic, secret: "wrong-secret", on: stage)
                #expect(login.end == .exited(77), "\(login.errors)")
                #expect(login.errors.contains("unauthorized_client"), "\(login.errors)")
                #expect(!login.errors.contains("wrong-secret"))
                #expect(try await stage.items() == "")
            }
        }

        @Test("the server says no by its own redirect: the page and the terminal tell, with 77")
        func serverSaysNo() async throws {
            try await OAuthServer.with { server, stage in
                let terminal = try stage.terminal(
                    running: Binaries.coveo, ["login", "--no-browser"] + server.loginOptions,
                    adding: server.variables)
                let address = try await terminal.firstMatch(of: /http:\S+\/api\/oidc\/auth\?\S+(?=\s)/)
                let page = try await ChromiumBrowser(.look, on: stage).open(server.deny(address))
                #expect(page.title.hasPrefix("Login refused"))
                #expect(page.text.contains("interaction_required"))
                #expect(try await terminal.wait() == .exited(77), "\(terminal.transcript)")
                #expect(terminal.transcript.contains("interaction_required"))
                #expect(try await stage.items() == "")
            }
        }

        /// The server's pages have no button for a no: one can only tick nothing and leave.
        @Test(
            "a person signs in, grants nothing and leaves: the login goes on waiting, Ctrl-C ends it, nothing is stored"
        )
        func personLeaves() async throws {
            try await OAuthServer.with { server, stage in
                let person = ChromiumBrowser(.refuse, on: stage, user: server.username, password: server.password)
                let terminal = try stage.terminal(
                    running: Binaries.coveo, ["login", "--browser"] + server.loginOptions,
                    adding: server.variables.merging(person.asBrowser) { $1 })
                #expect(try await person.page().steps == ["sign in", "leave"])
                #expect(!terminal.isOver)
                terminal.sendControlC()
                #expect(try await terminal.wait() == .exited(130), "\(terminal.transcript)")
                #expect(try await stage.items() == "")
            }
        }
    }
}
