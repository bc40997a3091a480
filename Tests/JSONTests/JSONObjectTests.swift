import JSON
import Testing

@Suite("JSON objects and their changes")
struct JSONObjectTests {
    @Test("setting a key keeps its place, a new one goes last, nil removes")
    func setting() {
        var object: JSONObject = ["a": 1, "b": 2, "c": 3]
        object["b"] = "new"
        object["d"] = .null
        object["a"] = nil
        object["none"] = nil
        #expect(object.keys == ["b", "c", "d"])
        #expect(object["b"] == "new")
        #expect(object["d"] == .some(.null))
        #expect(object["a"] == nil)
        #expect(object.count == 3)
        #expect(JSONObject().isEmpty)
    }

    @Test("of two members with one key the later value counts, at the first one's place")
    func doubled() {
        #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]) == ["a": 3, "b": 2])
    }

    @Test("values are equal where they would be written the same")
    func equality() {
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        #expect(JSONValue.object(["a": 1, "b": 2]) != .object(["b": 2, "a": 1]))
        #expect(JSONValue.object(["\u{E9}": 1]) != .object(["e\u{301}": 1]))
        #expect(JSONValue.bool(false) != 0)
        #expect(JSONValue.null != false)
    }

    @Test("accessors give what is there, and nil for every other kind")
    func accessors() {
        let value: JSONValue = ["s": "x", "b": true, "i": 1, "a": [1], "o": ["k": "v"], "n": nil]
        #expect(value["s"]?.string == "x")
        #expect(value["b"]?.bool == true)
        #expect(value["i"]?.int == 1)
        #expect(value["a"]?.array == [1])
        #expect(value["o"]?["k"]?.string == "v")
        #expect(value["n"]?.isNull == true)
        #expect(value["missing"] == nil)
        #expect(value["s"]?["k"] == nil)
        #expect(value["i"]?.string == nil)
        #expect(value["s"]?.int == nil)
        #expect(value["i"]?.bool == nil)
    }

    @Test("the order of keys does not count for equivalence, the order of elements does")
    func equivalence() {
        let value: JSONValue = ["a": 1, "b": ["x": nil, "y": [1, 2]]]
        #expect(value.isEquivalent(to: ["b": ["y": [1, 2], "x": nil], "a": 1]))
        #expect(!value.isEquivalent(to: ["b": ["y": [2, 1], "x": nil], "a": 1]))
        #expect(!value.isEquivalent(to: ["a": 1, "b": ["x": nil, "y": [1, 2]], "c": nil]))
        #expect(!value.isEquivalent(to: ["a": 1, "b": ["z": nil, "y": [1, 2]]]))
        #expect(!JSONValue.string("\u{E9}").isEquivalent(to: "e\u{301}"))
        #expect(!JSONValue.null.isEquivalent(to: false))
    }

    @Test("differences name the path, what was there and what is there, in order")
    func differences() throws {
        let old: JSONValue = ["name": "Docs", "in": ["x": 1, "y": 2], "ids": [1, 2], "gone": nil]
        let new = try parse(#"{"new":1,"ids":[1,3],"in":{"y":2.0,"x":null,"z":[]},"name":"Docs"}"#)
        #expect(
            old.differences(to: new) == [
                JSONDifference(path: ["in", "x"], old: 1, new: .some(.null)),
                JSONDifference(path: ["in", "z"], old: nil, new: []),
                JSONDifference(path: ["ids"], old: [1, 2], new: [1, 3]),
                JSONDifference(path: ["gone"], old: .some(.null), new: nil),
                JSONDifference(path: ["new"], old: nil, new: 1),
            ])
        #expect(JSONValue.array([1]).differences(to: [:]) == [JSONDifference(path: [], old: [1], new: [:])])
        #expect(old.differences(to: old).isEmpty)
    }

    @Test("an overlay replaces whole values, adds new ones and removes none")
    func overlay() {
        var object: JSONObject = ["a": ["x": 1], "b": 2, "c": 3]
        object.overlay(["d": 4, "a": ["y": 1], "c": nil])
        #expect(object == ["a": ["y": 1], "b": 2, "c": nil, "d": 4])
    }

    @Test("a value is set at a path, and objects on the way are made")
    func path() throws {
        let object: JSONObject = ["a": ["b": 1, "c": 2], "z": 0]
        #expect(try object.setting(9, at: ["a", "b"]) == ["a": ["b": 9, "c": 2], "z": 0])
        #expect(try object.setting(nil, at: ["z"]) == ["a": ["b": 1, "c": 2], "z": nil])
        #expect(
            try object.setting(true, at: ["n", "m", "k"]) == ["a": ["b": 1, "c": 2], "z": 0, "n": ["m": ["k": true]]])
        #expect(try object.setting(["only": 1], at: []) == ["only": 1])
        #expect(try JSONValue.object(object).setting(9, at: ["z"]) == ["a": ["b": 1, "c": 2], "z": 9])
    }

    @Test("what is no object in the way of a path is named")
    func blockedPath() {
        let object: JSONObject = ["a": ["b": [1]], "n": nil]
        #expect(throws: JSONFailure.notAnObject(path: ["a", "b"])) { try object.setting(1, at: ["a", "b", "c", "d"]) }
        #expect(throws: JSONFailure.notAnObject(path: ["n"])) { try object.setting(1, at: ["n", "x"]) }
        #expect(throws: JSONFailure.notAnObject(path: [])) { try object.setting(1, at: []) }
        #expect(throws: JSONFailure.notAnObject(path: [])) { try JSONValue.array([]).setting(1, at: ["x"]) }
    }
}
