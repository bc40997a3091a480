import Hummingbird

/// `/rest/organizations/{organizationId}/apikeys`.
struct ApiKeyRoutes {
    let platform: Platform

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        let keys = rest.group("organizations/:organization/apikeys")
        keys.get { [platform] _, context -> Response in
            .json(
                .array(
                    try await platform.listKeys(
                        in: try context.parameter("organization"), for: try context.requireCaller())))
        }
        keys.post { [platform] request, context -> Response in
            .unkept(
                try await platform.createKey(
                    try await request.jsonObject(), in: try context.parameter("organization"),
                    by: try context.requireCaller()), status: .created)
        }
        keys.get(":key") { [platform] _, context -> Response in
            let key = try await platform.key(
                try context.parameter("key"), in: try context.parameter("organization"),
                for: try context.requireCaller())
            return .json(key.model(at: Platform.now))
        }
        keys.put(":key") { [platform] request, context -> Response in
            .json(
                try await platform.replaceKey(
                    try context.parameter("key"), with: try await request.jsonObject(),
                    in: try context.parameter("organization"), by: try context.requireCaller()))
        }
        keys.delete(":key") { [platform] _, context -> Response in
            try await platform.deleteKey(
                try context.parameter("key"), in: try context.parameter("organization"),
                by: try context.requireCaller())
            return Response(status: .noContent)
        }
    }
}
