import CoveoPlatform
import JSON
import Testing

@Suite("What update changes")
struct SourceChangeTests {
    private typealias Assignment = SourceChange.Assignment

    private static let text = """
        {"id":"acme-1","name":"Docs","sourceType":"PUSH","sourceVisibility":"SECURED","pushEnabled":true,\
        "securityProviderReferences":["p","q"],"customParameters":{"b":"2","a":"1"},"big":12345678901234567890.10,\
        "future":{"é":[1e2]}
        """

    private func source(_ extra: String = "") throws -> SourceModel { try Given.model(Self.text + extra + "}") }

    private func put(_ change: SourceChange, _ source: SourceModel) throws -> String {
        JSONValue.object(try change.applied(to: source).model).text(.compact)
    }

    @Test("everything that was not asked for stays, to the byte; what the platform reports is left out")
    func fidelity() throws {
        let source = try source(#","information":{"sourceStatus":{"type":"IDLE"}},"configurationError":null"#)
        let change = SourceChange(assignments: [try Assignment(parsing: #"customParameters.c="3""#)])
        let expected = Self.text.split(separator: #""a":"1""#).joined(separator: #""a":"1","c":"3""#) + "}"
        #expect(try put(change, source) == expected)
        let differences = try change.applied(to: source).differences
        #expect(differences == [JSONDifference(path: ["customParameters", "c"], old: nil, new: "3")])
    }

    @Test("what is so already changes nothing: visibility, providers in another order, numbers in another spelling")
    func unchanged() throws {
        let overlay = try Given.json(#"{"id":"acme-1","name":"Docs","future":{"é":[100]},"lastModifiedDate":1}"#).object
        let changes = [
            SourceChange(), SourceChange(visibility: .secured), SourceChange(securityProviders: ["q", "p", "q"]),
            SourceChange(overlay: overlay), SourceChange(assignments: [try Assignment(parsing: "pushEnabled=true")]),
        ]
        for change in changes { #expect(try change.applied(to: source()).differences.isEmpty) }
        #expect(SourceChange().isEmpty && !SourceChange(visibility: .secured).isEmpty)
    }

    @Test("providers in the form of objects are sent as their IDs, each once, and that alone is no difference")
    func providerObjects() throws {
        let source = try Given.model(
            #"{"id":"a","sourceVisibility":"SECURED","securityProviderReferences":[{"id":"p","type":"X"},"p"]}"#)
        #expect(try SourceChange(securityProviders: ["p"]).applied(to: source).differences.isEmpty)
        let other = try SourceChange(overlay: ["x": 1]).applied(to: source)
        #expect(other.model["securityProviderReferences"] == ["p"])
        #expect(other.differences.map(\.path) == [["x"]])
        let file = try Given.json(#"{"securityProviderReferences":[{"id":"r"},{"id":"p"},{"id":"r"}]}"#).object
        #expect(
            try put(SourceChange(overlay: file), source)
                == #"{"id":"a","sourceVisibility":"SECURED","securityProviderReferences":["r","p"]}"#)
        #expect(
            try put(SourceChange(securityProviders: ["r", "p"]), source)
                == #"{"id":"a","sourceVisibility":"SECURED","securityProviderReferences":["r","p"]}"#)
    }

    @Test("references that name no provider are not dropped: the array stays as it is")
    func unreadableProviders() throws {
        let text = #"{"id":"a","securityProviderReferences":[{"name":"p"},{"id":"q"}]"#
        let change = SourceChange(overlay: ["x": 1])
        #expect(try put(change, try Given.model(text + "}")) == text + #","x":1}"#)
    }

    @Test("a reference that names no provider is a change of a source without providers, and not dropped")
    func unnamedProviders() throws {
        let change = SourceChange(overlay: ["securityProviderReferences": [["name": "p"]]])
        let changed = try change.applied(to: try Given.model(#"{"id":"a","securityProviderReferences":[]}"#))
        #expect(changed.differences.count == 1 && changed.model["securityProviderReferences"] == [["name": "p"]])
    }

    @Test("the model goes first, then the assignments, then what was typed as an option")
    func order() throws {
        let change = SourceChange(
            visibility: .private, overlay: ["x": 1, "y": 1, "sourceVisibility": "SHARED"],
            assignments: [try Assignment(parsing: "y=2"), try Assignment(parsing: "y=3")])
        let changed = try change.applied(to: source())
        #expect(changed.model["x"] == 1 && changed.model["y"] == 3)
        #expect(changed.model["sourceVisibility"] == "PRIVATE")
        #expect(changed.widening == nil)
    }

    @Test("content that becomes visible to more people is said, and whether it was typed")
    func widening() throws {
        let typed = SourceChange(visibility: .shared)
        #expect(try typed.applied(to: source()).widening == .typed(from: "SECURED"))
        let given = SourceChange(overlay: ["sourceVisibility": "SHARED"])
        #expect(try given.applied(to: source()).widening == .given(from: "SECURED"))
        let both = SourceChange(visibility: .shared, overlay: ["sourceVisibility": "SHARED"])
        #expect(try both.applied(to: source()).widening == .typed(from: "SECURED"))
        let assigned = SourceChange(assignments: [try Assignment(parsing: #"sourceVisibility="SHARED""#)])
        #expect(try assigned.applied(to: source()).widening == .given(from: "SECURED"))
        let shared = try Given.model(Given.pushSource())
        #expect(try typed.applied(to: shared).widening == nil)
        let hidden = try Given.model(Given.pushSource(visibility: "PRIVATE"))
        #expect(try typed.applied(to: hidden).widening == .typed(from: "PRIVATE"))
        let secured = SourceChange(visibility: .secured, securityProviders: ["p"])
        #expect(try secured.applied(to: hidden).widening == nil)
    }

    @Test("neither name nor ID move, by whatever way")
    func identity() throws {
        let source = try source()
        let changes = [
            SourceChange(overlay: ["name": "New"]),
            SourceChange(assignments: [try Assignment(parsing: #"name="New""#)]),
        ]
        for change in changes {
            #expect(throws: SourceChangeFailure.renameUnsupported(actual: "Docs", asked: "New")) {
                try change.applied(to: source)
            }
        }
        #expect(throws: SourceChangeFailure.otherID(actual: "acme-1", asked: "acme-2")) {
            try SourceChange(overlay: ["id": "acme-2"]).applied(to: source)
        }
    }

    @Test("what only the platform writes can't be set", arguments: ["information.x=1", "lastModifiedDate=0"])
    func readOnly(text: String) throws {
        let change = SourceChange(assignments: [try Assignment(parsing: text)])
        let field = try #require(text.split { ".=".contains($0) }.first.map(String.init))
        #expect(throws: SourceChangeFailure.readOnly(field: field)) { try change.applied(to: source()) }
    }

    @Test("an assignment is a dotted path, =, and JSON")
    func assignments() throws {
        #expect(try Assignment(parsing: "a.b=[1]") == Assignment(path: ["a", "b"], value: [1]))
        #expect(try Assignment(parsing: #"a="x=y""#) == Assignment(path: ["a"], value: "x=y"))
        for text in ["a", "=1", "a..b=1", ".a=1", "a.=1", ""] {
            #expect(throws: SourceChangeFailure.unfitAssignment(text)) { try Assignment(parsing: text) }
        }
        #expect(
            throws: SourceChangeFailure.assignmentNotJSON(
                key: "a.b", value: "text", reason: .syntax(line: 1, column: 1, found: "t"))
        ) {
            try Assignment(parsing: "a.b=text")
        }
        #expect(throws: SourceChangeFailure.assignmentNotJSON(key: "a", value: "", reason: .empty)) {
            try Assignment(parsing: "a=")
        }
        #expect(throws: SourceChangeFailure.pathBlocked(["customParameters", "a"])) {
            try SourceChange(assignments: [try Assignment(parsing: "customParameters.a.b=1")]).applied(to: source())
        }
    }

    @Test("secured keeps needing a provider, and a provider secured")
    func providers() throws {
        let shared = try Given.model(Given.pushSource())
        #expect(throws: SourceChangeFailure.securedWithoutProvider) {
            try SourceChange(visibility: .secured).applied(to: shared)
        }
        #expect(throws: SourceChangeFailure.providerNeedsSecured(visibility: "SHARED")) {
            try SourceChange(securityProviders: ["p"]).applied(to: shared)
        }
        #expect(throws: SourceChangeFailure.providerNeedsSecured(visibility: "SHARED")) {
            try SourceChange(visibility: .shared, securityProviders: ["p"]).applied(to: source())
        }
        #expect(throws: SourceChangeFailure.emptyProvider) {
            try SourceChange(securityProviders: [""]).applied(to: source())
        }
        #expect(throws: SourceChangeFailure.unknownVisibility("PUBLIC")) {
            try SourceChange(overlay: ["sourceVisibility": "PUBLIC"]).applied(to: source())
        }
    }

    @Test("a visibility can't be taken out: the platform's default would decide")
    func noVisibility() throws {
        for change in [
            SourceChange(merge: ["sourceVisibility": nil]), SourceChange(overlay: ["sourceVisibility": nil]),
            SourceChange(assignments: [try Assignment(parsing: "sourceVisibility=null")]),
        ] {
            #expect(throws: SourceChangeFailure.unknownVisibility(nil)) { try change.applied(to: source()) }
        }
        let none = try Given.model(#"{"id":"acme-1","name":"Docs","sourceVisibility":null}"#)
        let unchanged = try SourceChange(merge: ["sourceVisibility": nil, "x": 1]).applied(to: none)
        #expect(unchanged.differences.contains { $0.path == ["x"] })
    }
}
