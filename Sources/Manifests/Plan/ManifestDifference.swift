package import CoveoPlatform
package import JSON

/// What would change in one source.
package struct ManifestDifference: Sendable {
    package let name: String
    /// nil where the source is new.
    package let id: String?
    /// The model as far as a manifest goes; nil where the source is new.
    package let old: JSONValue?
    package let new: JSONValue
    package let patch: JSONPatch
    /// Whether more people will see its content.
    package let widening: ChangedSource.Widening?

    /// nil where nothing would change, or where that can't be said.
    package init?(_ item: ManifestPlan.Item) {
        name = item.entry.name
        switch item.step {
        case .create(let draft):
            id = nil
            old = nil
            new = .object(draft.body)
            patch = JSONPatch([.add(JSONPointer([]), new)])
            widening = nil
        case .update(let source, let changed):
            id = source.id
            let old = JSONValue.object(source.portable)
            patch = JSONPatch(changed.differences)
            // The patch is the differences, whose paths lead through what is there.
            guard let new = try? patch.applied(to: old) else { return nil }
            self.old = old
            self.new = new
            widening = changed.widening
        case .unchanged, .impossible: return nil
        }
    }
}
