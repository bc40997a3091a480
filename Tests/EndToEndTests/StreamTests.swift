import Foundation
import Glibc
import Support
import Testing

@Suite("Streams that end, fill up or are closed", .timeLimit(.minutes(20)))
struct StreamTests {
    private let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]

    /// A platform with a source to list.
    private func withSource(_ body: (Stage) async throws -> Void) async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "Docs", adding: variables)
            try await body(stage)
        }
    }

    @Test("a closed stdout is 73, and the error is on stderr")
    func closedOutput() async throws {
        try await withSource { stage in
            for command in [["sources", "list"], ["completion", "bash"], ["help", "login"]] {
                let outcome = try await stage.coveo(command[0], command[1], adding: variables, closedOutput: true)
                #expect(outcome.end == .exited(73), "\(command)")
                #expect(outcome.errors.contains("error: standard output can't be written (errno \(EBADF))"))
            }
        }
    }

    @Test("a full device is 73")
    func fullDevice() async throws {
        try await withSource { stage in
            for command in ["sources list", "sources list --json", "--version", "sources --help"] {
                let outcome = try await stage.shell(#"exec "$0" \#(command) >/dev/full"#, adding: variables)
                #expect(outcome.end == .exited(73), "\(command)")
                #expect(outcome.errors.contains("(errno \(ENOSPC))"))
            }
        }
    }

    @Test("a pipe that nobody reads ends it by SIGPIPE, without a word", .enabled(if: Facility.python))
    func closedPipe() async throws {
        try await withSource { stage in
            let script = """
                import os, subprocess, sys
                reader, writer = os.pipe()
                os.close(reader)
                print(subprocess.run(sys.argv[1:], stdout=writer).returncode)
                """
            for command in [
                ["sources", "list"], ["sources", "verify", "Docs"], ["completion", "zsh"], ["--version"],
            ] {
                let outcome = try await ChildProcess(
                    "/usr/bin/python3", ["-c", script, Binaries.coveo] + command,
                    environment: stage.environment.merging(variables) { $1 }
                ).run()
                #expect(outcome.output == "-13\n", "\(command): \(outcome.errors)")
                #expect(outcome.errors == "")
            }
        }
    }

    @Test("a key whose value nobody read does not live on", .enabled(if: Facility.bash))
    func lostKey() async throws {
        try await withSource { stage in
            // The reader has gone before there is anything to read.
            for options in ["", "--json"] {
                let outcome = try await stage.shell(
                    #"{ sleep 1; "$0" keys create --for push --source Docs \#(options); echo "$?" >&2; } | true"#,
                    adding: variables, program: "/usr/bin/bash")
                #expect(outcome.errors.contains("was disabled: its value could not be printed"), "\(outcome.errors)")
                #expect(outcome.errors.hasSuffix("\n73\n"), "\(outcome.errors)")
            }
            let keys = try await stage.coveo("keys", "list", "--json", adding: variables).output
            #expect(keys.matches(of: /"enabled":false/).count == 2 && !keys.contains(#""enabled":true"#), "\(keys)")
        }
    }

    @Test("a closed stdin and a closed stderr disturb nothing")
    func otherStreams() async throws {
        try await withSource { stage in
            let closed = try await stage.coveo("sources", "list", input: .closed, adding: variables)
            #expect(closed.end == .exited(0))
            let quiet = try await stage.shell(#"exec "$0" sources list 2>&-"#, adding: variables)
            #expect(quiet.end == .exited(0))
            #expect(quiet.output == closed.output)
            let failing = try await stage.shell(#"exec "$0" sources show Nowhere 2>&-"#, adding: variables)
            #expect(failing.end == .exited(65))
            #expect(failing.output == "")
        }
    }

    @Test("with stdout closed it is 73, whatever else is closed; a full stderr changes nothing")
    func severalClosed() async throws {
        try await withSource { stage in
            for (streams, code) in [
                (">&- 2>&-", Int32(73)), ("<&- >&- 2>&-", 73), ("<&- >&-", 73), ("<&- 2>&-", 0), ("2>/dev/full", 0),
                (">/dev/full 2>/dev/full", 73),
            ] {
                for command in ["sources list", "sources show Docs --json", "sources export"] {
                    let outcome = try await stage.shell(#"exec "$0" \#(command) \#(streams)"#, adding: variables)
                    #expect(outcome.end == .exited(code), "\(command) \(streams): \(outcome.errors)")
                }
                // A file that is opened meanwhile is never taken for one of them.
                let written = try await stage.shell(
                    #"exec "$0" sources export -f out.yaml \#(streams)"#, adding: variables)
                #expect(written.end == .exited(0), "\(streams)")
                let text = try String(contentsOfFile: stage.folder + "/out.yaml", encoding: .utf8)
                #expect(text.hasPrefix("organization: acmesandbox\n") && !text.contains("wrote"), "\(text)")
            }
        }
    }

    @Test("a reader that has enough ends a long list by SIGPIPE, without a word", .enabled(if: Facility.bash))
    func enough() async throws {
        let seed = #"{"apiKeys":[{"value":"xx-many","displayName":"M","organizations":{"acmeproduction":["*"]}}]}"#
        try await Stage.with(keyring: nil, sandbox: ["--seed-sources", "5000"], seed: seed) { stage in
            let many = ["COVEO_ACCESS_TOKEN": "xx-many", "COVEO_ORGANIZATION": "acmeproduction"]
            for (command, reader) in [
                ("sources list", "head -n 1"), ("sources list --json", "head -c 1"), ("sources export", "head -n 1"),
            ] {
                let outcome = try await stage.shell(
                    #""$0" \#(command) | \#(reader) >/dev/null; echo "${PIPESTATUS[0]}""#, adding: many,
                    program: "/usr/bin/bash")
                #expect(outcome.output == "141\n" && outcome.errors == "", "\(command): \(outcome.errors)")
            }
        }
    }

    @Test("text of strangers can't reach a terminal as it is")
    func strangersText() async throws {
        try await withSource { stage in
            let model = #"{"sourceType":"PUSH","name":"red \u001b[31m\u202e\tX","pushEnabled":true}"#
            let created = try await stage.coveo(
                "sources", "create", "--model", "-", input: .text(model), adding: variables)
            #expect(created.end == .exited(0), "\(created.errors)")
            let list = try await stage.coveo("sources", "list", adding: variables)
            #expect(list.output.contains(#"red \u{1b}[31m\u{202e}\u{9}X"#), "\(list.output)")
            let terminal = try stage.terminal("sources", "list", "--json", adding: variables)
            try await terminal.wait()
            #expect(terminal.transcript.contains(#"red \u001b[31m\u202e\tX"#), "\(terminal.transcript)")
            #expect(!terminal.transcript.contains("\u{202E}"))
        }
    }
}
