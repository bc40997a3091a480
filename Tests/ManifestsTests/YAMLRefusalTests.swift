import JSON
import Manifests
import Testing

@Suite("YAML that is refused")
struct YAMLRefusalTests {
    private func failure(_ bytes: [UInt8]) -> YAMLFailure? {
        #expect(throws: YAMLFailure.self) { try YAMLReader.documents(of: bytes) }
    }

    private func failure(_ text: String) -> YAMLFailure? { failure(Array(text.utf8)) }

    private static let cases: [(String, YAMLFailure.Reason, Int, Int)] = [
        ("a: 1\nb: 2\na: 3\n", .duplicateKey("a"), 3, 1),
        ("{a: 1, \"a\": 2}", .duplicateKey("a"), 1, 8),
        ("1: a\n\"1\": b", .duplicateKey("1"), 2, 1),
        ("<<: {a: 1}\n<<: {b: 1}", .duplicateKey("<<"), 2, 1),
        ("? [a]\n: 1", .keyNotText, 1, 3), ("~: 1", .keyNotText, 1, 1), ("? {a: 1}\n: 1", .keyNotText, 1, 3),
        ("a: !secret x", .unknownTag("!secret"), 1, 4), ("a: !!binary x", .unknownTag("!!binary"), 1, 4),
        ("a: !!set {x}", .unknownTag("!!set"), 1, 4), ("!!timestamp 2001-01-01: x", .unknownTag("!!timestamp"), 1, 1),
        ("a: !!int x", .unfitTag("!!int"), 1, 4), ("a: !!int 1.5", .unfitTag("!!int"), 1, 4),
        ("a: !!str [x]", .unfitTag("!!str"), 1, 4), ("a: !!bool no", .unfitTag("!!bool"), 1, 4),
        ("a: !!seq {}", .unfitTag("!!seq"), 1, 4),
        ("a: *x", .unknownAlias("x"), 1, 4), ("a: &x [1, *x]", .unknownAlias("x"), 1, 11),
        ("--- &x 1\n--- *x", .unknownAlias("x"), 2, 5),
        ("<<: 1", .unfitMerge, 1, 5), ("<<: [{a: 1}, b]", .unfitMerge, 1, 15),
        ("a: .inf", .notFinite(".inf"), 1, 4), ("a: -.INF", .notFinite("-.INF"), 1, 4),
        ("a: .nan", .notFinite(".nan"), 1, 4),
        ("a: 0x1FFFFFFFFFFFFFFFF", .numberTooLarge("0x1FFFFFFFFFFFFFFFF"), 1, 4),
        ("a:\n\tb: 1", .tab, 2, 1), ("a: 1\nb: \u{0}", .unfitCharacter("\0"), 2, 4),
        ("a: \u{1B}[2J", .unfitCharacter("\u{1B}"), 1, 4), ("é\u{85}", .unfitCharacter("\u{85}"), 1, 2),
        ("a: \"x\u{2028}y\"", .unfitCharacter("\u{2028}"), 1, 6), ("a: b\u{FEFF}", .unfitCharacter("\u{FEFF}"), 1, 5),
        ("a: \u{FFFE}", .unfitCharacter("\u{FFFE}"), 1, 4), ("a\u{7F}", .unfitCharacter("\u{7F}"), 1, 2),
    ]

    @Test("each with its reason and place", arguments: cases.indices)
    func refused(_ index: Int) {
        let (text, reason, line, column) = Self.cases[index]
        #expect(failure(text) == YAMLFailure(reason, at: TextPlace(line: line, column: column)), "\(text)")
    }

    @Test(
        "what is no YAML is told with the place where it stops being it",
        arguments: [
            ("a: [1, 2", 1), ("a: b: c", 1), ("a: 1\n b: 2", 2), ("a: 'x", 1), ("- a\nb: 1", 2), ("a: @x", 1),
            ("a: \"\\q\"", 1),
            ("%YAML 3.0\n--- a", 1), ("a: `x`", 1),
        ])
    func syntax(text: String, line: Int) throws {
        let found = try #require(failure(text))
        guard case .syntax(let words) = found.reason else {
            Issue.record("\(found)")
            return
        }
        #expect(!words.isEmpty)
        #expect(found.place.line == line || found.place.line == line + 1, "\(found)")
    }

    @Test("bytes that are no UTF-8, UTF-16 with its mark too, with their place")
    func encodings() {
        #expect(failure([0x61, 0x0A, 0x62, 0xFF]) == YAMLFailure(.notUTF8, at: TextPlace(line: 2, column: 2)))
        #expect(failure([0xFF, 0xFE, 0x61, 0x00]) == YAMLFailure(.notUTF8, at: TextPlace(line: 1, column: 1)))
        #expect(failure([0xC0, 0x80])?.reason == .notUTF8)
    }

    @Test("the source that a mistake stands in is named where its name was read")
    func names() {
        let text = "sources:\n- name: First\n  a: 1\n- name: Docs\n  mappings:\n  - name: inner\n    kind: !x y\n"
        #expect(failure(text) == YAMLFailure(.unknownTag("!x"), at: TextPlace(line: 7, column: 11), name: "Docs"))
        #expect(failure("- name: Docs\n  a: [1\n- b: 2\n")?.name == "Docs")
        #expect(failure("- a: !x y\n  name: Docs\n")?.name == nil)
    }

    @Test("a billion laughs is an error at once, and so is a long line of aliases")
    func laughs() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...9 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ", "))]\n"
        }
        #expect(failure(text)?.reason == .tooManyAliases)
        let long = "- &x \(String(repeating: "x", count: 1 << 20))\n" + String(repeating: "- *x\n", count: 20)
        #expect(failure(long)?.reason == .tooManyAliases)
    }

    @Test("more levels than JSON may have, by brackets, by lines and by aliases")
    func depth() throws {
        let limit = JSONValue.depthLimit
        let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        #expect(try YAMLReader.documents(of: Array(deep(limit).utf8)).count == 1)
        #expect(failure(deep(limit + 1))?.reason == .tooDeep(limit: limit))
        #expect(failure(String(repeating: "- ", count: limit + 1) + "a")?.reason == .tooDeep(limit: limit))
        #expect(failure(String(repeating: "[", count: 100_000))?.reason == .tooDeep(limit: limit))
        let half = limit / 2
        let aliased =
            "- &x \(deep(half + 1))\n- " + String(repeating: "[", count: half) + "*x"
            + String(repeating: "]", count: half)
        #expect(failure(aliased)?.reason == .tooDeep(limit: limit))
    }

    @Test("a mapping of a hundred thousand keys takes no quadratic time")
    func manyKeys() throws {
        let text = (0..<100_000).map { "k\($0): \($0)\n" }.joined()
        let documents = try YAMLReader.documents(of: Array(text.utf8))
        #expect(documents.first?.value.object?.count == 100_000)
    }
}
