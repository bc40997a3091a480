import JSON

/// A file that holds a manifest, as it was read.
package struct ManifestFile: Sendable {
    /// As it was named; for people.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The documents: of JSON one, read strictly.
    func documents() throws(ManifestFailure) -> [(value: JSONValue, places: PlaceTree?)] {
        if isJSON {
            do throws(JSONFailure) {
                return [(try JSONValue(parsing: bytes), nil)]
            } catch {
                throw ManifestFailure(.json(error), at: ManifestOrigin(file: name))
            }
        }
        do throws(YAMLFailure) {
            return try YAMLReader.documents(of: bytes).map { ($0.value, $0.places) }
        } catch {
            throw ManifestFailure(
                .yaml(error.reason), at: ManifestOrigin(file: name, place: error.place), name: error.name)
        }
    }

    /// By the name's ending, or else by the first character: YAML that begins with a bracket is likely JSON, whose
    /// mistakes are better told by its own rules.
    private var isJSON: Bool {
        let ending = name.lowercased()
        if ending.hasSuffix(".json") { return true }
        if ending.hasSuffix(".yaml") || ending.hasSuffix(".yml") { return false }
        let first = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
            .first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}
