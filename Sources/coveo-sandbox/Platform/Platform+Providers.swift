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
        guard let found = try listProviders(in: id, for: caller).first(where: { $0["id"]?.string == providerID })
        else {
            throw Refusal.notFound("SECURITY_PROVIDER_NOT_FOUND", "There is no security provider '\(providerID)'.")
        }
        return found
    }

    /// Creates a security provider, or replaces the one whose ID the path names.
    /// - Throws: `Refusal` 400, 403, 404 or 409.
    func storeProvider(_ body: Value, pathID: String?, in id: String, by caller: Caller) throws -> Value {
        let organization = try organization(id, for: caller).id
        try caller.require(.providerCreate, in: organization)
        try Shape.check(body, fields: SourceShape.provider)
        guard let name = pathID ?? body["id"]?.string ?? body["name"]?.string, !name.isEmpty else {
            throw Refusal.invalid("INVALID_VALUE", "The field 'id' is required.")
        }
        guard body["type"]?.string != nil else {
            throw Refusal.invalid("INVALID_VALUE", "The field 'type' is required.")
        }
        var model = body
        model["id"] = .string(name)
        model["organizationId"] = .string(organization)
        if model["displayName"] == nil { model["displayName"] = .string(name) }
        if model["referencedBy"] == nil { model["referencedBy"] = [] }
        let index = providers[organization]?.firstIndex { $0["id"]?.string == name }
        if let index {
            guard pathID != nil else {
                throw Refusal.conflict("SECURITY_PROVIDER_ALREADY_EXISTS", "The ID '\(name)' is in use.")
            }
            providers[organization]?[index] = model
        } else {
            providers[organization, default: []].append(model)
        }
        try save()
        return model
    }
}
