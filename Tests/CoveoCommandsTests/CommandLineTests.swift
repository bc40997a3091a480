import Ports
import Support
import Testing

@Suite("What is typed wrong is told right")
struct CommandLineTests {
    @Test(
        "an unknown command is 64, with the one that was meant",
        arguments: [
            (["soruces", "list"], "'soruces' is not a command of 'coveo'", "did you mean 'coveo sources'?"),
            (
                ["sources", "creat", "x"], "'creat' is not a command of 'coveo sources'",
                "did you mean 'coveo sources create'?"
            ),
            (["auth", "tokne"], "'tokne' is not a command of 'coveo auth'", "did you mean 'coveo auth token'?"),
            (["auth", "improt"], "'improt' is not a command of 'coveo auth'", "did you mean 'coveo auth import'?"),
            (
                ["profile", "sue", "x"], "'sue' is not a command of 'coveo profiles'",
                "did you mean 'coveo profiles use'?"
            ),
            (["config", "pth"], "'pth' is not a command of 'coveo config'", "did you mean 'coveo config path'?"),
            (["--profile", "work", "logni"], "'logni' is not a command of 'coveo'", "did you mean 'coveo login'?"),
            (
                ["sources", "frobnicate"], "'frobnicate' is not a command of 'coveo sources'",
                "run 'coveo sources --help'"
            ),
        ])
    func unknownCommand(arguments: [String], text: String, hint: String) async {
        let ran = await Desk().run(arguments)
        #expect(ran.code == 64)
        #expect(ran.output.isEmpty)
        #expect(ran.errorLines.first == "error: \(text)")
        #expect(ran.errorLines.last?.hasPrefix("hint: \(hint)") == true)
    }

    @Test("a name that begins with a dash is no call for help", arguments: ["-hello", "-dash", "-h1", "-x", "--foo"])
    func dashedName(name: String) async {
        let ran = await Desk().run(["sources", "create", name])
        #expect(ran.code == 64)
        #expect(ran.output.isEmpty)
        #expect(ran.error.hasPrefix("error: "))
        #expect(
            ran.error.contains(
                name.count > 2 ? "goes after --, and options before it: coveo sources create -- '\(name)'" : "hint: "))
    }

    @Test(
        "a mistyped option is no name",
        arguments: [["create", "Docs", "--visibilty", "x"], ["list", "--dash"], ["show", "-q", "--jsn"]])
    func mistypedOption(arguments: [String]) async {
        let ran = await Desk().run(["sources"] + arguments)
        #expect(ran.code == 64)
        #expect(!ran.error.contains("goes after --"), "\(ran.error)")
    }

    @Test(
        "an empty or blank name of a source is 64, since in a script it is a variable that was not set",
        arguments: [["show", ""], ["update", "  ", "--rebuild"], ["verify", "Docs", "\t\n"], ["delete", "", "-y"]])
    func emptyName(arguments: [String]) async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.run(["sources"] + arguments)
        #expect(ran.code == 64)
        #expect(
            ran.error == "error: the name of a source is empty or blank\nhint: is a variable of the script not set?\n")
        #expect(desk.platform.lines.isEmpty)
    }

    @Test("who names the platform on another command is told where it is chosen")
    func place() async {
        let ran = await Desk().run(["sources", "list", "--region", "eu"])
        #expect(ran.code == 64)
        #expect(ran.error.contains("hint: the platform is chosen by 'coveo login'"))
    }

    @Test("help that was asked for is help", arguments: [["-h"], ["sources", "create", "-h"], ["help", "sources"]])
    func help(arguments: [String]) async {
        let ran = await Desk().run(arguments)
        #expect(ran.code == 0)
        #expect(ran.output.contains("USAGE:"))
    }

    @Test("help about no command is 64")
    func helpAboutNothing() async {
        let ran = await Desk().run(["help", "soruces"])
        #expect(ran.code == 64)
        #expect(ran.error.contains("did you mean 'coveo sources'?"))
    }

    @Test(
        "the vendor's colon forms name our command",
        arguments: [
            ("auth:token", "coveo login --with-token"), ("auth:login", "coveo login"), ("auth:logout", "coveo logout"),
            ("source:push:new", "coveo sources create NAME"), ("source:list", "coveo sources list"),
            ("source:catalog:new", "coveo sources create NAME --type catalog --stream"),
            ("source:push:add", "coveo sources --help"), ("auth:whatever", "coveo auth --help"),
            ("org:list", "coveo orgs list"),
            ("config:get", "coveo config get KEY"), ("config:set", "coveo config set KEY VALUE"),
            ("config:whatever", "coveo config --help"),
        ])
    func colonForms(typed: String, ours: String) async {
        for arguments in [[typed], [typed, "x", "--flag"]] {
            let ran = await Desk().run(arguments)
            #expect(ran.code == 64)
            #expect(
                ran.error
                    == "error: '\(typed)' is a command of the vendor's CLI, not of this one\nhint: use '\(ours)'\n")
        }
        let other = await Desk().run(["org:resources:pull"])
        #expect(other.code == 64)
        #expect(other.error.contains("hint: run 'coveo --help'"))
    }

    @Test(
        "--json takes no value",
        arguments: [["sources", "list", "--json=id,name"], ["sources", "list", "--json", "id,name"]])
    func jsonValue(arguments: [String]) async {
        let ran = await Desk().run(arguments)
        #expect(ran.code == 64)
        #expect(
            ran.error.hasPrefix("error: --json takes no value: it prints the whole object\nhint: pick fields with jq"))
    }

    @Test(
        "a group without a command prints its help and is 64",
        arguments: [[], ["sources"], ["auth"], ["source"], ["profile"], ["config"]])
    func bareGroup(arguments: [String]) async {
        let bare = await Desk().run(arguments)
        let asked = await Desk().run(arguments + ["--help"])
        #expect(bare.code == 64)
        #expect(bare.output + bare.error == asked.output)
        #expect(asked.code == 0)
    }

    @Test("--version is one line, wherever it stands")
    func version() async {
        let ran = await Desk().coveo("--version")
        #expect(ran.code == 0)
        #expect(
            ran.output.hasPrefix("coveo ") && ran.output.hasSuffix("\n") && ran.output.split(separator: "\n").count == 1
        )
        #expect(await Desk().coveo("sources", "list", "--version").output == ran.output)
    }

    @Test(
        "the parser's own errors are ours: error, hint, 64",
        arguments: [
            ["sources", "list", "--frob"], ["sources", "show"], ["sources", "list", "--limit", "many"],
            ["sources", "list", "--timeout", "x"], ["login", "--redirect-port", "70000"], ["sources", "verify"],
            ["sources", "list", "--color", "blue"], ["sources", "show", "a", "b"], ["sources", "list", "--profile"],
        ])
    func parserErrors(arguments: [String]) async {
        let ran = await Desk().run(arguments)
        #expect(ran.code == 64)
        #expect(ran.output.isEmpty)
        #expect(ran.errorLines.count == 2, "\(ran.error)")
        #expect(ran.error.hasPrefix("error: ") && ran.error.contains("\nhint: "))
        #expect(!ran.error.contains("Usage:") && !ran.error.contains("Error:"))
        #expect(await Desk().run(arguments + ["-q"]).errorLines.count <= 2)
    }

    @Test("what was typed is shown, and can't move the cursor")
    func visible() async {
        let ran = await Desk().run(["\u{1B}[2Jsources"])
        #expect(ran.error.contains("'\\u{1b}[2Jsources' is not a command"))
        let option = await Desk().run(["sources", "list", "--\u{1B}[2J"])
        #expect(!option.error.contains("\u{1B}"))
    }

    @Test("global options stand anywhere before --")
    func globals() async throws {
        let routes: [String: [ScriptedPlatform.Answer]] = ["GET \(Given.sources)/pages": [.success(Given.page())]]
        for arguments in [
            ["--json", "sources", "list"], ["sources", "--json", "list"], ["sources", "list", "--json"],
        ] {
            let ran = await (try await Desk.loggedIn(routes)).run(arguments)
            #expect(ran.code == 0)
            #expect(ran.output == "[]\n")
        }
        let ran = await (try await Desk.loggedIn(routes)).coveo("sources", "verify", "--", "--json")
        #expect(ran.output == "✗ --json  is not in the list\n")
    }

    @Test("an answer that can't be written is 73")
    func closedOutput() async {
        let ran = await Desk().coveo("--version", terminal: StagedTerminal(writing: .outputLost(code: 9)))
        #expect(ran.code == 73)
    }

    @Test("signals are 130 and 143, after the command ended")
    func signals() async throws {
        for (signal, code) in [(Interrupt.interrupt, Int32(130)), (.terminate, 143)] {
            var desk = try await Desk.loggedIn()
            desk.interrupts = SignalledInterrupts(signal: signal)
            let ran = await desk.coveo("sources", "list")
            #expect(ran.code == code)
            #expect(ran.error.hasSuffix("interrupted\n"))
        }
    }
}

/// A signal comes before the operation has begun.
private struct SignalledInterrupts: Interrupts {
    let signal: Interrupt

    func whileWatching<Result: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        throw Interrupted(signal)
    }
}
