import Hummingbird

/// `/rest/organizations/{organizationId}/securityproviders`.
struct SecurityProviderRoutes {
    let platform: Platform

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        let providers = rest.group("organizations/:organization/securityproviders")
        providers.get { [platform] _, context -> Response in
            .json(
                .array(
                    try await platform.listProviders(
                        in: try context.parameter("organization"), for: try context.requireCaller())))
        }
        providers.get("page") { [platform] request, context -> Response in
            .json(
                try ListPage(try request.query()).answer(
                    try await platform.listProviders(
                        in: try context.parameter("organization"), for: try context.requireCaller())))
        }
        providers.post { [platform] request, context -> Response in
            .json(
                try await platform.storeProvider(
                    try await request.jsonObject(), pathID: nil, in: try context.parameter("organization"),
                    by: try context.requireCaller()))
        }
        providers.get(":provider") { [platform] _, context -> Response in
            .json(
                try await platform.provider(
                    try context.parameter("provider"), in: try context.parameter("organization"),
                    for: try context.requireCaller()))
        }
        providers.put(":provider") { [platform] request, context -> Response in
            .json(
                try await platform.storeProvider(
                    try await request.jsonObject(), pathID: try context.parameter("provider"),
                    in: try context.parameter("organization"), by: try context.requireCaller()))
        }
    }
}
