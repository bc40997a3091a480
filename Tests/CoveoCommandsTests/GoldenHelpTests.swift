import ArgumentParser
import Foundation
import Support
import Testing

@testable import CoveoCommands

@Suite("Help and completion are the agreed texts")
struct GoldenHelpTests {
    /// Every command that is shown, by its words.
    static let commands = CommandTree.shown.map(\.names)

    @Test("the help of every command", arguments: commands)
    func help(command: [String]) async throws {
        let ran = await Desk().run(command + ["--help"])
        #expect(ran.code == 0)
        #expect(ran.error.isEmpty)
        try Golden.expect(ran.output, "help\(command.map { "-" + $0 }.joined()).txt")
        #expect(await Desk().run(command + ["-h"]).output == ran.output)
        // 'coveo help login' is the topic, which names the command.
        let words = command == ["login"] ? ["auth", "login"] : command
        let asked = await Desk().run(["help"] + words)
        #expect(asked.output == ran.output)
    }

    @Test("the page of every topic", arguments: HelpTopic.allCases)
    func topic(topic: HelpTopic) async throws {
        let ran = await Desk().coveo("help", topic.rawValue)
        #expect(ran.code == 0)
        #expect(ran.error.isEmpty)
        try Golden.expect(ran.output, "topic-\(topic.rawValue).txt")
    }

    @Test("at 40 columns explanations stand below, and commands are broken as a shell takes it")
    func narrow() async throws {
        let ran = await Desk().run(["sources", "create", "--help"], environment: ["COLUMNS": "40"])
        try Golden.expect(ran.output, "help-sources-create-40.txt")
    }

    @Test(
        "the scripts under completions/ are what 'coveo completion' prints",
        arguments: [
            ("bash", "coveo.bash"), ("zsh", "_coveo"), ("fish", "coveo.fish"),
        ])
    func completion(shell: String, file: String) async throws {
        let ran = await Desk().coveo("completion", shell)
        #expect(ran.code == 0)
        #expect(ran.error.isEmpty)
        try Golden.expect(ran.output, at: Golden.completions.appendingPathComponent(file))
    }

    @Test("a shell that we have no script for is 64")
    func otherShell() async {
        let ran = await Desk().coveo("completion", "tcsh")
        #expect(ran.code == 64)
        #expect(ran.error.contains("tcsh"))
    }
}
