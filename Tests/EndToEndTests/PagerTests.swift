import Foundation
import Glibc
import Support
import Testing

@Suite("A real pager at a terminal", .enabled(if: Facility.less), .timeLimit(.minutes(20)))
struct PagerTests {
    private static let variables = [
        "COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmeproduction", "COVEO_PAGER": "less",
    ]

    /// A platform with more sources than a screen holds.
    private func withSources(_ body: (Stage) async throws -> Void) async throws {
        let seed =
            #"{"apiKeys":[{"value":"xx-sandbox-key","displayName":"K","organizations":{"acmeproduction":["*"]}}]}"#
        try await Stage.with(keyring: nil, sandbox: ["--seed-sources", "3000"], seed: seed, body)
    }

    @Test("q leaves a long list early, in silence, with the command's exit status")
    func left() async throws {
        try await withSources { stage in
            let list = try stage.terminal("sources", "list", "--color", "always", adding: Self.variables)
            try await list.expect("\r\n:")
            list.send("q")
            #expect(try await list.wait() == .exited(0))
            #expect(list.echoes)
            #expect(!list.transcript.contains("error") && !list.transcript.contains("interrupted"))
            #expect(list.transcript.contains("acmeproduction-") && list.transcript.count < 60_000)
        }
    }

    @Test("Ctrl-C is the pager's as long as it shows what a command has said; the terminal is as it was")
    func controlC() async throws {
        try await withSources { stage in
            let list = try stage.terminal("sources", "list", "--limit", "90", adding: Self.variables)
            try await list.expect("\r\n:")
            list.sendControlC()
            list.send(" ")
            try await list.expect("\r\n")
            #expect(!list.isOver)
            list.send("q")
            #expect(try await list.wait() == .exited(0))
            #expect(list.echoes && !list.transcript.contains("interrupted"), "\(list.transcript.suffix(200))")
        }
    }

    @Test("its environment holds no token and none of our variables; colours and what was read stay")
    func environment() async throws {
        try await withSources { stage in
            let pager = try stage.write("pager", "#!/bin/sh\nenv >\"$SEEN\"\ncat\n", isExecutable: true)
            let seen = stage.folder + "/seen"
            let variables = Self.variables.merging([
                "COVEO_PAGER": pager, "SEEN": seen, "GITHUB_TOKEN": "canary-1",
                "HTTPS_PROXY": "http://u:canary-2@proxy.example",
                "MY_PASSWORD": "canary-3", "OTHER": "x xx-sandbox-key", "NO_PROXY": "*",
            ]) { $1 }
            let help = try stage.terminal(running: Binaries.coveo, ["help", "environment"], adding: variables)
            #expect(try await help.wait() == .exited(0))
            #expect(help.transcript.contains("COVEO_PAGER"))
            let list = try stage.terminal(
                running: Binaries.coveo, ["sources", "list", "--limit", "2", "--color", "always"],
                adding: variables.merging(["HTTPS_PROXY": ""]) { $1 })
            #expect(try await list.wait() == .exited(0), "\(list.transcript)")
            #expect(list.transcript.contains("\u{1B}[1mID"))
            let inherited = try String(contentsOfFile: seen, encoding: .utf8)
            #expect(!inherited.contains("canary") && !inherited.contains("xx-sandbox-key"), "\(inherited)")
            #expect(!inherited.contains("COVEO_") && inherited.contains("LESS=FRX\n"), "\(inherited)")
        }
    }

    @Test("one that fails before it reads anything loses nothing, of a short list and of a long one")
    func failing() async throws {
        try await withSources { stage in
            let interpreter = try stage.write("pager", "#!/bin/sh\nno-such-program\n", isExecutable: true)
            for (pager, status) in [("false", 1), (interpreter, 127)] {
                for (limit, count) in [("2", 2), ("3000", 3000)] {
                    let variables = Self.variables.merging(["COVEO_PAGER": pager]) { $1 }
                    let list = try stage.terminal("sources", "list", "--limit", limit, adding: variables)
                    #expect(try await list.wait() == .exited(0))
                    #expect(list.transcript.contains("' ended with \(status) and read nothing"), "\(pager) \(limit)")
                    #expect(list.transcript.matches(of: /acmeproduction-/).count == count, "\(pager) \(limit)")
                }
            }
        }
    }

    @Test("one that reads, and one that ends well, are believed")
    func believed() async throws {
        try await withSources { stage in
            let reader = try stage.write("pager", "#!/bin/sh\nhead -n 1\nexit 3\n", isExecutable: true)
            for (pager, count) in [("true", 0), (reader, 0)] {
                let variables = Self.variables.merging(["COVEO_PAGER": pager]) { $1 }
                let list = try stage.terminal("sources", "list", "--limit", "2", adding: variables)
                #expect(try await list.wait() == .exited(0))
                #expect(list.transcript.matches(of: /acmeproduction-/).count == count, "\(list.transcript)")
                #expect(!list.transcript.contains("warning"), "\(list.transcript)")
            }
        }
    }
}
