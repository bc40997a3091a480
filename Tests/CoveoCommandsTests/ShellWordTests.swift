import Ports
import Testing

@testable import CoveoCommands

@Suite("A word for a shell")
struct ShellWordTests {
    @Test(
        "is one word, whatever is in it",
        arguments: [
            ("plain-1", "plain-1"), ("two words", "'two words'"), ("", "''"), ("-x", "'-x'"),
            ("it's", #"'it'\''s'"#), ("$(x)`y`", "'$(x)`y`'"),
            // A quote with an accent on it is one character, and ends a quotation all the same.
            ("x'\u{301}; touch y; '", "'x'\\''\u{301}; touch y; '\\'''"), ("'\u{200D}", "''\\''\u{200D}'"),
        ])
    func quoted(word: String, expected: String) {
        #expect(ShellWord(word).description.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test("is read by a shell as the word that is shown")
    func read() {
        for word in ["a'\u{301}b", "\u{1B}[2J", "'\u{0604}'", "é'\u{308}'\"$x\\"] {
            #expect(ShellLine(ShellWord(word).description).words == [Visible(word).text])
        }
    }
}
