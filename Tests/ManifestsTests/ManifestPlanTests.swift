import CoveoPlatform
import JSON
import Manifests
import Testing

@Suite("What a manifest would change")
struct ManifestPlanTests {
    private func plan(_ manifest: String, _ sources: String...) throws -> ManifestPlan {
        let models = try sources.map { try #require(SourceModel(try JSONValue(parsing: Array($0.utf8)))) }
        return ManifestPlan(
            try ManifestReader.read([ManifestFile(name: "m.yaml", bytes: Array(manifest.utf8))]), for: models)
    }

    private func patch(_ manifest: String, _ sources: String...) throws -> String? {
        let models = try sources.map { try #require(SourceModel(try JSONValue(parsing: Array($0.utf8)))) }
        let manifest = try ManifestReader.read([ManifestFile(name: "m.yaml", bytes: Array(manifest.utf8))])
        let item = try #require(ManifestPlan(manifest, for: models).items.first)
        return ManifestDifference(item)?.patch.value.text(.compact)
    }

    private static let docs =
        #"{"id":"1","name":"Docs","owner":"ann","sourceType":"PUSH","sourceVisibility":"PRIVATE","#
        + #""pushEnabled":true,"customParameters":{"a":"1","b":"2"},"mappings":[{"id":"m","fieldName":"f"}],"#
        + #""lastModifiedDate":5,"information":{"numberOfDocuments":7},"later":1.0}"#

    @Test("a key that is left out stays as it is, at every level; so does what the platform added to a list's objects")
    func leftOut() throws {
        #expect(try patch("name: Docs\n", Self.docs) == nil)
        #expect(
            try patch("{name: Docs, customParameters: {b: '2'}, mappings: [{fieldName: f}], later: 1}", Self.docs)
                == nil)
        #expect(
            try patch("{name: Docs, customParameters: {b: '3', c: '4'}}", Self.docs)
                == #"[{"op":"replace","path":"/customParameters/b","value":"3"},"#
                + #"{"op":"add","path":"/customParameters/c","value":"4"}]"#)
    }

    @Test("null removes; of what is not there it is nothing")
    func null() throws {
        #expect(
            try patch("{name: Docs, customParameters: {a: null}, later: ~, never: ~}", Self.docs)
                == #"[{"op":"remove","path":"/customParameters/a"},{"op":"remove","path":"/later"}]"#)
    }

    @Test(
        "what the platform writes by itself is not compared",
        arguments: [
            "id: other", "owner: bob", "resourceId: r", "information: {}", "configurationError: {errorCode: X}",
            "createdDate: 1", "lastModifiedDate: 6", "lastModifier: bob",
        ])
    func platformFields(field: String) throws {
        #expect(try patch("name: Docs\n\(field)\n", Self.docs) == nil)
        let created = try #require(try plan("name: New\nsourceType: PUSH\n\(field)\n").items.first)
        guard case .create(let draft) = created.step else {
            Issue.record("\(created.step)")
            return
        }
        #expect(draft.body.keys == ["name", "sourceType"])
    }

    @Test("security providers are a set, of texts or of objects")
    func providers() throws {
        let secured =
            #"{"id":"1","name":"W","sourceVisibility":"SECURED","securityProviderReferences":[{"id":"a"},"b"]}"#
        #expect(try patch("{name: W, securityProviderReferences: [b, a]}", secured) == nil)
        #expect(
            try patch("{name: W, securityProviderReferences: [{id: c}]}", secured)
                == #"[{"op":"replace","path":"/securityProviderReferences","value":["c"]}]"#)
    }

    @Test("names are matched byte by byte, and one that several sources have is impossible")
    func names() throws {
        let decomposed = Self.docs.replacing("Docs", with: "e\u{301}")
        #expect(try patch("name: \"\u{E9}\"\nsourceType: PUSH\n", decomposed)?.contains(#""path":"""#) == true)
        #expect(try patch("name: \"e\u{301}\"\n", decomposed) == nil)
        let item = try #require(
            try plan("name: Docs", Self.docs, Self.docs.replacing(#""id":"1""#, with: #""id":"2""#)).items.first)
        guard case .impossible(let error) = item.step else {
            Issue.record("\(item.step)")
            return
        }
        #expect(error as? SourceResolutionFailure == .ambiguous(name: "Docs", ids: ["1", "2"]))
    }

    @Test("what widens who sees a source is marked: from PRIVATE or SECURED to SHARED, and no other way")
    func widening() throws {
        for (old, new, widens) in [
            ("PRIVATE", "SHARED", true), ("SECURED", "SHARED", true), ("SHARED", "PRIVATE", false),
            ("PRIVATE", "SECURED", false),
        ] {
            let source = Self.docs.replacing("PRIVATE", with: old)
            let item = try #require(try plan("{name: Docs, sourceVisibility: \(new)}", source).items.first)
            let difference = try #require(ManifestDifference(item))
            #expect(difference.widening == (widens ? .given(from: old) : nil))
        }
        let new = try #require(try plan("{name: New, sourceVisibility: SHARED}").items.first)
        #expect(try #require(ManifestDifference(new)).widening == nil)
    }

    @Test("a new source is sent without what is null, and its providers as texts")
    func created() throws {
        let item = try #require(
            try plan("{name: N, sourceType: PUSH, a: ~, b: {c: ~, d: 1}, securityProviderReferences: [{id: p}, p]}")
                .items.first)
        guard case .create(let draft) = item.step else {
            Issue.record("\(item.step)")
            return
        }
        #expect(
            JSONValue.object(draft.body).text(.compact)
                == #"{"name":"N","sourceType":"PUSH","b":{"d":1},"securityProviderReferences":["p"]}"#)
        let difference = try #require(ManifestDifference(item))
        #expect(difference.id == nil && difference.old == nil)
        #expect(difference.patch.operations == [.add(JSONPointer([]), .object(draft.body))])
    }

    @Test("surplus are pushed sources with the prefix that the manifest doesn't name")
    func surplus() throws {
        let types = ["PUSH", "CATALOG", "CUSTOM", "WEB2", "SITEMAP"].enumerated().map { index, type in
            #"{"id":"\#(index)","name":"team-\#(type)","sourceType":"\#(type)"}"#
        }
        let others = [
            #"{"id":"7","name":"other","sourceType":"PUSH"}"#, #"{"id":"8","name":"team-A","sourceType":"PUSH"}"#,
        ]
        let models = try (types + others).map { try #require(SourceModel(try JSONValue(parsing: Array($0.utf8)))) }
        let manifest = try ManifestReader.read([ManifestFile(name: "m.yaml", bytes: Array("name: team-A".utf8))])
        #expect(ManifestPlan(manifest, for: models).surplus(prefix: "team-").map(\.id) == ["0", "1", "2"])
    }

    @Test("a thousand of 25,000 are planned without a search for each", .timeLimit(.minutes(1)))
    func many() throws {
        let models = try (0..<25_000).map { number in
            try #require(SourceModel(["id": "\(number)", "name": "s\(number)", "sourceType": "PUSH"]))
        }
        let entries = (0..<1_000).map { "- {name: s\($0 * 20), sourceType: PUSH}\n" }.joined()
        let manifest = try ManifestReader.read([ManifestFile(name: "m.yaml", bytes: Array(entries.utf8))])
        let plan = ManifestPlan(manifest, for: models)
        #expect(plan.items.compactMap(ManifestDifference.init).isEmpty)
        #expect(plan.surplus(prefix: "s").count == 24_000)
    }
}
