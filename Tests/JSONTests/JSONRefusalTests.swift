import JSON
import Testing

@Suite("refusing what is no JSON")
struct JSONRefusalTests {
    @Test("nothing but white space is empty", arguments: ["", " \n\t\r ", "\u{FEFF}", "\u{FEFF} "])
    func empty(text: String) {
        #expect(throws: JSONFailure.empty) { try parse(text) }
    }

    @Test(
        "what RFC 8259 has no place for is named with its place",
        arguments: [
            ("[1,]", 1, 4, "]"), ("[,1]", 1, 2, ","), ("{\"a\":1,}", 1, 8, "}"), ("{\"a\" 1}", 1, 6, "1"),
            ("{a:1}", 1, 2, "a"), ("{'a':1}", 1, 2, "'"), ("[1 2]", 1, 4, "2"), ("// note\n1", 1, 1, "/"),
            ("\n\n  tru", 3, 3, "t"), ("True", 1, 1, "T"), ("nul]", 1, 1, "n"), ("NaN", 1, 1, "N"),
            ("[Infinity]", 1, 2, "I"), ("+1", 1, 1, "+"), (".5", 1, 1, "."), ("01", 1, 2, "1"), ("-01", 1, 3, "1"),
            ("1.e5", 1, 3, "e"), ("-x", 1, 2, "x"), ("1e+,", 1, 4, ","),
            ("\"a\nb\"", 1, 3, "\n"), ("\"\u{1}\"", 1, 2, "\u{1}"), ("\"\0\"", 1, 2, "\0"), ("\0", 1, 1, "\0"),
            (#""\x""#, 1, 3, "x"), (#""\u12g4""#, 1, 6, "g"), (#""\u+123""#, 1, 4, "+"), (#"["é😀", é]"#, 1, 8, "é"),
            ("[1,\r\n2,\r3,\n?]", 4, 1, "?"), ("[\u{A0}1]", 1, 2, "\u{A0}"),
        ])
    func syntax(text: String, line: Int, column: Int, found: String) {
        #expect(throws: JSONFailure.syntax(line: line, column: column, found: found)) { try parse(text) }
    }

    @Test(
        "a text that ends too early is named as such",
        arguments: [
            ("[", 2), ("[1", 3), ("[1,", 4), ("{", 2), ("{\"a\"", 5), ("{\"a\":", 6), ("{\"a\":1,", 8), ("\"", 2),
            ("\"\\", 3), ("\"\\n", 4), ("\"\\u00", 6), ("-", 2), ("1.", 3), ("1e", 3), ("1e-", 4),
        ])
    func end(text: String, column: Int) {
        #expect(throws: JSONFailure.syntax(line: 1, column: column, found: nil)) { try parse(text) }
    }

    @Test(
        "a lone surrogate is refused",
        arguments: [
            (#""\ud800""#, 2, #"\ud800"#), (#""\udc00""#, 2, #"\udc00"#), (#""ab\uDBFFx""#, 4, #"\uDBFF"#),
            (#""\ud800\ud800""#, 2, #"\ud800"#), (#""\ud83d\n""#, 2, #"\ud83d"#), (#""\ude00\ud83d""#, 2, #"\ude00"#),
            (#""\ud800\u0041""#, 2, #"\ud800"#),
        ])
    func surrogates(text: String, column: Int, found: String) {
        #expect(throws: JSONFailure.syntax(line: 1, column: column, found: found)) { try parse(text) }
    }

    @Test("a key that comes twice is refused, however it is escaped")
    func duplicates() {
        #expect(throws: JSONFailure.duplicateKey(key: "a", line: 2, column: 2)) { try parse("{\"a\":1,\n \"a\":1}") }
        #expect(throws: JSONFailure.duplicateKey(key: "a", line: 1, column: 14)) {
            try parse(#"[{"b":{"a":1,"\u0061":2}}]"#)
        }
        #expect(throws: Never.self) { try parse(#"[{"a":1},{"a":1,"b":{"a":1}}]"#) }
    }

    @Test(
        "what follows the value is refused",
        arguments: [
            ("1 2", 3), ("{}}", 3), ("0x10", 2), ("1 \u{FEFF}", 3), ("1.0.0", 4), ("1-2", 2), ("truefalse", 5),
            ("null,", 5), ("\"a\"\"b\"", 4),
        ])
    func trailing(text: String, column: Int) {
        #expect(throws: JSONFailure.trailing(line: 1, column: column)) { try parse(text) }
    }

    @Test(
        "bytes that are no UTF-8 are refused with their place",
        arguments: [
            ([0x22, 0xFF, 0x22], 1, 2), ([0x5B, 0x0A, 0x22, 0xC3, 0xA9, 0xC3, 0x22], 2, 3), ([0xFF, 0xFE, 0x31], 1, 1),
            ([0x22, 0xC0, 0xAF, 0x22], 1, 2), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1, 2),
            ([0x22, 0xF4, 0x90, 0x80, 0x80], 1, 2),
            ([0x22, 0xE2, 0x82], 1, 2), ([0xEF, 0xBB, 0xBF, 0x31, 0x80], 1, 2),
        ] as [([UInt8], Int, Int)])
    func encoding(bytes: [UInt8], line: Int, column: Int) {
        #expect(throws: JSONFailure.notUTF8(line: line, column: column)) { try JSONValue(parsing: bytes) }
    }
}
