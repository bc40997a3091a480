import Ports
import Testing

@testable import CoveoCommands

@Suite("How bash is given a value")
struct BashWordTests {
    private func bare(_ value: String, isUTF8: Bool = true) -> String {
        BashWord(value, in: .none, isUTF8: isUTF8).description
    }

    @Test(
        "outside of quotes",
        arguments: [
            ("", ""), ("id,name", "id,name"), ("--visibility=shared", "--visibility=shared"), ("a:b@c+%1", "a:b@c+%1"),
            ("two words", #"two\ words"#), ("$(touch x)", #"\$\(touch\ x\)"#), ("`x`", #"\`x\`"#),
            ("it's \"so\"", #"it\'s\ \"so\""#), ("~#!^{a}[b]*?|&;<>", ##"\~\#\!\^\{a\}\[b\]\*\?\|\&\;\<\>"##),
            (#"back\slash"#, #"back\\slash"#), ("Épîcerie 日本", #"Épîcerie\ 日本"#),
            ("two\nlines\tit's \\ !", #"$'two\nlines\tit\'s \\ \041'"#),
            ("\u{1B}[0m\u{7F}\u{1F}é", #"$'\033[0m\177\037é'"#),
            ("e\u{301}'\u{301}", "e\u{301}\\'\u{301}"),
        ])
    func outside(value: String, word: String) {
        #expect(bare(value) == word)
    }

    @Test("where no UTF-8 is read, nothing but ASCII, or a letter's last byte could take the backslash behind it")
    func otherLocale() {
        #expect(bare("ー$(x)", isUTF8: false) == #"$'\343\203\274$(x)'"#)
        #expect(bare("two words", isUTF8: false) == #"two\ words"#)
    }

    @Test(
        "within quotes, so that they are closed once",
        arguments: [
            ("plain, $x", "plain, $x", #"plain, \$x"#), ("it's", #"it'\''s"#, "it's"), ("so'", #"so'\'"#, "so'"),
            (#"a"b"#, #"a"b"#, #"a\"b"#), (#"so""#, #"so""#, #"so"\""#), ("a!b", "a!b", #"a"'!'"b"#),
            ("so!", "so!", #"so"'!'"""#), (#"`\"#, #"`\"#, #"\`\\"#),
        ])
    func within(value: String, single: String, double: String) {
        #expect(BashWord(value, in: .single, isUTF8: true).description == single)
        #expect(BashWord(value, in: .double, isUTF8: true).description == double)
    }

    @Test(
        "the locale is that of the first variable that says one",
        arguments: [
            ([:], false), (["LANG": "en_US.UTF-8"], true), (["LANG": "C.utf8", "LC_ALL": ""], true),
            (["LANG": "C.UTF-8", "LC_CTYPE": "ja_JP.SJIS"], false), (["LC_CTYPE": "C", "LC_ALL": "de_DE.utf8"], true),
        ])
    func locale(variables: [String: String], isUTF8: Bool) {
        #expect(Environment(variables).isUTF8 == isUTF8)
    }
}
