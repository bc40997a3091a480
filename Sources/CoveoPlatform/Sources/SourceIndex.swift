/// The sources of an organization, found as a person names them: by ID, or else by exact and unique name; without a search
/// each time.
package struct SourceIndex: Sendable {
    /// All of them, in the list's order.
    package let models: [SourceModel]
    private let byID: [[UInt8]: Int]
    private let byName: [[UInt8]: [Int]]

    package init(_ models: [SourceModel]) {
        self.models = models
        var byID: [[UInt8]: Int] = [:]
        var byName: [[UInt8]: [Int]] = [:]
        byID.reserveCapacity(models.count)
        byName.reserveCapacity(models.count)
        for (index, model) in models.enumerated() {
            byID[Array(model.id.utf8)] = byID[Array(model.id.utf8)] ?? index
            byName[Array(model.name.utf8), default: []].append(index)
        }
        self.byID = byID
        self.byName = byName
    }

    /// The source of this ID, or else of this name. An ID wins over another source's name.
    package func resolve(_ reference: String) throws(SourceResolutionFailure) -> SourceModel {
        if let model = source(reference) { return model }
        let named = named(reference)
        if named.count > 1 { throw .ambiguous(name: reference, ids: named.map(\.id)) }
        guard let model = named.first else { throw .absent(reference: reference, near: near(reference)) }
        return model
    }

    /// Names that may have been meant, the nearest first.
    package func near(_ reference: String) -> [String] {
        NearNames.nearest(to: reference, among: models.map(\.name))
    }

    /// The source of this ID.
    package func source(_ id: String) -> SourceModel? {
        byID[Array(id.utf8)].map { models[$0] }
    }

    /// Every source of exactly this name, byte by byte.
    package func named(_ name: String) -> [SourceModel] {
        name.isEmpty ? [] : (byName[Array(name.utf8)] ?? []).map { models[$0] }
    }
}

extension [SourceModel] {
    /// Every source of exactly this name, byte by byte; for one name this takes no index.
    package func named(_ name: String) -> [SourceModel] {
        name.isEmpty ? [] : filter { $0.name.hasSameBytes(as: name) }
    }
}
