import Foundation
import Support
import Testing

@Suite("Strangers' text in a real terminal emulator", .enabled(if: Facility.tmux), .timeLimit(.minutes(20)))
struct EmulatorTests {
    private static let configuration = """
        set -g history-limit 50000
        set -g set-clipboard on
        set -g allow-rename on
        set -g allow-passthrough on
        set -g automatic-rename off
        set -g monitor-bell on
        set -g visual-bell on

        """

    /// One tmux server of its own.
    private struct Tmux {
        let stage: Stage

        @discardableResult
        func run(_ words: String..., columns: Int = 0) async throws -> String {
            let all = ["-u", "-S", stage.folder + "/tmux", "-f", stage.folder + "/tmux.conf"] + words
            let variables = stage.environment.merging(["TERM": "xterm-256color"]) { $1 }
            let outcome = try await ChildProcess("/usr/bin/tmux", all, environment: variables).run()
            #expect(outcome.end == .exited(0), "\(words): \(outcome.errors)")
            return outcome.output
        }

        /// Waits until the pane shows a line.
        func wait(for line: String) async throws {
            let deadline = ContinuousClock.now + .seconds(60)
            while try await !run("capture-pane", "-p", "-t", "story").contains(line) {
                try #require(ContinuousClock.now < deadline, "\(line) is not shown")
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        var state: String {
            get async throws {
                try await run(
                    "display", "-p", "-t", "story",
                    "#{pane_title}|#{window_name}|#{window_bell_flag}|#{alternate_on}|#{cursor_flag}|#{insert_flag}|#{origin_flag}|#{wrap_flag}|#{mouse_any_flag}|#{scroll_region_upper},#{scroll_region_lower}"
                )
            }
        }
    }

    @Test("nothing moved, coloured, titled, copied, rang or ran: the screen is the text, line by line")
    func story() async throws {
        try await Stage.with(keyring: nil) { stage in
            let platform = try StrangersTextTests.platform(.names, StrangersText.everything, before: stage.sandbox)
            defer { platform.stop() }
            _ = try stage.write("tmux.conf", Self.configuration)
            let lines = (EveryCommand.local + EveryCommand.remote).map(\.words).filter {
                !["__complete", "completion"].contains($0[0]) && !$0.contains("{manifest}") && !$0.contains("{key}")
            }
            let commands = lines.map { words in
                words.map { "'\($0.replacingOccurrences(of: "'", with: #"'\''"#))'" }.joined(separator: " ")
            }
            let variables = StrangersTextTests.variables.merging(["COVEO_PLATFORM_URL": platform.url]) { $1 }
            let script =
                "cd '\(stage.folder)'; stty -echo; read wait\n"
                + variables.map { "export \($0.key)='\($0.value)'\n" }.joined()
                + commands.map { "'\(Binaries.coveo)' \($0) -v --no-input --color never\n" }.joined()
                + "echo END-OF-THE-STORY\nread wait\nprintf '\\033]2;owned\\033\\\\\\007\\033[31mred'; echo THE-CONTROL\nread wait\n"
            let path = try stage.write("story", script)
            let tmux = Tmux(stage: stage)
            try await tmux.run(
                "new-session", "-d", "-s", "story", "-x", "120", "-y", "40", "exec sh '\(path)'")
            defer { Task { try await tmux.run("kill-server") } }
            try await tmux.run("pipe-pane", "-t", "story", "cat >'\(stage.folder)/raw'")
            let before = try await tmux.state
            try await tmux.run("send-keys", "-t", "story", "Enter")
            try await tmux.wait(for: "END-OF-THE-STORY")

            #expect(try await tmux.state == before)
            #expect(try await tmux.run("list-buffers") == "")
            let screen = try await tmux.run("capture-pane", "-p", "-J", "-S", "-", "-t", "story")
            let coloured = try await tmux.run("capture-pane", "-p", "-e", "-J", "-S", "-", "-t", "story")
            #expect(!coloured.contains("\u{1B}"))
            let raw = try String(contentsOfFile: stage.folder + "/raw", encoding: .utf8)
            #expect(raw.contains("\\u{1b}]52;c;") && raw.contains("$(touch ran)"))
            #expect(Self.lines(screen) == Self.lines(raw.replacingOccurrences(of: "\r\n", with: "\n")))
            #expect(try !FileManager.default.contentsOfDirectory(atPath: stage.folder).contains("ran"))

            // The same emulator does what it is told.
            try await tmux.run("send-keys", "-t", "story", "Enter")
            try await tmux.wait(for: "THE-CONTROL")
            #expect(try await tmux.state.hasPrefix("owned|"))
            #expect(try await tmux.run("capture-pane", "-p", "-e", "-t", "story").contains("\u{1B}[31m"))
        }
    }

    /// Without blanks at line ends, which a screen does not know, and without empty lines.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            var line = String(line)
            while line.last == " " { line.removeLast() }
            return line
        }.filter { !$0.isEmpty }
    }
}
