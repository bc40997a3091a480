import Hummingbird

/// `/rest/organizations`.
struct OrganizationRoutes {
    let platform: Platform

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        rest.get("organizations") { [platform] request, context -> Response in
            let query = try request.query()
            let filter = try query.single("filter")?.lowercased() ?? ""
            let caller = try context.requireCaller()
            let models = platform.organizations.filter { organization in
                let name = organization.displayName.lowercased()
                return caller.privileges[organization.id] != nil
                    && (filter.isEmpty || name.contains(filter) || organization.id.contains(filter))
            }.map(\.model)
            // Without a page it is a bare array, as the service answers (its specification says otherwise).
            guard try query.single("page") != nil else { return .json(.array(models)) }
            let page = try SourceQuery.number(query, "page", default: 0, in: 0...Int(Int32.max))
            let size = try SourceQuery.number(query, "perPage", default: 100, in: 1...1000)
            return .json([
                "items": .array(Array(models.dropFirst(page * size).prefix(size))),
                "totalEntries": Value(models.count), "totalPages": Value((models.count + size - 1) / size),
            ])
        }
        rest.get("organizations/:organization") { [platform] _, context -> Response in
            .json(try await Self.organization(context, platform).model)
        }
        rest.get("organizations/:organization/status") { [platform] _, context -> Response in
            .json(try await Self.organization(context, platform).status)
        }
    }

    private static func organization(
        _ context: SandboxContext, _ platform: Platform
    ) async throws -> Organization {
        let caller = try context.requireCaller()
        let organization = try await platform.organization(try context.parameter("organization"), for: caller)
        try caller.require(.organizationView, in: organization.id)
        return organization
    }
}
