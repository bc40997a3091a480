extension Platform {
    /// The most bytes of a name.
    private static let nameLimit = 255

    /// Creates a source.
    /// - Throws: `Refusal` 400, 403, 404 or 409.
    func createSource(_ body: Value, in id: String, by caller: Caller, tellProviders: Bool) throws -> Source {
        let organization = try organization(id, for: caller).id
        try caller.require(.sourceCreate, in: organization)
        try check(body, old: [:], in: organization)
        guard body["sourceType"]?.string != nil else {
            throw Refusal.invalid("INVALID_SOURCE_TYPE", "The field 'sourceType' is required.")
        }
        let name = body["name"]?.string ?? ""
        guard sources[organization]?.values.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) != true else {
            throw Refusal.conflict("SOURCE_NAME_ALREADY_IN_USE", "The name '\(name)' is in use by another source.")
        }
        var request = body
        for key in ["id", "owner", "createdDate", "lastModifiedDate", "information", "configurationError"] {
            request[key] = nil
        }
        let now = Self.now
        let owner = caller.isKey ? caller.username : caller.email
        let model = SourceDefaults.complete(request, organization: organization, owner: owner, now: now)
        let source = Source(model: model, visibleAt: now + behaviour.visibleAfter * 1000)
        sources[organization, default: [:]][source.id] = source
        if tellProviders { tell(source.providers, about: source.id, in: organization) }
        try save()
        return source
    }

    /// The source of that ID, at once also where lists don't show it yet.
    /// - Throws: `Refusal` 403 or 404.
    func source(
        _ sourceID: String, in id: String, for caller: Caller, needing privilege: Privilege = .sourceView
    ) throws(Refusal) -> Source {
        let organization = try organization(id, for: caller).id
        try caller.require(privilege, in: organization)
        guard let source = sources[organization]?[sourceID] else {
            throw Refusal.notFound("SOURCE_NOT_FOUND", "There is no source '\(sourceID)' in '\(id)'.")
        }
        return source
    }

    /// Replaces a source.
    /// - Throws: `Refusal` 400, 403 or 404.
    func replaceSource(
        _ sourceID: String, with body: Value, in id: String, by caller: Caller, rebuild: Bool, tellProviders: Bool
    ) throws -> Source {
        let old = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        try check(body, old: old.model, in: id)
        for key in ["id", "sourceType"] {
            guard let value = body[key], value != .null, value != old.model[key] else { continue }
            throw Refusal.invalid("INVALID_VALUE", "The field '\(key)' can't be changed.")
        }
        let modifier = caller.isKey ? caller.username : caller.email
        let model = SourceDefaults.replaced(
            old.model, by: body, modifier: modifier, rebuild: rebuild, now: Self.now)
        let source = Source(model: model, visibleAt: old.visibleAt)
        sources[id, default: [:]][sourceID] = source
        if tellProviders { tell(source.providers, about: sourceID, in: id) }
        try save()
        return source
    }

    /// Notes a rebuild.
    /// - Throws: `Refusal` 403 or 404.
    func rebuildSource(_ sourceID: String, in id: String, by caller: Caller) throws -> Source {
        let old = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        let source = Source(
            model: SourceDefaults.rebuilt(old.model, now: Self.now), visibleAt: old.visibleAt)
        sources[id, default: [:]][sourceID] = source
        try save()
        return source
    }

    /// Deletes a source, and what providers say about it.
    /// - Throws: `Refusal` 403 or 404.
    func deleteSource(_ sourceID: String, in id: String, by caller: Caller) throws -> Source {
        let source = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        sources[id]?[sourceID] = nil
        tell([], about: sourceID, in: id)
        try save()
        return source
    }

    /// The sources that lists show now and the query asks for, of all pages.
    /// - Throws: `Refusal` 403 or 404.
    func listSources(_ query: SourceQuery, in id: String, for caller: Caller) throws -> [Source] {
        let organization = try organization(id, for: caller).id
        try caller.require(.sourceView, in: organization)
        if query.writeAccessOnly, !caller.may(.sourceEdit, in: organization) { return [] }
        let now = Self.now
        return query.matches((sources[organization] ?? [:]).values.filter { $0.visibleAt <= now })
    }

    /// - Parameter old: its fields are known too, so that what the platform gave can be sent back.
    private func check(_ body: Value, old: Value, in organization: String) throws(Refusal) {
        try Shape.check(body, fields: SourceShape.source, alsoKnown: old)
        guard let name = body["name"]?.string, !name.isEmpty else {
            throw .invalid("INVALID_SOURCE_NAME", "The field 'name' is required.")
        }
        guard name.utf8.count < Self.nameLimit else {
            throw .invalid("INVALID_SOURCE_NAME", "The field 'name' holds \(Self.nameLimit) bytes or more.")
        }
        for provider in body["securityProviderReferences"]?.strings ?? [] {
            guard providers[organization]?.contains(where: { $0["id"]?.string == provider }) == true else {
                throw .invalid("SECURITY_PROVIDER_NOT_FOUND", "There is no security provider '\(provider)'.")
            }
        }
    }

    /// Makes `referencedBy` of all providers right: those named have the source, the others don't.
    private func tell(_ named: [String], about sourceID: String, in organization: String) {
        let reference: Value = ["id": .string(sourceID), "type": "SOURCE"]
        providers[organization] = (providers[organization] ?? []).map { provider in
            var provider = provider
            var references = (provider["referencedBy"]?.array ?? []).filter { $0["id"]?.string != sourceID }
            if named.contains(provider["id"]?.string ?? "") { references.append(reference) }
            provider["referencedBy"] = .array(references)
            return provider
        }
    }
}
