import Foundation
import Support
import Testing

@Suite("Help and completion are the agreed texts")
struct GoldenHelpTests {
    static let commands: [[String]] = [
        [], ["login"], ["logout"], ["auth"], ["auth", "status"], ["auth", "token"], ["auth", "refresh"],
        ["auth", "import"], ["auth", "move"], ["auth", "doctor"],
        ["profiles"], ["profiles", "list"], ["profiles", "use"], ["profiles", "remove"], ["config"], ["config", "get"],
        ["config", "set"], ["config", "unset"], ["config", "list"], ["config", "path"], ["sources"],
        ["sources", "create"],
        ["sources", "update"], ["sources", "show"], ["sources", "list"], ["sources", "verify"], ["sources", "delete"],
        ["sources", "diff"], ["sources", "apply"], ["sources", "export"],
        ["sources", "duplicate"], ["sources", "rebuild"], ["sources", "open"], ["orgs"], ["orgs", "list"],
        ["orgs", "use"], ["orgs", "show"], ["privileges"], ["privileges", "check"], ["providers"],
        ["providers", "list"], ["providers", "show"], ["providers", "create"], ["keys"], ["keys", "create"],
        ["keys", "list"], ["keys", "disable"], ["keys", "delete"],
        ["api"], ["completion"],
    ]

    @Test("the help of every command", arguments: commands)
    func help(command: [String]) async throws {
        let ran = await Desk().run(command + ["--help"])
        #expect(ran.code == 0)
        #expect(ran.error.isEmpty)
        try Golden.expect(ran.output, "help\(command.map { "-" + $0 }.joined()).txt")
        #expect(await Desk().run(command + ["-h"]).output == ran.output)
        #expect(await Desk().run(["help"] + command).output == ran.output)
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
