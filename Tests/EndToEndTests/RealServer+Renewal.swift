import Foundation
import JSON
import Support
import Testing

extension RealServer {
    @Suite("Renewal and revocation")
    struct RenewalTests {
        /// The access token that `coveo auth token` prints.
        private func token(at server: OAuthServer, on stage: Stage) async throws -> String {
            let outcome = try await stage.coveo("auth", "token", adding: server.variables, isSecret: true)
            try #require(outcome.end == .exited(0), "\(outcome.errors)")
            return outcome.output.trimmingCharacters(in: .newlines)
        }

        private func logIn(at server: OAuthServer, on stage: Stage) async throws {
            let login = try await server.logIn(on: stage)
            try #require(login.end == .exited(0), "\(login.errors)")
        }

        @Test("a server that does not rotate: the token is renewed after its end, and the refresh token stays")
        func withoutRotation() async throws {
            try await OAuthServer.with("--access-ttl", "3") { server, stage in
                try await logIn(at: server, on: stage)
                let first = try await stage.storedToken("accessToken")
                let refreshToken = try await stage.storedToken("refreshToken")
                try await server.outlive(first)
                let second = try await token(at: server, on: stage)
                #expect(second != first)
                #expect(try await server.takes(second))
                #expect(try await stage.storedToken("accessToken") == second)
                #expect(try await stage.storedToken("refreshToken") == refreshToken)
                try await server.outlive(second)
                let list = try await stage.coveo("sources", "list", adding: server.variables)
                #expect(list.end == .exited(0), "\(list.errors)")
            }
        }

        @Test("a server that rotates: each renewal's refresh token is stored, and the next one works with it")
        func withRotation() async throws {
            try await OAuthServer.with("--access-ttl", "3", "--rotate") { server, stage in
                try await logIn(at: server, on: stage)
                var refreshTokens = [try await stage.storedToken("refreshToken")]
                for _ in 1...3 {
                    try await server.outlive(stage.storedToken("accessToken"))
                    #expect(try await server.takes(token(at: server, on: stage)))
                    refreshTokens.append(try await stage.storedToken("refreshToken"))
                }
                #expect(Set(refreshTokens).count == 4)
                #expect(try await server.takes(refreshTokens[3]))
                #expect(try await !server.takes(refreshTokens[0]))
            }
        }

        @Test("auth refresh renews a token that still lives")
        func refresh() async throws {
            try await OAuthServer.with { server, stage in
                try await logIn(at: server, on: stage)
                let first = try await token(at: server, on: stage)
                #expect(try await stage.storedToken("accessToken") == first)
                let refreshed = try await stage.coveo("auth", "refresh", adding: server.variables)
                #expect(refreshed.end == .exited(0), "\(refreshed.errors)")
                let second = try await token(at: server, on: stage)
                #expect(second != first)
                #expect(try await server.takes(second))
            }
        }

        @Test("a used refresh token from a backup of the keyring: 77 with the way out")
        func usedRefreshToken() async throws {
            try await OAuthServer.with("--rotate") { server, stage in
                try await logIn(at: server, on: stage)
                let backup = try #require(try await stage.storedSession())
                #expect(try await stage.coveo("auth", "refresh", adding: server.variables).end == .exited(0))
                try await stage.store(session: backup)
                let outcome = try await stage.coveo("auth", "refresh", adding: server.variables)
                #expect(outcome.end == .exited(77), "\(outcome.errors)")
                #expect(outcome.errors.contains("coveo login"))
            }
        }

        @Test("logout revokes both tokens, as a public client and as one with a secret", arguments: [false, true])
        func logout(asDesk: Bool) async throws {
            try await OAuthServer.with { server, stage in
                if asDesk {
                    let login = try await server.logInAsDesk(.basic, secret: server.deskSecret, on: stage)
                    try #require(login.end == .exited(0), "\(login.errors)")
                } else {
                    try await logIn(at: server, on: stage)
                }
                let refreshToken = try await stage.storedToken("refreshToken")
                let accessToken = try await stage.storedToken("accessToken")
                #expect(try await server.takes(refreshToken))
                let logout = try await stage.coveo("logout", "--json", adding: server.variables)
                #expect(logout.end == .exited(0), "\(logout.errors)")
                let report = try JSONValue(parsing: logout.outputBytes).array?.first
                #expect(report?["deleted"]?.bool == true)
                #expect(report?["revoked"]?.bool == true)
                #expect(try await !server.takes(refreshToken))
                #expect(try await !server.takes(accessToken))
                #expect(try await stage.items() == "")
            }
        }
    }
}
