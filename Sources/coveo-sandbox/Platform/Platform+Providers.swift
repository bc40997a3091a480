extension Platform {
    /// The organization's security providers.
    /// - Throws: `Refusal` 403 or 404.
    func listProviders(in id: String, for caller: Caller) throws(Refusal) -> [Value] {
        let organization = try organization(id, for: caller).id
        try caller.require(.providerView, in: organization)
        return providers[organization] ?? []
    }

    /// One security provider.
    /// - Throws: `Refusal` 403 or 404.
    func provider(_ providerID: String, in id: String, for caller: Caller) throws(Refusal) -> Value {
        let organization = try organization(id, for: caller).id
        try caller.require(.providerView.on(providerID), in: organization)
        guard let found = providers[organization]?.first(where: { $0["id"]?.string == providerID }) else {
            throw Refusal.notFound("SECURITY_PROVIDER_NOT_FOUND", "There is no security provider '\(providerID)'.")
        }
        return found
    }

    /// Creates a security provider, or replaces the one whose ID the path names. The sources in its `referencedBy` name
    /// it from then on, and no others.
    /// - Throws: `Refusal` 400, 403, 404 or 409.
    func storeProvider(_ body: Value, pathID: String?, in id: String, by caller: Caller) throws -> Value {
        let organization = try running(id, for: caller)
        try caller.require(.providerCreate, in: organization.id)
        var model = try checked(body, pathID: pathID, in: organization.id)
        let name = model["id"]?.string ?? ""
        model["organizationId"] = .string(organization.id)
        if model["displayName"] == nil { model["displayName"] = .string(name) }
        if model["referencedBy"] == nil { model["referencedBy"] = [] }
        if let index = providers[organization.id]?.firstIndex(where: { $0["id"]?.string == name }) {
            guard pathID != nil else {
                throw Refusal.conflict("SECURITY_PROVIDER_ALREADY_EXISTS", "The ID '\(name)' is in use.")
            }
            providers[organization.id]?[index] = model
        } else {
            guard (providers[organization.id]?.count ?? 0) < organization.providerLimit else {
                throw Refusal.invalid("LIMIT_REACHED", "The organization has as many providers as it may have.")
            }
            providers[organization.id, default: []].append(model)
        }
        refer(to: name, from: Self.referencing(model), in: organization.id)
        try save()
        return model
    }

    /// Makes `referencedBy` of all providers right: those named have the source, the others don't.
    func tell(_ named: [String], about sourceID: String, in organization: String) {
        let reference: Value = ["id": .string(sourceID), "type": "SOURCE"]
        providers[organization] = (providers[organization] ?? []).map { provider in
            var provider = provider
            var references = (provider["referencedBy"]?.array ?? []).filter { $0["id"]?.string != sourceID }
            if named.contains(provider["id"]?.string ?? "") { references.append(reference) }
            provider["referencedBy"] = .array(references)
            return provider
        }
    }

    private func checked(_ body: Value, pathID: String?, in organization: String) throws(Refusal) -> Value {
        try Shape.check(body, fields: SourceShape.provider)
        guard let name = pathID ?? body["id"]?.string ?? body["name"]?.string, !name.isEmpty else {
            throw .invalid("INVALID_VALUE", "The field 'id' is required.")
        }
        for key in ["id", "name"] {
            guard let value = body[key]?.string, value != name else { continue }
            throw .invalid("INVALID_VALUE", "The field '\(key)' is another ID than '\(name)'.")
        }
        guard body["type"]?.string != nil else {
            throw .invalid("INVALID_VALUE", "The field 'type' is required.")
        }
        for source in Self.referencing(body) where sources[organization]?[source] == nil {
            throw .invalid("SOURCE_NOT_FOUND", "The field 'referencedBy' names '\(source)', which is no source.")
        }
        var model = body
        model["id"] = .string(name)
        return model
    }

    /// Makes `securityProviderReferences` of the organization's sources right, of which few ever name one.
    private func refer(to provider: String, from named: [String], in organization: String) {
        for source in sources[organization]?.all.filter({ !$0.isBenchmark || named.contains($0.id) }) ?? [] {
            let others = source.providers.filter { $0 != provider }
            let references = named.contains(source.id) ? others + [provider] : others
            guard Set(references) != Set(source.providers) else { continue }
            var model = source.model
            model["securityProviderReferences"] = .array(references.map { .string($0) })
            _ = put(model, as: source, in: organization)
        }
    }

    private static func referencing(_ provider: Value) -> [String] {
        (provider["referencedBy"]?.array ?? []).filter { $0["type"]?.string == "SOURCE" }
            .compactMap { $0["id"]?.string }
    }
}
