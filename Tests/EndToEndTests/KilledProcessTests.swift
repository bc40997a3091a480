import Foundation
import JSON
import Support
import Testing

/// A thousand processes, killed at as many random moments of a renewal or a login.
@Suite(
    "Processes that are killed", .enabled(if: Facility.keyring && Facility.python), .timeLimit(.minutes(15)))
struct KilledProcessTests {
    /// How long such a command takes here and now.
    private func duration(of command: () async throws -> ChildProcess.Outcome) async throws -> Duration {
        var longest = Duration.zero
        for _ in 1...3 {
            let start = ContinuousClock.now
            let outcome = try await command()
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
            longest = max(longest, .now - start)
        }
        return longest
    }

    /// The refresh token of the stored session, which must be whole.
    private func wholeSession(on stage: Stage) async throws -> (access: String, refresh: String?) {
        let text = try #require(try await stage.storedSession(), "the session is gone")
        let tokens = try JSONValue(parsing: Array(text.utf8))["tokens"]
        return (try #require(tokens?["accessToken"]?.string), tokens?["refreshToken"]?.string)
    }

    @Test("where the server leaves the refresh token as it is, no killed renewal costs the login")
    func renewal() async throws {
        try await TokenServer.with { server, stage in
            let login = try await server.logIn(on: stage)
            try await server.play("keep")
            let life = try await duration { try await stage.coveo("auth", "refresh", adding: server.variables) }
            for _ in 1...350 {
                try await stage.coveo(
                    "auth", "refresh", adding: server.variables, deadline: life * Double.random(in: 0...1.1))
                let session = try await wholeSession(on: stage)
                try #require(session.refresh == login.refreshToken)
            }
            let last = try await stage.coveo("auth", "refresh", adding: server.variables)
            #expect(last.end == .exited(0), "\(last.errors)")
        }
    }

    @Test("where the server rotates, the stored token is the live one, or the loss is told as what it is")
    func rotation() async throws {
        try await TokenServer.with { server, stage in
            try await server.logIn(on: stage)
            let life = try await duration { try await stage.coveo("auth", "refresh", adding: server.variables) }
            var losses = 0
            for _ in 1...350 {
                try await stage.coveo(
                    "auth", "refresh", adding: server.variables, deadline: life * Double.random(in: 0...1.1))
                let token = try #require(try await wholeSession(on: stage).refresh)
                if try await server.told(of: token).isLive { continue }
                // The answer came to nobody who lived: a window of a few milliseconds that no client can close.
                losses += 1
                let told = try await stage.coveo("auth", "refresh", adding: server.variables)
                try #require(told.end == .exited(77), "\(told.errors)")
                try #require(told.errors.contains("An earlier renewal was cut off"), "\(told.errors)")
                let again = try await stage.coveo("auth", "refresh", adding: server.variables)
                try #require(again.end == .exited(77) && again.errors.contains("no refresh token"), "\(again.errors)")
                try await server.logIn(on: stage)
            }
            let last = try await stage.coveo("auth", "refresh", adding: server.variables)
            #expect(last.end == .exited(0), "\(last.errors)")
            print("killed renewals: \(losses) of 350 lost their answer")
        }
    }

    @Test("a killed login leaves the one before it or is whole itself")
    func login() async throws {
        try await TokenServer.with { server, stage in
            let tokens = [try await server.logIn().accessToken, try await server.logIn().accessToken]
            func logIn(_ token: String, deadline: Duration = .seconds(60)) async throws -> ChildProcess.Outcome {
                try await stage.coveo(
                    "login", "--with-token", "--org", "acme", input: .text(token), adding: server.variables,
                    deadline: deadline)
            }
            let life = try await duration { try await logIn(tokens[0]) }
            for turn in 1...300 {
                _ = try await logIn(tokens[turn % 2], deadline: life * Double.random(in: 0...1.1))
                try #require(tokens.contains(try await wholeSession(on: stage).access))
            }
            #expect(try await logIn(tokens[1]).end == .exited(0))
            #expect(try await wholeSession(on: stage).access == tokens[1])
        }
    }
}
