import JSON
import Testing

@Suite("reading JSON text")
struct JSONParserTests {
    @Test(
        "every kind of value is read",
        arguments: [
            ("null", JSONValue.null), ("true", true), ("false", false), ("0", 0), ("-7", -7), ("\"\"", ""),
            ("[]", []), ("{}", [:]), (" \t\r\n[ 1 ,\n2 ] ", [1, 2]), ("{\"a\" : {\"b\":[null]}}", ["a": ["b": [nil]]]),
            ("\u{FEFF}{}", [:]),
        ] as [(String, JSONValue)])
    func kinds(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test(
        "every escape is read",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
            (#""\ud83d\ude00 \uD83D\uDE00""#, "😀 😀"), (#""\u0000""#, "\0"), (#""a\u007Fb""#, "a\u{7F}b"),
            ("\"é😀\u{2028}\u{7F}\"", "é😀\u{2028}\u{7F}"), (#""\u0065\u0301""#, "e\u{301}"),
            (#""\ue000\uFFFD""#, "\u{E000}\u{FFFD}"), (#""\udbff\udfff""#, "\u{10FFFF}"),
        ])
    func escapes(text: String, value: String) throws {
        let read = try #require(try parse(text).string)
        #expect(Array(read.utf8) == Array(value.utf8))
    }

    @Test(
        "a number keeps its text",
        arguments: [
            "0", "-0", "1.0", "1e0", "1E+2", "-1.50e-07", "0.1000", "123456789012345678901234567890",
            "1e999999999999999999999",
        ])
    func numberText(text: String) throws {
        #expect(try parse(text).text(.compact) == text)
        #expect(try parse("[\(text) ]").text(.compact) == "[\(text)]")
    }

    @Test("keys keep their order")
    func order() throws {
        let value = try parse(#"{"z":1,"a":2,"":3,"é":4}"#)
        #expect(value.object?.keys == ["z", "a", "", "é"])
    }

    @Test("keys that only look the same are two keys")
    func canonicalEquivalents() throws {
        let value = try parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(value.object?.count == 2)
        #expect(value["\u{E9}"] == 1)
        #expect(value["e\u{301}"] == 2)
    }

    @Test("512 levels are read, 513 are too deep")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(try parse(nested(512)).text(.compact) == nested(512))
        #expect(throws: JSONFailure.tooDeep(limit: 512)) { try parse(nested(513)) }
        #expect(throws: JSONFailure.tooDeep(limit: 512)) { try parse(String(repeating: "{\"a\":", count: 100_000)) }
        #expect(try parse("[" + Array(repeating: "[[]]", count: 600).joined(separator: ",") + "]").array?.count == 600)
    }

    @Test("an object of many keys is read, and its last key is no duplicate of the first")
    func manyKeys() throws {
        let members = (0..<20_000).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
        let value = try parse("{\(members)}")
        #expect(value.object?.count == 20_000)
        #expect(value["key19999"] == 19_999)
        #expect(throws: JSONFailure.duplicateKey(key: "key7", line: 1, column: members.count + 3)) {
            try parse("{\(members),\"key7\":0}")
        }
    }
}
