/// Why a text names no source.
package enum SourceResolutionFailure: Error, Equatable, Sendable {
    /// No source has this ID or this name; `near` are names that may have been meant.
    case absent(reference: String, near: [String])
    /// More than one source has this name: their IDs, in the list's order.
    case ambiguous(name: String, ids: [String])
}

/// Finds the source that a person means: by ID, or else by exact and unique name.
package struct SourceResolver: Sendable {
    private let models: [SourceModel]

    /// - Parameter models: all of an organization.
    package init(_ models: [SourceModel]) {
        self.models = models
    }

    /// The source of this ID, or else of this name. An ID wins over another source's name.
    package func resolve(_ reference: String) throws(SourceResolutionFailure) -> SourceModel {
        if let model = models.first(where: { $0.id.hasSameBytes(as: reference) }) { return model }
        let named = named(reference)
        if named.count > 1 { throw .ambiguous(name: reference, ids: named.map(\.id)) }
        guard let model = named.first else { throw .absent(reference: reference, near: near(reference)) }
        return model
    }

    /// Every source of exactly this name, byte by byte.
    package func named(_ name: String) -> [SourceModel] {
        name.isEmpty ? [] : models.filter { $0.name.hasSameBytes(as: name) }
    }

    /// Names that may have been meant, the nearest first.
    package func near(_ reference: String) -> [String] {
        NearNames.nearest(to: reference, among: models.map(\.name))
    }
}
