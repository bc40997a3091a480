import JSON
import Manifests
import Support
import Testing

@Suite("JSON values as YAML")
struct YAMLWriterTests {
    @Test(
        "texts that something else might be read into are quoted",
        arguments: [
            "no", "Yes", "on", "OFF", "null", "~", "true", "y", "N", "1e3", "0x1F", "017", "1.0", ".5", ".inf", "-",
            "- a", "-a", "?", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "", " a", "a ",
            "[a]", "{a}", "a,b", "'a'", "\"a\"", "a\\b", "<<", "=", "2024-01-01", "12:30:45", "---", "...", "a\tb",
            "\u{1B}[2J", "\u{202E}x", "a\u{2028}b", "\u{FEFF}", "\u{85}", "\u{0}", "a\r\nb", "\u{FFFF}", "\u{1FFFE}",
        ])
    func quoted(text: String) throws {
        let written = YAMLWriter.text(.object(JSONObject([("k", .string(text))])))
        #expect(written.hasPrefix("k: \"") && written.hasSuffix("\"\n"), "\(written)")
        #expect(try YAMLReaderTests.value(written)["k"]?.string?.utf8.elementsEqual(text.utf8) == true, "\(written)")
    }

    @Test(
        "texts that are nothing else stand as they are",
        arguments: ["Docs", "My docs", "é", "a-b_c/d.e", "a:b", "a#b", "日本", "/x"])
    func plain(text: String) throws {
        #expect(YAMLWriter.text(.string(text)) == text + "\n")
        #expect(try YAMLReaderTests.value(text) == .string(text))
    }

    @Test("several lines are a block, with their ends as they are")
    func blocks() throws {
        let value: JSONValue = [
            "a": "x\ny", "b": "x\n", "c": "x\n\ny\n\n", "d": ["x\n  y: z # no\n\tt", "\nx", " x\ny", "x \ny"], "e": 1,
        ]
        let written = YAMLWriter.text(value)
        #expect(
            written.hasPrefix("a: |-\n  x\n  y\nb: |\n  x\nc: |+\n  x\n\n  y\n\nd:\n  - \"x\\n  y: z # no\\n\\tt\"\n"),
            "\(written)")
        #expect(try YAMLReaderTests.value(written) == value)
    }

    @Test(
        "lines that begin or end with a blank are in quotes, with an accent on the blank, too",
        arguments: [" \u{301}x\ny", "x\ny \u{301}", " \u{301}\n", "x\n \u{301}y\n"])
    func accents(text: String) throws {
        for value in [JSONValue.string(text), [.string(text)], ["k": .string(text)]] {
            #expect(try YAMLReaderTests.value(YAMLWriter.text(value)) == value)
        }
    }

    @Test("a manifest reads as a person would write it")
    func layout() {
        let value: JSONValue = [
            "organization": "acme",
            "sources": [
                [
                    "name": "Docs", "customParameters": ["team": "no"], "mappings": [],
                    "size": .number(JSONNumber(checked: "1.50")),
                    "o": [[1, [2]], [:]],
                ],
                ["name": "Wiki", "x": nil, "pushEnabled": true],
            ],
        ]
        #expect(
            YAMLWriter.text(value) == """
                organization: acme
                sources:
                  - name: Docs
                    customParameters:
                      team: "no"
                    mappings: []
                    size: 1.50
                    o:
                      - - 1
                        - - 2
                      - {}
                  - name: Wiki
                    x: null
                    pushEnabled: true

                """)
    }

    @Test("whatever is written is read as it was, of fifteen hundred values")
    func roundTrip() throws {
        var random = SeededRandom(seed: 6)
        for _ in 0..<1_500 {
            let value = JSONValue.random(using: &random, depth: 4)
            let written = YAMLWriter.text(value)
            let documents = try YAMLReader.documents(of: Array(written.utf8))
            guard documents.count == 1, documents.first?.value == value else {
                Issue.record("\(value.text(.compact)) was written as\n\(written)")
                return
            }
        }
    }

    @Test("texts of several lines are read as they were, of fifteen hundred")
    func lines() throws {
        var random = SeededRandom(seed: 7)
        let pieces = ["\n", "\n", " ", "a", "  ", "#", ": ", "- ", "é", "\t", "\"", "'", "x y", "\r", "|", "---"]
        for _ in 0..<1_500 {
            let text = (0..<Int.random(in: 1...9, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let value: JSONValue = [.object(JSONObject([(text, .string(text)), ("z" + text, [.string(text)])]))]
            let written = YAMLWriter.text(value)
            guard try YAMLReaderTests.value(written) == value else {
                Issue.record("\(value.text(.compact)) was written as\n\(written)")
                return
            }
        }
    }

    @Test("a key of any length")
    func longKey() throws {
        let key = String(repeating: "é\"\n", count: 1_000)
        for inner in [JSONValue.string("x\ny\n"), ["a": 1], [1, [2]], "plain"] {
            let value = JSONValue.array([.object(JSONObject([(key, inner), ("after", 1)]))])
            #expect(try YAMLReaderTests.value(YAMLWriter.text(value)) == value)
        }
    }
}
