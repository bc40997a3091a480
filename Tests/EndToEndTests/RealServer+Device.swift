import Foundation
import Support
import Testing

extension RealServer {
    @Suite("The device grant")
    struct DeviceTests {
        /// Starts a login at a terminal without a browser, and gives the code that it shows.
        private func begin(
            at server: OAuthServer, on stage: Stage
        ) async throws -> (terminal: PtyProcess, code: String) {
            let terminal = try stage.terminal(
                running: Binaries.coveo, ["login", "--device"] + server.loginOptions, adding: server.variables)
            return (terminal, try await terminal.firstMatch(of: /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/))
        }

        @Test("approved elsewhere while it polls: the login is there, and can be renewed")
        func approved() async throws {
            try await OAuthServer.with("--device-interval", "1") { server, stage in
                let (terminal, code) = try await begin(at: server, on: stage)
                #expect(terminal.transcript.contains("\(server.issuer)/device"))
                try await server.approve(code)
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                let status = try await stage.coveo("auth", "status", "--json", adding: server.variables)
                #expect(status.end == .exited(0), "\(status.errors)")
                #expect(status.output.contains(#""way":"device""#) || status.output.contains(#""way": "device""#))
                #expect(try await server.takes(stage.storedToken("refreshToken")))
            }
        }

        @Test("a person types the code at the server's page, signs in, ticks and clicks")
        func page() async throws {
            try await OAuthServer.with("--device-interval", "1") { server, stage in
                let (terminal, code) = try await begin(at: server, on: stage)
                let person = ChromiumBrowser(
                    .approve, on: stage, user: server.username, password: server.password, code: code)
                let page = try await person.open(server.issuer + "/device")
                #expect(page.steps.prefix(2) == ["send the code", "sign in"])
                #expect(page.text.contains("Authorization complete"))
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
            }
        }

        @Test("denied: 77, and nothing is stored")
        func denied() async throws {
            try await OAuthServer.with("--device-interval", "1") { server, stage in
                let (terminal, code) = try await begin(at: server, on: stage)
                try await server.deny(code)
                #expect(try await terminal.wait() == .exited(77), "\(terminal.transcript)")
                #expect(try await stage.items() == "")
            }
        }

        @Test("nobody comes before the code ends: 75, and nothing is stored")
        func expired() async throws {
            try await OAuthServer.with("--device-interval", "1", "--device-expires", "3") { server, stage in
                let (terminal, _) = try await begin(at: server, on: stage)
                #expect(try await terminal.wait() == .exited(75), "\(terminal.transcript)")
                #expect(try await stage.items() == "")
            }
        }
    }
}
