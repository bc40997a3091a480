import Foundation
import Support
import Testing

@Suite("What a terminal shows, as a picture", .enabled(if: Rig.isAvailable("screen")), .timeLimit(.minutes(20)))
struct TerminalPictureTests {
    private static let variables = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]

    /// The screen of what was written to a terminal of 80 columns; a sequence that no terminal has to know is a failure.
    private func screen(_ written: String, _ options: String...) async throws -> String {
        let outcome = try await ChildProcess(Rig.path("screen"), options, environment: Self.variables)
            .run(input: .text(written), deadline: .seconds(90))
        try #require(outcome.end == .exited(0), "\(outcome.errors)")
        return outcome.output
    }

    @Test(
        "a device login's QR code is read from a screenshot, on dark and on light paper, coloured; on dark paper without, too",
        arguments: [("dark", [:]), ("light", [:]), ("dark", ["NO_COLOR": "1"])] as [(String, [String: String])])
    func code(theme: String, variables: [String: String]) async throws {
        try await Stage.with(keyring: .gnome) { stage in
            let terminal = try stage.terminal(
                running: Binaries.coveo,
                ["login", "--device", "--issuer", stage.sandbox.url, "--client-id", "sandbox"],
                adding: variables)
            let written = try await terminal.expect("Waiting: ")
            terminal.sendControlC()
            try await terminal.wait()
            let address = try #require(written.firstMatch(of: /http:\S+user_code=[A-Z0-9-]+/)).output
            let picture = stage.folder + "/code.png"
            _ = try await screen(written, "--theme", theme, "--png", picture)
            let read = try await ChildProcess(
                "/usr/bin/zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
                environment: Self.variables
            ).run(deadline: .seconds(30))
            #expect(read.output == address + "\n", "\(read.errors)")
        }
    }

    @Test("a line that tells how far a command is, as long as the window is wide, and Ctrl-C leave a clean screen")
    func clean() async throws {
        try await Stage.with(keyring: nil) { stage in
            let name = String(repeating: "long ", count: 20) + "name"
            let terminal = try stage.terminal(
                "sources", "verify", name, "--wait", "60",
                adding: ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"])
            try await terminal.expect("waiting for 'long long")
            try await terminal.expect("long lo")
            terminal.sendControlC()
            #expect(try await terminal.wait() == .exited(130))
            #expect(terminal.echoes)
            let shown = try await screen(terminal.transcript, "--text").split(separator: "\n")
            #expect(shown.last == "interrupted" && !shown.contains { $0.contains("long") }, "\(shown)")
            #expect(shown.count == 2 && shown[0].hasPrefix("waiting up to 60 seconds for it to hold"), "\(shown)")
        }
    }

    @Test("a window that is made narrower under that line: the rows that it takes then are gone with it")
    func narrower() async throws {
        try await Stage.with(keyring: nil) { stage in
            let name = String(repeating: "long ", count: 5) + "name"
            let terminal = try stage.terminal(
                "sources", "verify", name, "--wait", "60",
                adding: ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"])
            try await terminal.expect(" … 1 s")
            terminal.resize(columns: 40)
            // The line of before took two rows of the window as it is now.
            try await terminal.expect("\r\u{1B}[1A\u{1B}[J")
            let cut = try await terminal.expect("long long")
            #expect(!cut.contains("\n"))
            terminal.sendControlC()
            #expect(try await terminal.wait() == .exited(130))
            #expect(
                terminal.transcript.hasSuffix("\r\u{1B}[K\r\ninterrupted\r\n"),
                "\(terminal.transcript.suffix(80).debugDescription)")
        }
    }

    @Test("names of any width stand in columns, and LC_ALL=C changes nothing")
    func locales() async throws {
        try await Stage.with(keyring: nil) { stage in
            let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]
            for name in ["日本語", "👩‍👩‍👧‍👦 family", "e\u{301}te\u{301}", "plain"] {
                try await stage.coveo("sources", "create", name, adding: variables)
            }
            let words = ["sources", "list", "--columns", "name,type"]
            let list = try stage.terminal(running: Binaries.coveo, words, adding: variables)
            #expect(try await list.wait() == .exited(0))
            let shown = try await screen(list.transcript, "--text")
            for row in ["日本語     PUSH", "👩‍👩‍👧‍👦 family  PUSH", "e\u{301}te\u{301}        PUSH", "plain      PUSH"] {
                #expect(shown.contains(row + "\n"), "\(shown)")
            }
            let plain = variables.merging(["LC_ALL": "C", "LANG": "C"]) { $1 }
            let same = try stage.terminal(running: Binaries.coveo, words, adding: plain)
            #expect(try await same.wait() == .exited(0))
            #expect(same.transcript == list.transcript)
            let piped = try await stage.run(words, adding: plain)
            #expect(piped.output.contains("日本語\tPUSH\n"))
        }
    }
}
