import HTTPTypes

extension Platform {
    /// The organization that somebody pushes to.
    /// - Throws: `Refusal` 400 where it is paused, 403 or 404.
    func pushOrganization(_ id: String, for caller: Caller) throws(Refusal) -> String {
        let organization = try running(id, for: caller)
        try caller.require(.organizationView, in: organization.id)
        return organization.id
    }

    /// Sets a source's status.
    /// - Parameter operation: nil ends what goes on.
    /// - Throws: `Refusal` 400, 403, 404 or 412.
    func setStatus(_ operation: String?, of sourceID: String, in id: String, by caller: Caller) throws {
        let source = try pushSource(sourceID, in: id, by: caller)
        _ = put(SourceDefaults.operating(source.model, operation, now: Self.now), as: source, in: id)
        try save()
    }

    /// Whether somebody may push to a source.
    /// - Throws: `Refusal` 400, 403, 404 or 412.
    func checkPush(to sourceID: String, in id: String, by caller: Caller) throws(Refusal) {
        _ = try pushSource(sourceID, in: id, by: caller)
    }

    /// Changes what was pushed to a source; its `information` counts it.
    /// - Throws: `Refusal` 400, 403, 404 or 412.
    func push(_ changes: [PushedContent.Change], to sourceID: String, in id: String, by caller: Caller) throws {
        let source = try pushSource(sourceID, in: id, by: caller)
        var all = content.removeValue(forKey: sourceID) ?? PushedContent()
        for change in changes { all.apply(change) }
        content[sourceID] = all
        _ = put(
            SourceDefaults.holding(source.model, documents: all.items.count, size: all.size), as: source, in: id)
        try save()
    }

    /// What was pushed, by organization and source.
    /// - Parameter sourceID: nil for all.
    func pushed(to sourceID: String?) -> [(organization: String, source: String, content: PushedContent)] {
        sources.keys.sorted().flatMap { organization in
            content.keys.sorted().compactMap { id in
                guard let found = content[id], sources[organization]?[id] != nil, sourceID == nil || sourceID == id
                else { return nil }
                return (organization, id, found)
            }
        }
    }

    private func pushSource(_ sourceID: String, in id: String, by caller: Caller) throws(Refusal) -> Source {
        let organization = try pushOrganization(id, for: caller)
        try caller.require(.sourceEdit.on(sourceID), in: organization)
        guard let source = sources[organization]?[sourceID] else {
            throw Refusal(
                .preconditionFailed, "SOURCE_DOES_NOT_EXIST", "There is no source '\(sourceID)' in '\(id)'.")
        }
        guard source.isPush else {
            throw Refusal(.preconditionFailed, "INVALID_PARAMETER", "The source '\(sourceID)' takes nothing pushed.")
        }
        return source
    }
}
