extension Platform {
    /// The length of a name that is too long, in UTF-16 units.
    private static let nameLimit = 255

    /// Creates a source.
    /// - Throws: `Refusal` 400, 403, 404 or 409.
    func createSource(_ body: Value, in id: String, by caller: Caller, tellProviders: Bool) throws -> Source {
        let organization = try running(id, for: caller)
        try caller.require(.sourceCreate, in: organization.id)
        try check(body, old: [:], in: organization.id)
        guard body["sourceType"]?.string != nil else {
            throw Refusal.invalid("INVALID_SOURCE_TYPE", "The field 'sourceType' is required.")
        }
        return try add(body, to: organization, by: caller, tellProviders: tellProviders)
    }

    /// Creates a source as another one is.
    /// - Throws: `Refusal` 400, 403, 404 or 409.
    func duplicateSource(
        _ sourceID: String, as name: String, logicalIndex: String?, in id: String, by caller: Caller
    ) throws -> Source {
        let old = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        let organization = try running(id, for: caller)
        try caller.require(.sourceCreate, in: organization.id)
        var body = old.model
        body["name"] = .string(name)
        if let logicalIndex { body["logicalIndex"] = .string(logicalIndex) }
        for key in ["lastModifier", "resourceId"] { body[key] = nil }
        try check(body, old: old.model, in: organization.id)
        return try add(body, to: organization, by: caller, tellProviders: true)
    }

    /// The source of that ID, at once also where lists don't show it yet.
    /// - Throws: `Refusal` 403 or 404.
    func source(
        _ sourceID: String, in id: String, for caller: Caller, needing privilege: Privilege = .sourceView
    ) throws(Refusal) -> Source {
        let organization = try organization(id, for: caller).id
        try caller.require(privilege.on(sourceID), in: organization)
        guard let source = sources[organization]?[sourceID] else {
            throw Refusal.notFound("SOURCE_NOT_FOUND", "There is no source '\(sourceID)' in '\(id)'.")
        }
        return source
    }

    /// Replaces a source.
    /// - Throws: `Refusal` 400, 403, 404 or 409.
    func replaceSource(
        _ sourceID: String, with body: Value, in id: String, by caller: Caller, rebuild: Bool, tellProviders: Bool
    ) throws -> Source {
        let old = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        _ = try running(id, for: caller)
        try check(body, old: old.model, in: id)
        for key in ["id", "sourceType"] {
            guard let value = body[key], value != .null, value != old.model[key] else { continue }
            throw Refusal.invalid("INVALID_VALUE", "The field '\(key)' can't be changed.")
        }
        let modifier = caller.isKey ? caller.username : caller.email
        var model = SourceDefaults.replaced(old.model, by: body, modifier: modifier, rebuild: rebuild, now: Self.now)
        if behaviour.allowsRename, let name = body["name"]?.string {
            try checkFree(name, in: id, except: sourceID)
            model["name"] = .string(name)
        }
        let source = put(model, as: old, in: id)
        if tellProviders { tell(source.providers, about: sourceID, in: id) }
        try save()
        return source
    }

    /// Changes what the platform says of a source by itself: its operations and its content.
    /// - Throws: `Refusal` 400, 403 or 404.
    func changeSource(
        _ sourceID: String, in id: String, by caller: Caller, _ change: @Sendable (Value) -> Value
    ) throws -> Source {
        let old = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        _ = try running(id, for: caller)
        let source = put(change(old.model), as: old, in: id)
        try save()
        return source
    }

    /// Deletes a source, its content, and what providers say about it.
    /// - Throws: `Refusal` 400, 403 or 404.
    func deleteSource(_ sourceID: String, in id: String, by caller: Caller) throws -> Source {
        let source = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        _ = try running(id, for: caller)
        sources[id]?.remove(sourceID)
        if isBenchmark(sourceID) { removedBenchmarks.insert(sourceID) }
        schedules[sourceID] = nil
        content[sourceID] = nil
        tell([], about: sourceID, in: id)
        try save()
        return source
    }

    /// The page of sources that lists show now, and how many there are on all pages.
    /// - Throws: `Refusal` 403 or 404.
    func listSources(
        _ query: SourceQuery, in id: String, for caller: Caller
    ) throws -> (page: [Source], total: Int) {
        let organization = try organization(id, for: caller).id
        let privilege = query.writeAccessOnly ? Privilege.sourceEdit : .sourceView
        let shown = sources[organization, default: SourceIndex()].list(at: Self.now)
        if caller.may(.sourceView, in: organization), caller.may(privilege, in: organization) {
            return query.cut(shown)
        }
        guard caller.privileges[organization]?.contains(where: { $0.covers(.sourceView.on($0.target)) }) == true else {
            throw Refusal.denied
        }
        return query.cut(
            shown.filter {
                caller.may(.sourceView.on($0.id), in: organization) && caller.may(privilege.on($0.id), in: organization)
            })
    }

    /// Puts a model in the place of a source that is there; when lists show it stays as it is.
    func put(_ model: Value, as old: Source, in organization: String) -> Source {
        let source = Source(model: model, visibleAt: old.visibleAt)
        sources[organization, default: SourceIndex()].put(source)
        return source
    }

    private func add(
        _ body: Value, to organization: Organization, by caller: Caller, tellProviders: Bool
    ) throws -> Source {
        try checkFree(body["name"]?.string ?? "", in: organization.id)
        guard (sources[organization.id]?.count ?? 0) < organization.sourceLimit else {
            throw Refusal.invalid("LIMIT_REACHED", "The organization has as many sources as it may have.")
        }
        var request = body
        for key in ["id", "owner", "createdDate", "lastModifiedDate", "information", "configurationError"] {
            request[key] = nil
        }
        let now = Self.now
        let owner = caller.isKey ? caller.username : caller.email
        let model = SourceDefaults.complete(request, organization: organization.id, owner: owner, now: now)
        let source = Source(model: model, visibleAt: now + behaviour.visibleAfter * 1000)
        sources[organization.id, default: SourceIndex()].put(source)
        if tellProviders { tell(source.providers, about: source.id, in: organization.id) }
        try save()
        return source
    }

    /// Names are compared by their bytes. What the platform answers is not known, so the command line says it.
    private func checkFree(_ name: String, in organization: String, except id: String? = nil) throws(Refusal) {
        guard let status = behaviour.takenName.status,
            sources[organization]?.isTaken(name, except: id) == true
        else { return }
        throw Refusal(status, "SOURCE_NAME_ALREADY_IN_USE", "The name '\(name)' is in use by another source.")
    }

    /// - Parameter old: its fields are known too, so that what the platform gave can be sent back.
    private func check(_ body: Value, old: Value, in organization: String) throws(Refusal) {
        try Shape.check(body, fields: SourceShape.source, alsoKnown: old)
        guard let name = body["name"]?.string, !name.isEmpty else {
            throw .invalid("INVALID_SOURCE_NAME", "The field 'name' is required.")
        }
        guard name.utf16.count < Self.nameLimit else {
            throw .invalid("INVALID_SOURCE_NAME", "The field 'name' holds \(Self.nameLimit) characters or more.")
        }
        for provider in body["securityProviderReferences"]?.strings ?? [] {
            guard providers[organization]?.contains(where: { $0["id"]?.string == provider }) == true else {
                throw .invalid("SECURITY_PROVIDER_NOT_FOUND", "There is no security provider '\(provider)'.")
            }
        }
    }
}
