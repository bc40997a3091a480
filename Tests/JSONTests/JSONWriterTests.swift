import JSON
import Support
import Testing

@Suite("writing JSON text")
struct JSONWriterTests {
    private let value: JSONValue = [
        "name": "Docs", "ids": [1, "two", nil, true], "none": [:], "list": [], "in": ["a": [[1]]],
    ]

    @Test("compact text has no white space")
    func compact() {
        #expect(
            value.text(.compact) == #"{"name":"Docs","ids":[1,"two",null,true],"none":{},"list":[],"in":{"a":[[1]]}}"#)
    }

    @Test("pretty text is indented by two spaces, and empty lists stay on their line")
    func pretty() {
        let expected = """
            {
              "name": "Docs",
              "ids": [
                1,
                "two",
                null,
                true
              ],
              "none": {},
              "list": [],
              "in": {
                "a": [
                  [
                    1
                  ]
                ]
              }
            }
            """
        #expect(value.text(.pretty) == expected)
        #expect(JSONValue.object([:]).text(.pretty) == "{}")
    }

    @Test("C0 controls, quotes and backslashes are always escaped, a slash never", arguments: [false, true])
    func controls(escapingInvisible: Bool) {
        let value: JSONValue = "\0\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1B}\u{1F} \"\\/"
        #expect(
            value.text(.compact, escapingInvisible: escapingInvisible)
                == #""\u0000\u0001\b\t\n\u000b\f\r\u001b\u001f \"\\/""#)
    }

    @Test("invisible characters are exact text, and escapes for a terminal, in keys too")
    func invisible() throws {
        let scalars: [UInt32] = [
            0x7F, 0x80, 0x9B, 0x9F, 0x180E, 0x2060, 0x206F, 0xFFF9, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029,
            0x202A, 0x202E, 0x2066, 0x2069,
            0xFEFF,
        ]
        for scalar in try scalars.map({ try #require(Unicode.Scalar($0)) }) {
            let hex = String(scalar.value, radix: 16)
            let escape = "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            let text = "a\(Character(scalar))"
            let value = JSONValue.object(JSONObject([(text, .string(text))]))
            #expect(Array(value.text(.compact).utf8) == Array("{\"\(text)\":\"\(text)\"}".utf8))
            #expect(value.text(.compact, escapingInvisible: true) == "{\"a\(escape)\":\"a\(escape)\"}")
            #expect(try parse(value.text(.compact, escapingInvisible: true)) == value)
        }
    }

    @Test("joiners, accents and emoji stay as they are")
    func visible() {
        let text = "é e\u{301} 👩\u{200D}🚀 \u{200C} \u{A0} \u{2027}\u{202F}\u{2065}\u{2070} 漢"
        #expect(JSONValue.string(text).text(.compact, escapingInvisible: true) == "\"\(text)\"")
    }

    @Test("what is written is read as the same value, in every style", arguments: 0..<200)
    func roundTrip(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let value = JSONValue.random(using: &random, depth: 4)
        for style in [JSONValue.Style.compact, .pretty] {
            for escapingInvisible in [false, true] {
                #expect(try parse(value.text(style, escapingInvisible: escapingInvisible)) == value)
            }
        }
    }
}
