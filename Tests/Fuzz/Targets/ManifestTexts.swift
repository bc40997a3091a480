import JSON
import Manifests
import Ports

/// A file of sources, in YAML.
enum ManifestTexts {
    static func check(_ input: [UInt8]) throws {
        switch Result(catching: { () throws(YAMLFailure) in try YAMLReader.documents(of: input) }) {
        case .success(let documents): try checkPrinting(documents)
        case .failure(let error):
            try always(error.place.line >= 1 && error.place.column >= 1, "a mistake has a place")
        }
        let file = ManifestFile(name: "m.yaml", bytes: input)
        switch Result(catching: { () throws(ManifestFailure) in try ManifestReader.read([file]) }) {
        case .success(let manifest): try checkManifest(manifest)
        case .failure(let error): _ = try ShownText.words(for: error)
        }
    }

    /// Printed and read again, as YAML and as JSON, it is the same value.
    static func checkPrinting(_ documents: [YAMLDocument]) throws {
        for document in documents {
            let text = Array(YAMLWriter.text(document.value).utf8)
            let again: [YAMLDocument]
            do throws(YAMLFailure) {
                again = try YAMLReader.documents(of: text)
            } catch {
                throw BrokenProperty("YAML that is written can be read: \(error)")
            }
            try always(again.map(\.value) == [document.value], "a value is read as it is written in YAML")
            try JSONTexts.checkPrinting(document.value)
        }
    }

    /// Every source has a name of its own, and what is in the file can be planned.
    private static func checkManifest(_ manifest: Manifest) throws {
        let names = manifest.entries.map { Array($0.name.utf8) }
        try always(Set(names).count == names.count, "each source is named once")
        try always(names.allSatisfy { !$0.isEmpty }, "each source has a name")
        for item in ManifestPlan(manifest, for: []).items {
            switch item.step {
            case .create: try always(ManifestDifference(item) != nil, "a new source can be shown")
            case .impossible(let error): _ = try ShownText.words(for: error)
            case .update, .unchanged: throw BrokenProperty("nothing is there to be changed")
            }
        }
    }
}
