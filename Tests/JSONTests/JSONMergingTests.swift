import JSON
import Support
import Testing

@Suite("Merging JSON values")
struct JSONMergingTests {
    @Test(
        "as RFC 7396 has it in its appendix",
        arguments: [
            (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
            (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
            (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
            (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
            (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
            (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
            (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
            (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
            ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
        ])
    func appendix(old: String, patch: String, new: String) throws {
        #expect(try value(old).merging(value(patch)).text(.compact) == new)
    }

    @Test("what the other side added to an array's objects stays, and no number changes its spelling")
    func additions() throws {
        let old = try value(#"{"m":[{"id":"1","f":"a"},{"id":"2","f":"b"}],"n":1.0,"l":[1.0]}"#)
        #expect(old.merging(try value(#"{"m":[{"f":"a"},{"f":"b"}],"n":1,"l":[1]}"#)) == old)
        #expect(
            old.merging(try value(#"{"m":[{"f":"b"},{"f":"c"},{"f":"a"}]}"#))["m"]?.text(.compact)
                == #"[{"id":"2","f":"b"},{"f":"c"},{"id":"1","f":"a"}]"#)
        #expect(try value(#"{"a":null}"#).merging(value(#"{"a":null}"#)).text(.compact) == #"{"a":null}"#)
    }

    @Test("null asks for nothing, and an empty array or object is nothing")
    func nothing() throws {
        let old = try value(#"{"a":[],"b":{},"c":"","d":false,"e":[null]}"#)
        #expect(old.merging(try value(#"{"a":null,"b":null}"#)) == old)
        #expect(old.merging(try value(#"{"c":null,"d":null,"e":null}"#)).text(.compact) == #"{"a":[],"b":{}}"#)
    }

    @Test("a value merged with itself, or merged twice, is as after once; of a thousand pairs")
    func again() {
        var random = SeededRandom(seed: 7396)
        for _ in 0..<1_000 {
            let old = JSONValue.random(using: &random, depth: 3)
            let patch = JSONValue.random(using: &random, depth: 3)
            let once = old.merging(patch)
            #expect(once.holds(patch))
            #expect(once.merging(patch) == once)
        }
    }

    private func value(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
