import Foundation
import Support
import Testing

@Suite("The line that tells what is waited for, at a terminal and in pipes", .timeLimit(.minutes(20)))
struct WaitingLineTests {
    private static let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]
    private static let erasure = "\r\u{1B}[K"

    /// Whether whatever was drawn is gone: what follows the last of it begins with its erasure.
    private func isClean(_ transcript: String) -> Bool {
        guard let last = transcript.ranges(of: " … ").last else { return false }
        return transcript[last.upperBound...].contains(Self.erasure)
    }

    @Test("--wait tells the check that does not hold yet; Ctrl-C leaves nothing of it")
    func verify() async throws {
        try await Stage.with(keyring: nil) { stage in
            let terminal = try stage.terminal("sources", "verify", "Nobody", "--wait", "60", adding: Self.variables)
            try await terminal.expect("waiting for 'Nobody': is not in the list … ")
            terminal.sendControlC()
            #expect(try await terminal.wait() == .exited(130))
            #expect(isClean(terminal.transcript), "\(terminal.transcript.debugDescription)")
            #expect(terminal.transcript.hasSuffix("interrupted\r\n"))
        }
    }

    @Test("a create and an update that verify tell it, too", arguments: [["create", "Docs"], ["update", "Docs"]])
    func createAndUpdate(words: [String]) async throws {
        try await Stage.with(keyring: nil, sandbox: ["--visible-after", "4"]) { stage in
            var options = ["--verify", "--wait", "30"]
            if words[0] == "update" {
                let id = try await stage.coveo("sources", "create", "Docs", adding: Self.variables).output
                options += ["--visibility", "private"]
                // Lists show it from now on, so that it is found by name; then they are slow.
                let found = try await stage.coveo(
                    "sources", "verify", id.trimmingCharacters(in: .newlines), "--wait", "30", adding: Self.variables)
                #expect(found.end == .exited(0))
                try await stage.sandbox.play("slow:1.5@GET/rest")
            }
            let terminal = try stage.terminal(
                running: Binaries.coveo, ["sources"] + words + options, adding: Self.variables)
            try await terminal.expect(words[0] == "update" ? " … 1 s" : "waiting for '")
            #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
            #expect(isClean(terminal.transcript), "\(terminal.transcript.debugDescription)")
        }
    }

    @Test("a long list counts, a request that is not answered names its host, and a pipe or --quiet sees neither")
    func lists() async throws {
        let seed =
            #"{"apiKeys":[{"value":"xx-sandbox-key","displayName":"K","organizations":{"acmeproduction":["*"]}}]}"#
        try await Stage.with(keyring: nil, sandbox: ["--seed-sources", "1500"], seed: seed) { stage in
            let production = Self.variables.merging(["COVEO_ORGANIZATION": "acmeproduction"]) { $1 }
            try await stage.sandbox.play("slow:0.7@/rest/organizations/acmeproduction/sources")
            let list = try stage.terminal("sources", "list", "--columns", "id", adding: production)
            try await list.expect("listing the sources of acmeproduction … ")
            try await list.expect(" of 1500, ")
            #expect(try await list.wait() == .exited(0))
            #expect(isClean(list.transcript), "\(list.transcript.debugDescription)")
            #expect(list.transcript.contains("1500 sources in "), "\(list.transcript.suffix(200))")

            // Whoever reads the pipe may write to the same terminal while more comes.
            let piped = try stage.terminal(
                running: "/bin/sh", ["-c", #""$0" sources list | cat"#, Binaries.coveo], adding: production)
            #expect(try await piped.wait() == .exited(0))
            #expect(!piped.transcript.contains("listing the sources"), "\(piped.transcript.prefix(200))")

            try await stage.sandbox.play("slow:2@/rest")
            let keys = try stage.terminal("keys", "list", adding: production)
            try await keys.expect("waiting for 127.0.0.1:\(stage.sandbox.port) … 1 s")
            #expect(try await keys.wait() == .exited(0))
            #expect(isClean(keys.transcript), "\(keys.transcript.debugDescription)")
            let quiet = try stage.terminal("keys", "list", "--quiet", adding: production)
            #expect(try await quiet.wait() == .exited(0))
            #expect(!quiet.transcript.contains("waiting for"))
            let silent = try await stage.coveo("keys", "list", adding: production)
            #expect(silent.end == .exited(0) && silent.errors.isEmpty, "\(silent.errors)")
        }
    }

    @Test("a create whose answer was lost tells what it looks for")
    func lostAnswer() async throws {
        try await Stage.with(
            keyring: nil, sandbox: ["--visible-after", "3", "--fault", "reset-after-create:1"]
        ) { stage in
            let terminal = try stage.terminal("sources", "create", "Docs", adding: Self.variables)
            try await terminal.expect("looking for 'Docs' … 1 s")
            #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
            #expect(isClean(terminal.transcript), "\(terminal.transcript.debugDescription)")
        }
    }

    @Test("several deletions are counted, after the question")
    func deletions() async throws {
        try await Stage.with(keyring: nil) { stage in
            for name in ["A", "B", "C"] { try await stage.coveo("sources", "create", name, adding: Self.variables) }
            try await stage.sandbox.play("slow:1.2@/rest")
            let terminal = try stage.terminal("sources", "delete", "A", "B", "C", adding: Self.variables)
            try await terminal.expect("[y/N] ")
            terminal.send("y\n")
            try await terminal.expect("deleting in acmesandbox … 1 of 3, ")
            #expect(try await terminal.wait() == .exited(0))
            #expect(isClean(terminal.transcript), "\(terminal.transcript.debugDescription)")
            #expect(terminal.transcript.contains("\n3 of 3 in "))
        }
    }
}
