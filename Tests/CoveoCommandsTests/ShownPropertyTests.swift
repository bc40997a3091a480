import JSON
import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("Any text of a stranger's")
struct ShownPropertyTests {
    private static let texts: [String] = {
        var random = SeededRandom(seed: 5_260)
        return (0..<2_000).map { _ in String.random(using: &random) + String.random(using: &random) }
    }()

    @Test("is shown without what moves, hides or turns anything, and otherwise as it is")
    func visible() {
        for text in Self.texts {
            let shown = Visible(text).text
            #expect(!shown.unicodeScalars.contains(where: Visible.mustBeEscaped))
            #expect(Visible(shown).text.unicodeScalars.elementsEqual(shown.unicodeScalars))
            let kept = text.unicodeScalars.filter { !Visible.mustBeEscaped($0) }
            #expect(
                kept.count == text.unicodeScalars.count ? shown.utf8.elementsEqual(text.utf8) : shown.contains("\\u{"))
        }
    }

    @Test("is one word of a command to paste, as it is shown")
    func word() {
        for text in Self.texts {
            let line = ShellLine("coveo sources show \(ShellWord(text)) x")
            #expect(line.words.map { Array($0.utf8) }.dropFirst(3).first == Array(Visible(text).text.utf8))
            #expect(line.words.count == 5 && line.quote == .none)
        }
    }

    @Test("does not show where it is redacted, in any of the ways that Swift prints")
    func redacted() {
        for text in Self.texts {
            let value = Redacted("canary" + text)
            var dumped = ""
            dump((value, Optional(value), ["k": value]), to: &dumped)
            for shown in ["\(value)", String(reflecting: value), String(describing: [value]), dumped] {
                #expect(!shown.contains("canary") && shown.contains("[redacted]"))
            }
        }
    }

    @Test("is a profile of its own in config.json, whatever it is called")
    func profile() throws {
        let environment = Environment(["COVEO_CONFIG_DIR": "/c"])
        for text in Self.texts.prefix(300) {
            let files = MemoryFiles(["/c/config.json": #"{"profiles":{"other":{"timeout":1.50}},"later":[1.0]}"#])
            var configuration = try Configuration(files: files, environment: environment)
            configuration.set(.timeout, to: 60, of: text)
            try configuration.save(files)
            let again = try Configuration(files: files, environment: environment)
            #expect(again.value(.timeout, of: text) == 60)
            #expect(again.profiles.map { Array($0.utf8) } == [Array("other".utf8), Array(text.utf8)])
            #expect(again.value(.timeout, of: "other") == .number(JSONNumber(checked: "1.50")))
        }
    }
}
