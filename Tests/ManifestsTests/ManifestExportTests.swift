import CoveoPlatform
import JSON
import Manifests
import Support
import Testing

@Suite("What is exported, apply finds unchanged")
struct ManifestExportTests {
    /// Writes the sources as a manifest, reads that, and compares.
    private func expectUnchanged(_ sources: [SourceModel]) throws {
        let exported = Manifest.exporting(sources, organization: "o", platformURL: "https://p.example")
        for (name, text) in [("m.yaml", YAMLWriter.text(exported)), ("m.json", exported.text(.pretty))] {
            let manifest = try ManifestReader.read([ManifestFile(name: name, bytes: Array(text.utf8))])
            #expect(manifest.entries.count == sources.count)
            for item in ManifestPlan(manifest, for: sources).items {
                guard case .unchanged = item.step else {
                    let patch = ManifestDifference(item)?.patch.value.text(.compact)
                    Issue.record("\(name), \(item.entry.name): \(patch ?? "\(item.step)")\n\(text)")
                    return
                }
            }
        }
    }

    @Test("of five hundred models of any kind")
    func generated() throws {
        var random = SeededRandom(seed: 11)
        for round in 0..<50 {
            try expectUnchanged(
                (0..<10).map { number in
                    var object = JSONValue.random(using: &random, depth: 4).object ?? JSONObject()
                    object["id"] = "\(round)-\(number)"
                    object["name"] = .string("n\(number)" + String.random(using: &random))
                    object["sourceVisibility"] = ["SHARED", "SECURED", nil].randomElement(using: &random) ?? nil
                    object["securityProviderReferences"] =
                        [["b", ["id": "a"]], [], nil].randomElement(using: &random) ?? nil
                    return try #require(SourceModel(.object(object)))
                })
        }
    }

    @Test(
        "of three hundred models that the vendor's data describes",
        .enabled(if: Contract.source != nil, "optional: the vendor's OpenAPI data is not present"))
    func described() throws {
        let contract = try #require(Contract.source)
        var random = SeededRandom(seed: 12)
        for round in 0..<30 {
            try expectUnchanged(
                (0..<10).map { number in
                    var object = try #require(contract.sample(of: "SourceModel", using: &random)?.object)
                    object["id"] = "\(round)-\(number)"
                    object["name"] = .string("n\(number)" + String.random(using: &random))
                    return try #require(SourceModel(.object(object)))
                })
        }
    }

    @Test("it names organization and platform, is sorted by name, and holds nothing that the platform writes by itself")
    func shape() throws {
        let sources = try [
            #"{"id":"2","name":"Wiki","owner":"ann","resourceId":"2","securityProviderReferences":[{"id":"p","type":"X"}]}"#,
            #"{"id":"1","createdDate":1,"name":"Docs","information":{},"configurationError":null,"x":null,"y":{"z":null}}"#,
        ].map { try #require(SourceModel(try JSONValue(parsing: Array($0.utf8)))) }
        let exported = Manifest.exporting(sources, organization: "o", platformURL: "https://p.example")
        #expect(
            exported.text(.compact)
                == #"{"organization":"o","platformUrl":"https://p.example","sources":[{"name":"Docs","y":{}},"#
                + #"{"name":"Wiki","securityProviderReferences":["p"]}]}"#)
    }
}
