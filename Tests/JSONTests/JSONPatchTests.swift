import JSON
import Support
import Testing

@Suite("RFC 6902 patches")
struct JSONPatchTests {
    private func value(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

    @Test("differences become operations, keys escaped by RFC 6901")
    func operations() throws {
        let old = try value(#"{"a":1,"b/c":{"~":[1],"x":true},"gone":null,"same":1.0}"#)
        let new = try value(#"{"same":1,"a":"1","b/c":{"~":[1,2],"x":true,"new":{}},"":3}"#)
        let patch = JSONPatch(old.differences(to: new))
        #expect(
            patch.value.text(.compact)
                == #"[{"op":"replace","path":"/a","value":"1"},{"op":"replace","path":"/b~1c/~0","value":[1,2]},"#
                + #"{"op":"add","path":"/b~1c/new","value":{}},{"op":"remove","path":"/gone"},"#
                + #"{"op":"add","path":"/","value":3}]"#)
        #expect(try patch.applied(to: old).isEquivalent(to: new))
    }

    @Test("the whole is the empty path")
    func whole() throws {
        let patch = JSONPatch(JSONValue(1).differences(to: ["a": 1]))
        #expect(patch.value.text(.compact) == #"[{"op":"replace","path":"","value":{"a":1}}]"#)
        #expect(try patch.applied(to: 1) == ["a": 1])
        #expect(JSONPatch(JSONValue(1).differences(to: 1)).operations.isEmpty)
    }

    @Test("the difference of two values, applied to the first, gives the second; of a thousand pairs")
    func roundTrip() throws {
        var random = SeededRandom(seed: 6902)
        for _ in 0..<1_000 {
            let old = JSONValue.random(using: &random, depth: 4)
            let new =
                Bool.random(using: &random) ? JSONValue.random(using: &random, depth: 4) : old.changed(using: &random)
            let patched = try JSONPatch(old.differences(to: new)).applied(to: old)
            #expect(patched.isEquivalent(to: new), "\(old.text(.compact)) \(new.text(.compact))")
        }
    }

    @Test("a change that leads nowhere is refused with its path")
    func nowhere() throws {
        let object = try value(#"{"a":{"b":1}}"#)
        let bad: [(JSONPatch.Operation, [String])] = [
            (.remove(JSONPointer(["x"])), ["x"]), (.replace(JSONPointer(["a", "x"]), 1), ["a", "x"]),
            (.add(JSONPointer(["x", "y"]), 1), ["x"]), (.add(JSONPointer(["a", "b", "c"]), 1), ["a", "b"]),
        ]
        for (operation, path) in bad {
            #expect(throws: JSONFailure.notAnObject(path: path)) { try JSONPatch([operation]).applied(to: object) }
        }
    }
}

extension JSONValue {
    /// The same with a member more, less or other somewhere.
    fileprivate func changed(using random: inout SeededRandom) -> JSONValue {
        guard case .object(var object) = self, let key = object.keys.randomElement(using: &random) else {
            return .random(using: &random, depth: 2)
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: object[key] = nil
        case 1: object[.random(using: &random)] = .random(using: &random, depth: 2)
        default: object[key] = object[key]?.changed(using: &random)
        }
        return .object(object)
    }
}
