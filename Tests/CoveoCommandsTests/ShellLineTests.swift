import Testing

@testable import CoveoCommands

@Suite("A line of bash that is being typed")
struct ShellLineTests {
    @Test(
        "is taken apart as bash reads it, and nothing in it is evaluated",
        arguments: [
            ("coveo ", ["coveo", ""]),
            ("coveo so", ["coveo", "so"]),
            ("  coveo\tsources   show  D", ["coveo", "sources", "show", "D"]),
            (#"coveo a\ b"#, ["coveo", "a b"]),
            (#"coveo "a b" 'c d' e"f"'g'"#, ["coveo", "a b", "c d", "efg"]),
            (#"coveo "a\"b\$c\\d\e" "#, ["coveo", #"a"b$c\d\e"#, ""]),
            (#"coveo 'a\' b"#, ["coveo", #"a\"#, "b"]),
            (#"coveo $(touch x) `touch y` $HOME ~"#, ["coveo", "$", "touch", "x", "`touch", "y`", "$HOME", "~"]),
            (#"coveo "$(touch x)" "#, ["coveo", "$(touch x)", ""]),
            (#"coveo $'a\nb\tc\'d\x41\101\u00e9\U1F600\q' x"#, ["coveo", "a\nb\tc'dAAé😀\\q", "x"]),
            (#"coveo $'a\0b'c $'\0' x"#, ["coveo", "ac", "", "x"]),
            (#"coveo '' "" x"#, ["coveo", "", "", "x"]),
            ("coveo --visibility=sh", ["coveo", "--visibility=sh"]),
            ("coveo a:b", ["coveo", "a:b"]),
            ("coveo ünï 😀 e\u{301}", ["coveo", "ünï", "😀", "e\u{301}"]),
            (#"coveo a\"#, ["coveo", "a"]),
            (#"coveo x >file y"#, ["coveo", "x", "file", "y"]),
            ("", [""]),
        ])
    func words(line: String, words: [String]) {
        #expect(ShellLine(line).words == words)
    }

    @Test(
        "knows what is open at its end",
        arguments: [
            ("coveo a", "a", ""), (#"coveo "a b"#, #""a b"#, "\""), (#"coveo "a b" "#, "", ""),
            (#"coveo x"y z'"#, #"x"y z'"#, "\""), ("coveo 'it", "'it", "'"), ("coveo $'a", "$'a", "$'"),
            (#"coveo a\""#, #"a\""#, ""), (#"coveo "a\""#, #""a\""#, "\""), ("coveo '", "'", "'"),
        ])
    func open(line: String, typed: String, quote: String) {
        let line = ShellLine(line)
        #expect(line.typed == typed)
        #expect(line.quote.rawValue == quote)
    }
}
