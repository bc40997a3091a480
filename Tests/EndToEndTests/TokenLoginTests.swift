import Foundation
import JSON
import Support
import Testing

@Suite("Logging in with a token", .enabled(if: Facility.keyring), .timeLimit(.minutes(20)))
struct TokenLoginTests {
    @Test("a key from a pipe, with white space around it, is proven and stored")
    func pipe() async throws {
        try await Stage.with { stage in
            let login = try await stage.coveo(
                "login", "--with-token", "--json", input: .text("\n  xx-sandbox-key \r\n"))
            #expect(login.end == .exited(0), "\(login.errors)")
            let report = try JSONValue(parsing: login.outputBytes)
            #expect(report["way"] == "with-token" && report["organization"] == "acmesandbox")
            #expect(try await stage.coveo("auth", "token", isSecret: true).output == "xx-sandbox-key\n")
            let header = try await stage.coveo("auth", "token", "--header", isSecret: true)
            #expect(header.output == "Authorization: Bearer xx-sandbox-key\n")
            #expect(!stage.everythingSaid.contains("xx-sandbox-key"))
        }
    }

    @Test("at a terminal the token is asked for without an echo")
    func terminal() async throws {
        try await Stage.with { stage in
            let terminal = try stage.terminal("login", "--with-token")
            try await terminal.expect("Access token or API key (not shown): ")
            #expect(!terminal.echoes)
            terminal.send("xx-sandbox-key\n")
            #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
            #expect(!terminal.transcript.contains("xx-sandbox"))
            #expect(terminal.echoes)
            #expect(try await stage.coveo("auth", "status").end == .exited(0))
        }
    }

    @Test("a token that the platform refuses, none, and one in pieces are not stored, and leave what was there")
    func refused() async throws {
        try await Stage.with { stage in
            try await stage.logInWithKey()
            let before = try await stage.items()
            for (text, code) in [("xx-wrong", Int32(77)), ("", 65), ("xx-a xx-b", 65), ("xx-a\nxx-b", 65)] {
                let outcome = try await stage.coveo("login", "--with-token", input: .text(text))
                #expect(outcome.end == .exited(code), "\(text): \(outcome.errors)")
                #expect(!outcome.errors.contains("xx-"))
            }
            #expect(try await stage.items() == before)
        }
    }

    @Test("another account than the expected one is 77, and an organization that is no ID gets a hint")
    func expectations() async throws {
        try await Stage.with { stage in
            let other = try await stage.coveo(
                "login", "--with-token", "--expect-account", "alice", input: .text("xx-sandbox-key"))
            #expect(other.end == .exited(77))
            #expect(other.errors.contains("not alice"))
            let name = try await stage.coveo(
                "login", "--with-token", "--org", "Acme Sandbox", input: .text("xx-sandbox-key"))
            #expect(name.end == .exited(64))
            #expect(name.errors.contains("did you mean 'acmesandbox'?"))
            #expect(try await stage.items() == "")
        }
    }

    @Test("in CI a login without a way is 64 at once, and names the ways")
    func continuousIntegration() async throws {
        try await Stage.with { stage in
            for variables in [["CI": "true"], ["CI": "1", "BROWSER": "/bin/true"], ["COVEO_NO_INPUT": "1"]] {
                let outcome = try await stage.coveo("login", adding: variables)
                #expect(outcome.end == .exited(64))
                #expect(outcome.errors.contains("COVEO_ACCESS_TOKEN"))
                #expect(outcome.errors.contains("--with-token"))
            }
            let terminal = try stage.terminal("login", adding: ["CI": "true"])
            #expect(try await terminal.wait() == .exited(64))
            let offer = try stage.terminal("sources", "list", adding: ["CI": "true"])
            #expect(try await offer.wait() == .exited(77))
            #expect(stage.sandbox.requests == [])
            let piped = try await stage.coveo(
                "login", "--with-token", input: .text("xx-sandbox-key"), adding: ["CI": "true"])
            #expect(piped.end == .exited(0), "\(piped.errors)")
        }
    }

    @Test("a profile of its own name keeps a second login apart; an unknown one is 78 with the list")
    func profiles() async throws {
        try await Stage.with { stage in
            try await stage.logInWithKey()
            try await stage.logInWithKey(adding: ["COVEO_PROFILE": "ci"])
            #expect(try await stage.items().contains("label = coveo: ci (127.0.0.1:\(stage.sandbox.port))"))
            let unknown = try await stage.coveo("sources", "list", "--profile", "cy")
            #expect(unknown.end == .exited(78))
            #expect(unknown.errors.contains("ci, default"))
            #expect(try await stage.coveo("logout", "--profile", "ci").end == .exited(0))
            #expect(try await stage.coveo("auth", "status").end == .exited(0))
            #expect(try await stage.coveo("auth", "status", "--profile", "ci").end == .exited(1))
        }
    }
}
