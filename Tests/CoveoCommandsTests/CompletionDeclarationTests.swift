import ArgumentParser
import CoveoPlatform
import Testing

@testable import CoveoCommands

@Suite("Every argument says what can be typed for it")
struct CompletionDeclarationTests {
    /// A command that takes something, by the words that name it.
    struct Leaf: CustomTestStringConvertible, Sendable {
        let path: String
        let type: any ParsableCommand.Type

        var testDescription: String { path }
    }

    private static func leaves(_ type: any ParsableCommand.Type, _ path: String) -> [Leaf] {
        let children = type.configuration.subcommands
        if children.isEmpty { return [Leaf(path: path, type: type)] }
        return children.flatMap { leaves($0, "\(path) \($0.configuration.commandName ?? "")") }
    }

    static let leaves = leaves(RootCommand.self, "coveo")

    @Test("each option and argument has a 'completion:', free text too", arguments: leaves)
    func declared(leaf: Leaf) {
        let shape = CommandShape(of: leaf.type)
        for argument in shape.options + shape.positionals where argument.takesValue {
            #expect(
                argument.value != nil,
                "'\(leaf.path)' \(argument.names.first ?? argument.abstract): name a kind of `CompletionKind+Own`")
        }
        #expect(shape.option("--help") != nil && shape.option("--org")?.value == .name(.organizations))
    }

    @Test("what the parser has no kind for comes back as it was declared")
    func own() {
        struct Command: ParsableCommand {
            @Option(completion: .profile) var profile: String?
            @Option(completion: .source) var source: String?
            @Option(completion: .organization) var organization: String?
            @Option(completion: .securityProvider) var provider: String?
            @Option(completion: .apiKey) var key: String?
            @Option(completion: .words(["a", "b"])) var words: String?
            @Option(completion: .freeText) var text: String?
            @Option(completion: .manifest) var file: String?
            @Option(completion: .directory) var folder: String?
            @Option var color: ColorChoice?
            @Option var silent: String?
            @Argument(completion: .setting) var value: [String] = []
        }
        let shape = CommandShape(of: Command.self)
        let expected: [String: ExpectedValue] = [
            "--profile": .profile, "--source": .name(.sources), "--organization": .name(.organizations),
            "--provider": .name(.providers), "--key": .name(.keys), "--words": .words(["a", "b"]),
            "--text": .freeText, "--file": .file(["yaml", "yml", "json"]), "--folder": .directory,
            "--color": .word(["auto", "always", "never"]),
        ]
        for (name, value) in expected { #expect(shape.option(name)?.value == value, "\(name)") }
        #expect(shape.option("--silent").map { $0.value == nil } == true)
        #expect(shape.positional(0)?.value == .setting && shape.positional(7)?.value == .setting)
    }

    @Test("the parser's own scripts, which evaluate what they complete, are not to be had")
    func parserScripts() async {
        for arguments in [
            ["--generate-completion-script", "bash"], ["--generate-completion-script=zsh"],
            ["sources", "list", "--generate-completion-script"],
        ] {
            let ran = await Desk().run(arguments)
            #expect(ran.code == 64 && ran.output.isEmpty)
            #expect(
                ran.error == """
                    error: --generate-completion-script is not an option
                    hint: 'coveo completion SHELL' prints the script of bash, zsh or fish

                    """)
        }
    }
}
