import JSON
import Manifests
import Testing

@Suite("YAML as JSON values")
struct YAMLReaderTests {
    /// The one document of a text.
    static func value(_ text: String) throws -> JSONValue {
        let documents = try YAMLReader.documents(of: Array(text.utf8))
        #expect(documents.count == 1)
        return try #require(documents.first).value
    }

    static func json(_ text: String) throws -> String { try value(text).text(.compact) }

    @Test(
        "a plain scalar is what the core schema of YAML 1.2 says",
        arguments: [
            ("no", #""no""#), ("yes", #""yes""#), ("on", #""on""#), ("off", #""off""#), ("y", #""y""#),
            ("true", "true"), ("True", "true"), ("TRUE", "true"), ("tRUE", #""tRUE""#), ("false", "false"),
            ("null", "null"), ("Null", "null"), ("NULL", "null"), ("~", "null"), ("nULL", #""nULL""#),
            ("0", "0"), ("-0", "-0"), ("1", "1"), ("+1", "1"), ("-17", "-17"), ("007", "7"), ("-007", "-7"),
            ("000", "0"), ("1e3", "1e3"), ("1E+3", "1E+3"), ("1.50", "1.50"), ("-1.0e-2", "-1.0e-2"), (".5", "0.5"),
            ("-.5", "-0.5"), ("5.", "5.0"), ("5.e1", "5.0e1"), ("0.", "0.0"), ("1e400", "1e400"),
            ("9223372036854775808", "9223372036854775808"), ("0o17", "15"), ("0x1F", "31"), ("0xff", "255"),
            ("0o18", #""0o18""#), ("-0x1F", #""-0x1F""#), ("0x", #""0x""#), ("0xG", #""0xG""#), ("017", "17"),
            ("1_000", #""1_000""#), ("1:30", #""1:30""#), ("2024-01-01", #""2024-01-01""#), ("1e", #""1e""#),
            ("e3", #""e3""#), (".", #"".""#), ("+", #""+""#), ("1.2.3", #""1.2.3""#), ("- 1", "[1]"),
            ("=", #""=""#), ("a b", #""a b""#), ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
        ])
    func plain(text: String, json: String) throws {
        #expect(try Self.json(text) == json)
        #expect(try Self.json("k: \(text.hasPrefix("-") && text.hasSuffix(" 1") ? "[1]" : text)") == #"{"k":\#(json)}"#)
    }

    @Test("a quoted scalar and a block are texts")
    func quoted() throws {
        #expect(
            try Self.json(#"['1', "true", "", '~', "a\u00e9\n\x41\U0001F600\t\/"]"#)
                == #"["1","true","","~","aé\nA😀\t/"]"#)
        #expect(try Self.json("a: |\n  1\n   2\n\nb: >-\n  x\n  y\n") == #"{"a":"1\n 2\n","b":"x y"}"#)
        #expect(try Self.json("a: |+\n  1\n\n\nb: 1") == #"{"a":"1\n\n\n","b":1}"#)
    }

    @Test("lists and mappings in both styles, order of keys kept, empty values null")
    func collections() throws {
        #expect(
            try Self.json("b: 1\na:\n- x\n- - y\n  - {k: [v, w], l: }\nc:\n")
                == #"{"b":1,"a":["x",["y",{"k":["v","w"],"l":null}]],"c":null}"#)
        #expect(try Self.json(#"{"a": [1, 2.0, {"b": null}], "c": "d\"e"}"#) == #"{"a":[1,2.0,{"b":null}],"c":"d\"e"}"#)
    }

    @Test("a key is its text, whatever it looks like")
    func keys() throws {
        #expect(
            try Self.json("1: a\ntrue: b\n0x1F: c\n\"~\": d\n1.0: e\n.inf: f\n")
                == #"{"1":"a","true":"b","0x1F":"c","~":"d","1.0":"e",".inf":"f"}"#)
        let long = String(repeating: "k", count: 3_000)
        #expect(try Self.value("? \(long)\n: 1\n") == .object(JSONObject([(long, 1)])))
    }

    @Test("tags say what a scalar is; '!' makes a text")
    func tags() throws {
        #expect(
            try Self.json(
                "[!!str 1e3, !!int 0x10, !!float 1, !!bool true, !!null ~, ! 12, !!str , !!int '7', !!seq [], !!map {}]"
            )
                == #"["1e3",16,1,true,null,"12","",7,[],{}]"#)
        #expect(try Self.json("%TAG !y! tag:yaml.org,2002:\n---\na: !y!str no\n") == #"{"a":"no"}"#)
        #expect(try Self.json("!!str 1: x") == #"{"1":"x"}"#)
    }

    @Test("anchors and aliases, of scalars, collections and keys")
    func aliases() throws {
        #expect(
            try Self.json(
                "a: &x {k: 1}\nb: *x\nc: [&y 2, *y]\nd: &x 3\ne: *x\n&z f: 4\ng: *z\n*z : 5\n".replacing(
                    "*z : 5\n", with: ""))
                == #"{"a":{"k":1},"b":{"k":1},"c":[2,2],"d":3,"e":3,"f":4,"g":"f"}"#)
        #expect(try Self.json("a: &k word\n*k : 1") == #"{"a":"word","word":1}"#)
    }

    @Test("<< merges: what stands in the mapping first, then the earlier ones; quoted it is a key")
    func merges() throws {
        #expect(
            try Self.json(
                "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n- {<<: [*a, *b], x: 0}\n- <<: *a\n  z: 9\n- {\"<<\": 1}\n- {<<: {q: 1}}"
            )
                == #"[{"x":1,"y":2},{"y":3,"z":4},{"x":0,"y":2,"z":4},{"z":9,"x":1,"y":2},{"<<":1},{"q":1}]"#)
    }

    @Test("several documents, empty ones too; directives, comments, a BOM, CRLF")
    func documents() throws {
        let text = "\u{FEFF}%YAML 1.2\n---\r\na: 1 # one\r\n...\n---\n---\n- b\n"
        let documents = try YAMLReader.documents(of: Array(text.utf8))
        #expect(documents.map { $0.value.text(.compact) } == [#"{"a":1}"#, "null", #"["b"]"#])
        #expect(try YAMLReader.documents(of: []).isEmpty)
        #expect(try YAMLReader.documents(of: Array("# nothing\n".utf8)).isEmpty)
    }

    @Test("places are those of the file")
    func places() throws {
        let text = "# é\norganization: o\nsources:\n  - name: A\n  - sourceType: PUSH\n    name: B\n"
        let tree = try #require(try YAMLReader.documents(of: Array(text.utf8)).first).places
        #expect(tree.place == TextPlace(line: 2, column: 1))
        #expect(tree[1]?.place == TextPlace(line: 3, column: 1))
        #expect(tree[1]?[1]?.place == TextPlace(line: 5, column: 5))
        #expect(tree[1]?[1]?[1]?.place == TextPlace(line: 6, column: 5))
        #expect(tree[2] == nil)
    }
}
