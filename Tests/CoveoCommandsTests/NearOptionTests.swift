import ArgumentParser
import Testing

@testable import CoveoCommands

@Suite("What was meant by a mistyped word")
struct NearOptionTests {
    @Test("a mistyped option names one of the command's, whatever else is missing", arguments: CommandTree.shown)
    func options(command: CommandTree) async {
        let known = CommandLineAdvice.options(of: command.type)
        #expect(known.contains("--profile") && known.contains("--help"))
        // The global options are the same everywhere: one of them will do.
        let options = command.arguments.flatMap(\.names) + ["--profile"]
        for option in options where option.hasPrefix("--") && option.count > 5 {
            // Two letters in its middle are swapped.
            var letters = Array(option)
            let middle = letters.count / 2
            letters.swapAt(middle, middle + 1)
            let typed = String(letters)
            guard typed != option else { continue }
            let ran = await Desk().run(command.names + [typed])
            #expect(ran.code == 64)
            #expect(
                ran.error
                    == "error: '\(typed)' is not an option of '\(command.testDescription)'\n"
                    + "hint: did you mean '\(option)'?\n")
        }
    }

    @Test("an option like none is told where they are listed")
    func unlike() async {
        let ran = await Desk().coveo("orgs", "list", "--frobnicate")
        #expect(
            ran.error == "error: '--frobnicate' is not an option of 'coveo orgs list'\n"
                + "hint: 'coveo orgs list --help' lists the options\n")
        let short = await Desk().coveo("orgs", "list", "-z")
        #expect(
            short.error == "error: '-z' is not an option of 'coveo orgs list'\n"
                + "hint: 'coveo orgs list --help' lists the options\n", "no letter is near to another")
        let value = await Desk().coveo("sources", "list", "--visibilty=shared")
        #expect(value.error.hasSuffix("hint: did you mean '--visibility'?\n"))
    }

    @Test(
        "what other programs call otherwise, what is too many, and what is below zero find their way",
        arguments: [
            (["sources", "ls"], "did you mean 'coveo sources list'?"),
            (["source", "get", "Docs"], "did you mean 'coveo sources show'?"),
            (["keys", "rm", "x"], "did you mean 'coveo keys delete'?"),
            (["profiles", "rm", "x"], "run 'coveo profiles --help' for the commands"),
            (["sources", "show", "Docs", "-o", "json"], "--json prints JSON"),
            (["sources", "list", "--output=json"], "--json prints JSON"),
            (["sources", "export", "-o", "x.yaml"], "-f FILE writes it to a file"),
            (
                ["sources", "create", "My", "Docs"],
                "a name with blanks stands in quotes: coveo sources create 'My Docs'"
            ),
            (["sources", "show", "A", "--json", "B"], "a name with blanks stands in quotes: coveo sources show 'A B'"),
            (["sources", "diff", "a b.yaml"], "a manifest is named by -f, each by its own: -f 'a b.yaml'"),
            (["sources", "apply", "-f", "a", "b"], "a manifest is named by -f, each by its own: -f b"),
            (
                ["sources", "list", "Docs"],
                "--filter lists those whose name contains it: coveo sources list --filter Docs"
            ),
            (["sources", "list", "--columns", "id,", "name"], "no blank stands behind a comma: id,name"),
            (["sources", "list", "--limit", "-1"], "-1 can't be the value of --limit: no number here is below 0"),
            (["sources", "verify", "x", "--wait"], "run 'coveo sources verify --help'"),
            (["sources", "show", "x", "--all"], "'coveo sources show --help' lists the options"),
        ])
    func otherWays(arguments: [String], hint: String) async {
        let ran = await Desk().run(arguments)
        #expect(ran.code == 64 && ran.output.isEmpty)
        #expect(ran.errorLines.dropFirst().first == "hint: \(hint)", "\(ran.error)")
    }

    @Test(
        "a value that is none is told with those that there are, and the one that was meant",
        arguments: [
            (["sources", "list", "--visibility", "secred"], "'secred' is no value of --visibility", "'secured'"),
            (
                ["sources", "create", "Docs", "--visibility=pivate"], "'pivate' is no value of --visibility",
                "'private'"
            ),
            (["orgs", "list", "--color", "nevr"], "'nevr' is no value of --color", "'never'"),
            (["login", "--client-auth", "psot"], "'psot' is no value of --client-auth", "'post'"),
            (["sources", "export", "--format", "jsn"], "'jsn' is no value of --format", "'json'"),
            (["completion", "fihs"], "'fihs' is no value of <shell>", "'fish'"),
        ])
    func values(arguments: [String], text: String, near: String) async {
        let ran = await Desk().run(arguments)
        #expect(ran.code == 64)
        #expect(ran.errorLines.first?.hasPrefix("error: \(text): there are ") == true, "\(ran.error)")
        #expect(ran.errorLines.last == "hint: did you mean \(near)?")
        let unlike = await Desk().coveo("orgs", "list", "--color", "blue")
        #expect(
            unlike.error == "error: 'blue' is no value of --color: there are auto, always, never\n"
                + "hint: name one of them\n")
    }

    @Test(
        "a word without its group, and a topic without 'help', find them",
        arguments: [
            ("token", "did you mean 'coveo auth token'?"), ("environment", "did you mean 'coveo help environment'?"),
            ("verify", "did you mean 'coveo sources verify'?"), ("show", "did you mean 'coveo sources show' or"),
            ("list", "say of what, as in 'coveo sources list'"), ("frobnicate", "run 'coveo --help' for the commands"),
        ])
    func elsewhere(word: String, hint: String) async {
        let ran = await Desk().coveo(word)
        #expect(ran.code == 64)
        #expect(ran.errorLines.first == "error: '\(word)' is not a command of 'coveo'")
        #expect(ran.errorLines.last?.hasPrefix("hint: \(hint)") == true, "\(ran.error)")
    }

    @Test(
        "help about a mistyped command or topic names the one that was meant",
        arguments: [
            (["enviroment"], "'enviroment' is not a command of 'coveo'", "did you mean 'coveo help environment'?"),
            (["exitcodes"], "'exitcodes' is not a command of 'coveo'", "did you mean 'coveo help exit-codes'?"),
            (["sources", "lst"], "'lst' is not a command of 'coveo sources'", "did you mean 'coveo sources list'?"),
            (["xyz"], "'xyz' is not a command of 'coveo'", "run 'coveo help' for the commands and topics"),
            (
                ["sources", "list", "x"], "'x' is not a command of 'coveo sources list'",
                "run 'coveo sources list --help'"
            ),
        ])
    func help(words: [String], text: String, hint: String) async {
        let ran = await Desk().run(["help"] + words)
        #expect(ran.code == 64)
        #expect(ran.output.isEmpty)
        #expect(ran.error == "error: \(text)\nhint: \(hint)\n")
    }
}
