import CoveoPlatform
import JSON
import Manifests
import Testing

@Suite("Manifests are read from YAML and JSON")
struct ManifestReaderTests {
    private func read(_ files: (String, String)...) throws(ManifestFailure) -> Manifest {
        try ManifestReader.read(files.map { ManifestFile(name: $0.0, bytes: Array($0.1.utf8)) })
    }

    private func failure(_ name: String, _ text: String) -> ManifestFailure? {
        #expect(throws: ManifestFailure.self) { try read((name, text)) }
    }

    @Test(
        "one model, a list, an object with sources, several documents; by ending or by content",
        arguments: [
            ("m.yaml", "name: A\nsourceType: PUSH\n", ["A"]), ("m.yml", "- name: A\n- name: B\n", ["A", "B"]),
            ("m", "organization: o\nsources:\n- {name: A}\n", ["A"]),
            ("m.yaml", "---\n---\nname: A\n---\n- name: B\n---\nsources: [{name: C}]\n---\n", ["A", "B", "C"]),
            ("m.json", #"{"name":"A","sourceType":"PUSH"}"#, ["A"]),
            ("-", #" [{"name":"A"},{"name":"B"}]"#, ["A", "B"]),
            ("M.JSON", "\u{FEFF}{\"sources\":[{\"name\":\"A\"}]}", ["A"]), ("m.yaml", "{name: A}", ["A"]),
            ("m.yaml", "sources: []", []), ("m.yaml", "sources:\n", []), ("m.json", "[]", []),
            ("m.yaml", "name: --help\n---\nname: ../x\n---\nname: \"a\\nb\"\n", ["--help", "../x", "a\nb"]),
        ])
    func forms(name: String, text: String, names: [String]) throws {
        #expect(try read((name, text)).entries.map(\.name) == names)
    }

    @Test("organization and platform, as the documents agree on them")
    func addresses() throws {
        let manifest = try read(
            ("a.yaml", "organization: o\nplatformUrl: https://p.example\nsources: []\n"),
            ("b.yaml", "organization: o\nsources: [{name: A}]\n---\norganization:\nsources: []\n"))
        #expect(manifest.organization == "o")
        #expect(manifest.platformURL == "https://p.example")
        #expect(
            failure("m.yaml", "organization: a\nsources: []\n---\nsources: []\norganization: b\n")
                == ManifestFailure(
                    .twoOrganizations("a", "b"), at: ManifestOrigin(file: "m.yaml", place: .init(line: 5, column: 1))))
        #expect(
            failure("m.json", #"{"platformUrl":7,"sources":[]}"#)?.reason
                == .wrongType(key: "platformUrl", expected: "string"))
    }

    @Test("an unknown key beside the sources is refused, with what was likely meant and its place")
    func unknownKeys() {
        #expect(
            failure("m.yaml", "organisation: o\nsources: []\n")
                == ManifestFailure(
                    .unknownKey("organisation", nearest: "organization"),
                    at: ManifestOrigin(file: "m.yaml", place: .init(line: 1, column: 1))))
        #expect(
            failure("m.yaml", "organization: o\nsource: []\n")?.reason == .unknownKey("source", nearest: "sources"))
        #expect(failure("m.json", #"{"sources":[],"version":1}"#)?.reason == .unknownKey("version", nearest: nil))
        #expect(failure("m.yaml", "sources: []\nname: A\n")?.reason == .unknownKey("name", nearest: nil))
    }

    @Test("what is no model, has no name, or another one's, is refused with where it stands")
    func models() {
        #expect(
            failure("m.yaml", "- name: A\n-\n")
                == ManifestFailure(
                    .notAModel, at: ManifestOrigin(file: "m.yaml", number: 2, place: .init(line: 2, column: 2))))
        #expect(failure("m.json", "1")?.reason == .notAModel)
        #expect(failure("m.json", #""a""#)?.origin == ManifestOrigin(file: "m.json", number: 1))
        #expect(failure("m.yaml", "- {sourceType: PUSH}\n")?.reason == .model(.noName))
        #expect(failure("m.yaml", "- {name: ' ', sourceType: PUSH}\n")?.reason == .model(.noName))
        #expect(failure("m.yaml", "- {name: ~, sourceType: PUSH}\n")?.reason == .model(.noName))
        #expect(
            failure("m.yaml", "- {name: 12}\n")?.reason == .model(.wrongType(field: "name", expected: "string")))
        #expect(
            failure("m.yaml", "- name: A\n  sourceVisibility: shared\n")
                == ManifestFailure(
                    .model(.unknownVisibility("shared")),
                    at: ManifestOrigin(file: "m.yaml", number: 1, place: .init(line: 1, column: 3)), name: "A"))
        #expect(failure("m.yaml", "sources: {name: A}")?.reason == .wrongType(key: "sources", expected: "list"))
        #expect(failure("m.yaml", "organization: o")?.reason == .wrongType(key: "sources", expected: "list"))
    }

    @Test("two sources of one name are refused, over files too; names that only look alike are two")
    func twice() throws {
        let failure = #expect(throws: ManifestFailure.self) {
            try read(("a.yaml", "- name: A\n"), ("b.json", #"[{"name":"B"},{"name":"A"}]"#))
        }
        #expect(
            failure
                == ManifestFailure(
                    .nameTwice(first: ManifestOrigin(file: "a.yaml", number: 1, place: .init(line: 1, column: 3))),
                    at: ManifestOrigin(file: "b.json", number: 2), name: "A"))
        #expect(try read(("m.json", "[{\"name\":\"\u{E9}\"},{\"name\":\"e\u{301}\"}]")).entries.count == 2)
    }

    @Test(
        "nothing at all is no manifest", arguments: [("m.yaml", ""), ("m.yaml", "# x\n---\n---\n"), ("m.json", "null")])
    func empty(name: String, text: String) {
        #expect(failure(name, text) == ManifestFailure(.empty, at: ManifestOrigin(file: name)))
    }

    @Test("mistakes of the syntax keep their place, and the source's name where it is known")
    func syntax() {
        #expect(
            failure("m.yaml", "- name: Docs\n  a: !x y\n")
                == ManifestFailure(
                    .yaml(.unknownTag("!x")), at: ManifestOrigin(file: "m.yaml", place: .init(line: 2, column: 6)),
                    name: "Docs"))
        #expect(
            failure("m.json", #"[{"name":"A","name":"B"}]"#)?.reason
                == .json(.duplicateKey(key: "name", line: 1, column: 14)))
        #expect(failure("m.json", "name: A")?.reason == .json(.syntax(line: 1, column: 1, found: "n")))
        #expect(failure("-", "[1,]")?.reason == .json(.syntax(line: 1, column: 4, found: "]")))
    }
}
