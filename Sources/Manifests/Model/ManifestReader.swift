import CoveoPlatform
import JSON

/// Reads files into one manifest.
package struct ManifestReader {
    private var manifest = Manifest()
    /// Where each name stands.
    private var names: [[UInt8]: ManifestOrigin] = [:]

    /// Keys of a manifest that holds a list of sources.
    private static let keys = ["organization", "platformUrl", "sources"]

    /// The manifest of all files together.
    package static func read(_ files: [ManifestFile]) throws(ManifestFailure) -> Manifest {
        var reader = ManifestReader()
        for file in files { try reader.add(file) }
        return reader.manifest
    }

    private mutating func add(_ file: ManifestFile) throws(ManifestFailure) {
        let documents = try file.documents().filter { !$0.value.isNull }
        if documents.isEmpty { throw ManifestFailure(.empty, at: ManifestOrigin(file: file.name)) }
        var number = 0
        for (value, places) in documents {
            switch value {
            case .array(let models):
                try add(models, places: places, file: file.name, number: &number)
            case .object(let object) where Self.isManifest(object):
                try add(object, places: places, file: file.name, number: &number)
            default:
                try add(
                    [value], places: places.map { PlaceTree(place: $0.place, children: [$0]) }, file: file.name,
                    number: &number)
            }
        }
    }

    /// A model has a name or a type; whatever else has neither is likely a manifest with a mistake.
    private static func isManifest(_ object: JSONObject) -> Bool {
        object["sources"] != nil || (object["name"] == nil && object["sourceType"] == nil)
    }

    private mutating func add(
        _ object: JSONObject, places: PlaceTree?, file: String, number: inout Int
    ) throws(ManifestFailure) {
        for (index, member) in object.members.enumerated() {
            let origin = ManifestOrigin(file: file, place: places?[index]?.place)
            do throws(ManifestFailure.Reason) {
                switch member.key {
                case "sources": break
                case "organization":
                    let organization = try Self.text(member.value, of: member.key)
                    if let known = manifest.organization, let organization, !known.hasSameBytes(as: organization) {
                        throw .twoOrganizations(known, organization)
                    }
                    manifest.organization = organization ?? manifest.organization
                case "platformUrl":
                    let platform = try Self.text(member.value, of: member.key)
                    if let known = manifest.platformURL, let platform, !known.hasSameBytes(as: platform) {
                        throw .twoPlatforms(known, platform)
                    }
                    manifest.platformURL = platform ?? manifest.platformURL
                default:
                    throw .unknownKey(
                        member.key, nearest: NearNames.nearest(to: member.key, among: Self.keys, limit: 1).first)
                }
            } catch {
                throw ManifestFailure(error, at: origin)
            }
        }
        let index = object.members.firstIndex { $0.key == "sources" }
        switch index.map({ object.members[$0].value }) ?? .bool(false) {
        case .null: break
        case .array(let models):
            try add(models, places: index.flatMap { places?[$0] }, file: file, number: &number)
        default:
            throw ManifestFailure(
                .wrongType(key: "sources", expected: "list"),
                at: ManifestOrigin(file: file, place: index.flatMap { places?[$0]?.place } ?? places?.place))
        }
    }

    private mutating func add(
        _ models: [JSONValue], places: PlaceTree?, file: String, number: inout Int
    ) throws(ManifestFailure) {
        for (index, model) in models.enumerated() {
            number += 1
            let origin = ManifestOrigin(file: file, number: number, place: places?[index]?.place)
            guard let object = model.object else { throw ManifestFailure(.notAModel, at: origin) }
            let draft: SourceDraft
            do throws(SourceDraftFailure) {
                draft = try SourceDraft(model: .object(JSONObject().merging(object)), options: .init())
            } catch {
                throw ManifestFailure(.model(error), at: origin, name: object["name"]?.string)
            }
            if let first = names.updateValue(origin, forKey: Array(draft.name.utf8)) {
                throw ManifestFailure(.nameTwice(first: first), at: origin, name: draft.name)
            }
            manifest.entries.append(.init(name: draft.name, model: object, origin: origin))
        }
    }

    /// Where it is null it says nothing.
    private static func text(_ value: JSONValue, of key: String) throws(ManifestFailure.Reason) -> String? {
        if value.isNull { return nil }
        guard let text = value.string else { throw .wrongType(key: key, expected: "string") }
        return text
    }
}
