import CYaml
package import JSON

/// One document of a YAML text.
package struct YAMLDocument: Equatable, Sendable {
    package let value: JSONValue
    package let places: PlaceTree
}

/// Reads YAML by libyaml's events into JSON values, by the core schema of YAML 1.2.
///
/// Beside it: `<<` merges mappings, what stands in the mapping itself first (quoted, `"<<"` is a key like any other).
/// Keys are texts as they are written (`1: x` is the key "1"); null, lists and mappings are none. Aliases are taken as
/// long as they come to `aliasLimit`; numbers that JSON can't write are rewritten (`0x1F`, `+1`, `.5`) or refused.
package struct YAMLReader {
    /// What aliases may add, in bytes of text and 16 for each value.
    static let aliasLimit = 16 << 20
    /// How many levels `PlaceTree` has.
    static let placeLevels = 4

    private let text: YAMLCharacters
    private var builder = YAMLBuilder()

    /// All documents of a text, in order; those that are empty too (`null`).
    package static func documents(of bytes: [UInt8]) throws(YAMLFailure) -> [YAMLDocument] {
        var reader = YAMLReader(text: try YAMLCharacters(bytes))
        return try reader.read()
    }

    private init(text: YAMLCharacters) {
        self.text = text
    }

    private mutating func read() throws(YAMLFailure) -> [YAMLDocument] {
        let text = self.text
        return try text.withBytes { (bytes) throws(YAMLFailure) -> [YAMLDocument] in
            guard let parser = cyaml_open(bytes.baseAddress, bytes.count) else {
                throw YAMLFailure(.noMemory, at: TextPlace(line: 1, column: 1))
            }
            defer { cyaml_close(parser) }
            var documents: [YAMLDocument] = []
            while true {
                let event = cyaml_next(parser)
                let place = TextPlace(line: Int(event.line) + 1, column: Int(event.column) + 1)
                do throws(YAMLFailure.Reason) {
                    switch event.kind {
                    case cyaml_stream_end: return documents
                    case cyaml_document_start: builder = YAMLBuilder()
                    case cyaml_document_end: if let document = builder.document { documents.append(document) }
                    case cyaml_no_memory: throw .noMemory
                    case cyaml_error: throw text.isTab(at: place) ? .tab : .syntax(Self.text(of: event))
                    default: try take(event, at: place)
                    }
                } catch {
                    throw YAMLFailure(error, at: place, name: builder.name)
                }
            }
        }
    }

    private mutating func take(_ event: cyaml_event, at place: TextPlace) throws(YAMLFailure.Reason) {
        let anchor = event.anchor.map { String(cString: $0) }
        let tag = event.tag.map { String(cString: $0) }
        switch event.kind {
        case cyaml_alias: try builder.addAlias(anchor ?? "", at: place)
        case cyaml_scalar:
            try builder.addScalar(Self.text(of: event), isPlain: event.plain != 0, tag: tag, anchor: anchor, at: place)
        case cyaml_sequence_start:
            try builder.begin(.sequence, tag: tag, anchor: anchor, at: place)
        case cyaml_mapping_start:
            try builder.begin(.mapping, tag: tag, anchor: anchor, at: place)
        default: try builder.end()
        }
    }

    private static func text(of event: cyaml_event) -> String {
        let bytes = UnsafeBufferPointer(start: event.value, count: event.length)
        return bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }
}
