import ArgumentParser
import Support
import Testing

@testable import CoveoCommands

@Suite("Help says all that matters, in any width")
struct HelpTests {
    @Test("every command says in one line what it does, and at length what is not plain", arguments: CommandTree.shown)
    func words(command: CommandTree) {
        let configuration = command.configuration
        #expect(configuration.abstract.hasSuffix(".") && !configuration.abstract.contains("\n"))
        #expect(configuration.abstract.count <= 90)
        #expect(!configuration.discussion.isEmpty)
        #expect(configuration.usage?.hasPrefix(command.testDescription) == true || command.names.first == "auth")
    }

    @Test(
        "every command has examples, the variables that matter to it, and its exit statuses",
        arguments: CommandTree.shown)
    func notes(command: CommandTree) {
        let notes = command.notes
        let commands = notes.examples.filter { !$0.hasPrefix("#") }
        #expect(!commands.isEmpty, "no examples: give \(command.type) its notes")
        #expect(commands.allSatisfy { $0.contains("coveo ") })
        #expect(notes.examples.allSatisfy { $0.count <= 90 })
        if command.names == ["completion"] { return }
        #expect(!notes.variables.isEmpty)
        #expect(command.isGroup || !notes.exits.isEmpty)
    }

    @Test(
        "no line is wider than the terminal, but for words that can't be broken", arguments: CommandTree.shown,
        [30, 40, 80])
    func widths(command: CommandTree, width: Int) {
        expect(HelpPage(command.type, names: command.names), fits: width)
    }

    @Test("topics fit as well", arguments: HelpTopic.allCases, [30, 40, 80])
    func topics(topic: HelpTopic, width: Int) {
        expect(HelpPage(topic), fits: width)
    }

    private func expect(_ page: HelpPage, fits width: Int) {
        let text = HelpLayout(columns: width).text(page.blocks)
        for line in text.split(separator: "\n") where line.count > width {
            // Blanks in quotes are part of a word.
            let word = line.replacing(/'[^']*'|"[^"]*"/, with: "").replacing(/[ ]\\$/, with: "")
                .drop { $0 == " " }
            #expect(!word.contains(" ") || line.hasPrefix("  #"), "\(width): \(line)")
        }
        #expect(!text.contains(/[ ]+\n/), "blanks at the end of a line")
    }

    @Test("a terminal of no use gets help all the same")
    func tiny() async {
        let tiny = await Desk().run(["sources", "create", "--help"], environment: ["COLUMNS": "1"])
        #expect(
            tiny.output
                == HelpLayout(columns: 20).text(
                    HelpPage(SourcesCreateCommand.self, names: ["sources", "create"]).blocks))
    }

    @Test("on a wide terminal lines stay readable, and a terminal's width counts")
    func wide() async {
        let wide = await Desk().run(["login", "--help"], terminal: .person(columns: 300))
        #expect(wide.output.split(separator: "\n").map(\.count).max().map { (81...100).contains($0) } == true)
        let narrow = await Desk().run(["login", "--help"], terminal: .person(columns: 40))
        #expect(narrow.output == (await Desk().run(["login", "--help"], environment: ["COLUMNS": "40"])).output)
        let pipe = await Desk().run(["login", "--help"])
        for nonsense in ["", "0", "-3", "many"] {
            #expect(await Desk().run(["login", "--help"], environment: ["COLUMNS": nonsense]).output == pipe.output)
        }
    }

    @Test("a command that is broken into lines is the same command to a shell", arguments: CommandTree.shown)
    func broken(command: CommandTree) {
        for example in command.notes.examples where !example.hasPrefix("#") {
            let text = HelpLayout(columns: 30).text([.commands([example])])
            let joined = text.replacing(/[ ]\\\n +/, with: " ")
            #expect(joined == "  \(example)\n")
        }
    }

    @Test("bare 'coveo help' lists commands and topics, and each of them has a page")
    func listed() async {
        let ran = await Desk().coveo("help")
        for topic in HelpTopic.allCases {
            #expect(ran.output.contains("\n  \(topic.rawValue) "))
            #expect(await Desk().coveo("help", topic.rawValue, "-q").code == 0)
        }
        for command in CommandTree.root.children {
            #expect(ran.output.contains("\n  \(command.names[0])"))
        }
    }

    @Test("help after options, aliases and names is the command's own")
    func places() async {
        let help = await Desk().coveo("sources", "create", "--help").output
        #expect(help.hasPrefix("Create a source and print its ID.\n"))
        for arguments in [
            ["source", "create", "Docs", "--visibility", "shared", "-h"],
            ["--profile", "w", "sources", "create", "-h"],
            ["help", "source", "create"], ["--json", "help", "sources", "create"],
        ] {
            let ran = await Desk().run(arguments)
            #expect(ran.code == 0 && ran.output == help, "\(arguments)")
        }
    }
}
