import Testing

@testable import Adapters

@Suite("the editing of a typed line")
struct LineEditorTests {
    /// Types `text`; what was shown, and the last step.
    private func type(_ text: String, echo: Bool = true) -> (shown: String, last: LineEditor.Step) {
        var editor = LineEditor(echo: echo)
        var shown = ""
        var last = LineEditor.Step.show("")
        for byte in text.utf8 {
            last = editor.take(byte)
            if case .show(let text) = last { shown += text }
        }
        return (shown, last)
    }

    @Test(
        "keys do what they do in a shell's prompt",
        arguments: [
            ("abc\n", "abc"), ("abc\r", "abc"), ("ab\u{7F}c\n", "ac"), ("ab\u{8}c\n", "ac"), ("\u{7F}a\n", "a"),
            ("abc\u{15}d\n", "d"), ("one two \u{17}x\n", "one x"), ("a\u{4}b\n", "ab"), ("né\u{7F}\n", "n"),
            ("👩‍👧\u{7F}a\n", "a"), ("a\u{1B}[Db\n", "ab"), ("\u{1B}[200~pasted\u{1B}[201~\n", "pasted"),
            ("\u{1B}[200~pas\nt\red\u{1B}[201~!\n", "pas t ed!"), ("\u{1B}[201~a\n", "a"), ("a\u{1B}OPb\n", "ab"),
            ("a\u{1B}xb\n", "ab"), ("a\u{1}\u{0}b\n", "ab"), ("\n", ""),
        ])
    func keys(typed: String, line: String) {
        #expect(type(typed).last == .line(line))
        #expect(type(typed, echo: false).last == .line(line))
    }

    @Test("Ctrl-D ends the input where nothing is typed")
    func endOfInput() {
        #expect(type("\u{4}").last == .endOfInput)
        #expect(type("a\u{7F}\u{4}").last == .endOfInput)
    }

    @Test("Ctrl-C, Ctrl-Z and Ctrl-\\ are told")
    func signals() {
        #expect(type("a\u{3}").last == .interrupt)
        #expect(type("a\u{1A}").last == .suspend)
        #expect(type("a\u{1C}").last == .quit)
    }

    @Test("what is typed is shown, and rubbed out by its columns")
    func shown() {
        #expect(type("né界").shown == "né界")
        #expect(type("a界\u{7F}").shown == "a界\u{8} \u{8}\u{8} \u{8}")
        #expect(type("ab\u{15}").shown == "ab\u{8} \u{8}\u{8} \u{8}")
    }

    @Test("without echo nothing is shown")
    func hidden() {
        #expect(type("canary\u{7F}\u{15}x", echo: false).shown.isEmpty)
    }

    @Test("a pasted address of 10,000 characters is whole")
    func long() {
        let address = "http://127.0.0.1:52296?code=" + String(repeating: "x", count: 10_000)
        #expect(type(address + "\n").last == .line(address))
    }
}
