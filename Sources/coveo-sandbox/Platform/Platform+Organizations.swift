extension Platform {
    /// The organization of that ID, for somebody who may look at it.
    /// - Throws: `Refusal` 403 or 404.
    func viewOrganization(_ id: String, for caller: Caller) throws(Refusal) -> Organization {
        let organization = try organization(id, for: caller)
        try caller.require(.organizationView, in: organization.id)
        return organization
    }

    /// The organization of that ID, where something is to be changed in it.
    /// - Throws: `Refusal` 400 where it is paused, 403 or 404.
    func running(_ id: String, for caller: Caller) throws(Refusal) -> Organization {
        let organization = try organization(id, for: caller)
        guard !paused.contains(organization.id) else {
            throw .invalid("ORGANIZATION_IS_PAUSED", "The organization '\(id)' is paused.")
        }
        return organization
    }

    /// Its state.
    /// - Throws: `Refusal` 403 or 404.
    func organizationStatus(_ id: String, for caller: Caller) throws(Refusal) -> Value {
        let organization = try viewOrganization(id, for: caller)
        return organization.status(isPaused: paused.contains(organization.id))
    }

    /// How much of what it may have it has.
    /// - Throws: `Refusal` 403 or 404.
    func organizationLimits(_ id: String, for caller: Caller) throws(Refusal) -> Value {
        let organization = try viewOrganization(id, for: caller)
        return organization.limits(
            sources: sources[organization.id]?.count ?? 0, providers: providers[organization.id]?.count ?? 0)
    }

    /// Resumes it, where it is paused.
    /// - Throws: `Refusal` 403 or 404.
    func resumeOrganization(_ id: String, by caller: Caller) throws {
        let organization = try organization(id, for: caller)
        try caller.require(.organizationEdit, in: organization.id)
        paused.remove(organization.id)
        try save()
    }
}
