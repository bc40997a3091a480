import Foundation
import Support
import Testing

@Suite("A terminal that vanishes", .enabled(if: Facility.python), .timeLimit(.minutes(20)))
struct VanishingTerminalTests {
    /// A command, what it shows when its terminal goes, and how it ends where SIGHUP does not end it.
    struct Case: Sendable, CustomTestStringConvertible {
        let words: [String]
        let shown: String
        let end: String
        var hasToken = true
        var testDescription: String { words.joined(separator: " ") }
    }

    private static let cases = [
        Case(
            words: [
                "login", "--no-browser", "--redirect-port", "0", "--client-id", "sandbox", "--client-auth", "none",
                "--login-timeout", "3",
            ], shown: "http://", end: "exited 75", hasToken: false),
        Case(words: ["login", "--with-token"], shown: "oken", end: "exited 65", hasToken: false),
        Case(words: ["sources", "delete", "Docs"], shown: "[y/N]", end: "exited 1"),
        Case(words: ["sources", "verify", "Nobody", "--wait", "3"], shown: "waiting", end: "exited 73"),
    ]

    @Test(
        "in the middle of a long list ends that, by SIGHUP or with 73",
        arguments: [(false, "signalled 1\n"), (true, "exited 73\n")])
    func longList(isIgnored: Bool, end: String) async throws {
        let seed = #"{"apiKeys":[{"value":"xx-many","displayName":"M","organizations":{"acmeproduction":["*"]}}]}"#
        try await Stage.with(keyring: nil, sandbox: ["--seed-sources", "1000"], seed: seed) { stage in
            let list = Case(words: ["sources", "list", "--json"], shown: "benchmark", end: end)
            let many = ["COVEO_ACCESS_TOKEN": "xx-many", "COVEO_ORGANIZATION": "acmeproduction"]
            let ended = try await vanish(list, on: stage, isIgnored: isIgnored, adding: many)
            #expect(ended == end)
        }
    }

    private func vanish(_ bad: Case, on stage: Stage, isIgnored: Bool, adding: [String: String] = [:]) async throws
        -> String
    {
        let profile = bad.hasToken ? [] : ["--profile", "other"]
        let outcome = try await ChildProcess(
            Rig.path("vanishing-terminal"),
            (isIgnored ? ["--ignoring"] : []) + [bad.shown, Binaries.coveo] + bad.words + profile,
            environment: stage.environment.merging(["TERM": "xterm", "COVEO_CREDENTIAL_STORE": "file"]) { $1 }
                .merging(adding) { $1 }
        ).run(deadline: .seconds(180))
        #expect(outcome.errors == "")
        return outcome.output
    }

    @Test("ends a command by SIGHUP, or as a question without an answer, with the login as it was", arguments: cases)
    func hangUp(_ bad: Case) async throws {
        try await Stage.withSource { stage in
            let before = try login(on: stage)
            // The kernel ends what is read before it sends the signal: who waits at a question may be told by either.
            let ended = try await vanish(bad, on: stage, isIgnored: false)
            #expect(["signalled 1\n", bad.end + "\n"].contains(ended))
            #expect(try login(on: stage) == before)
        }
    }

    @Test("ends a command that ignores SIGHUP all the same, and none spins", arguments: cases)
    func ignored(_ bad: Case) async throws {
        try await Stage.withSource { stage in
            let before = try login(on: stage)
            #expect(try await vanish(bad, on: stage, isIgnored: true) == bad.end + "\n")
            #expect(try login(on: stage) == before)
        }
    }

    private func login(on stage: Stage) throws -> String {
        try String(contentsOfFile: stage.home + "/.local/share/coveo/credentials.json", encoding: .utf8)
    }
}
