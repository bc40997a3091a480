package import CoveoPlatform
import JSON

/// What has to be done so that an organization's sources are as a manifest says. No I/O.
package struct ManifestPlan: Sendable {
    /// What has to be done with one source.
    package enum Step: Sendable {
        case create(SourceDraft)
        case update(SourceModel, ChangedSource)
        case unchanged(SourceModel)
        /// Nothing can be done: several sources of that name (`SourceResolutionFailure`), or a change that can't be made
        /// (`SourceChangeFailure`).
        case impossible(any Error)
    }

    /// One source of the manifest.
    package struct Item: Sendable {
        package let entry: Manifest.Entry
        package let step: Step
    }

    /// In the manifest's order.
    package private(set) var items: [Item]
    private let index: SourceIndex
    private let names: Set<[UInt8]>

    /// - Parameter sources: all of the organization.
    package init(_ manifest: Manifest, for sources: [SourceModel]) {
        let index = SourceIndex(sources)
        self.index = index
        names = Set(manifest.entries.map { Array($0.name.utf8) })
        items = manifest.entries.map { Item(entry: $0, step: Self.step(for: $0, among: index)) }
    }

    /// Takes the source of an item, read anew, in the place of the list's.
    package mutating func reconsider(_ position: Int, on source: SourceModel) {
        let entry = items[position].entry
        items[position] = Item(entry: entry, step: Self.step(for: entry, on: source))
    }

    /// What has to be done with a source that is there.
    package static func step(for entry: Manifest.Entry, on source: SourceModel) -> Step {
        do throws(SourceChangeFailure) {
            let changed = try SourceChange(merge: entry.model).applied(to: source)
            return changed.differences.isEmpty ? .unchanged(source) : .update(source, changed)
        } catch {
            return .impossible(error)
        }
    }

    private static func step(for entry: Manifest.Entry, among index: SourceIndex) -> Step {
        let named = index.named(entry.name)
        if named.count > 1 {
            return .impossible(SourceResolutionFailure.ambiguous(name: entry.name, ids: named.map(\.id)))
        }
        if let source = named.first { return step(for: entry, on: source) }
        do throws(SourceDraftFailure) {
            return .create(try SourceDraft(model: .object(JSONObject().merging(entry.model)), options: .init()))
        } catch {
            return .impossible(error)
        }
    }

    /// The sources that a manifest with this prefix is to be alone with: pushed ones whose name begins so and that it
    /// doesn't name.
    package func surplus(prefix: String) -> [SourceModel] {
        index.models.filter { source in
            Self.prunedTypes.contains { $0.rawValue == source.sourceType }
                && source.name.utf8.starts(with: prefix.utf8) && !names.contains(Array(source.name.utf8))
        }
    }

    /// What is never deleted for not being named: a source that the platform fills by itself.
    private static let prunedTypes: [SourceType] = [.push, .catalog, .custom]
}
