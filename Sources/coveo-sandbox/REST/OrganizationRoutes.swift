import Hummingbird

/// `/rest/organizations`, and where they are: `/rest/global`.
struct OrganizationRoutes {
    let platform: Platform
    let scheme: String

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        rest.get("organizations") { [platform] request, context -> Response in
            try Self.list(platform.organizations, for: try context.requireCaller(), try request.query())
        }
        let organization = rest.group("organizations/:organization")
        organization.get { [platform] _, context -> Response in
            .json(
                try await platform.viewOrganization(
                    try context.parameter("organization"), for: try context.requireCaller()
                ).model)
        }
        organization.get("status") { [platform] _, context -> Response in
            .json(
                try await platform.organizationStatus(
                    try context.parameter("organization"), for: try context.requireCaller()))
        }
        organization.get("limits") { [platform] _, context -> Response in
            .json(
                try await platform.organizationLimits(
                    try context.parameter("organization"), for: try context.requireCaller()))
        }
        organization.post("resume") { [platform] _, context -> Response in
            try await platform.resumeOrganization(
                try context.parameter("organization"), by: try context.requireCaller())
            return Response(status: .noContent)
        }
        addGlobal(to: rest.group("global"))
    }

    private func addGlobal(to global: RouterGroup<SandboxContext>) {
        global.get("organizations/:organization") { [platform, scheme] _, context -> Response in
            let organization = try await platform.viewOrganization(
                try context.parameter("organization"), for: try context.requireCaller())
            let url = Origin(scheme: scheme, channel: context.channel).url
            return .json(organization.place(host: String(url.dropFirst(scheme.count + 3))))
        }
        global.get("regions") { [scheme] _, context -> Response in
            let url = Origin(scheme: scheme, channel: context.channel).url
            return .json([
                [
                    "region": .string(Organization.region), "regionType": "PRIMARY", "mainEndpoint": .string(url),
                    "apiEndpoint": .string(url),
                ]
            ])
        }
    }

    private static func list(
        _ organizations: [Organization], for caller: Caller, _ query: FormFields
    ) throws -> Response {
        let filter = try query.single("filter")?.lowercased() ?? ""
        let key: (Organization) -> String =
            try query.single("sortBy") == "id" ? \.id : { $0.displayName.lowercased() }
        var found = organizations.filter { organization in
            let name = organization.displayName.lowercased()
            return caller.privileges[organization.id] != nil
                && (filter.isEmpty || name.contains(filter) || organization.id.contains(filter))
        }.sorted { (key($0), $0.id) < (key($1), $1.id) }
        if try query.single("order")?.lowercased() == "desc" { found.reverse() }
        // Without a page it is a bare array, as the service answers (its specification says otherwise).
        guard try query.single("page") != nil else { return .json(.array(found.map(\.model))) }
        return .json(try ListPage(query).answer(found.map(\.model)))
    }
}
