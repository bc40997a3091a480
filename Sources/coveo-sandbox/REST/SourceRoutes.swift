import Hummingbird

/// `/rest/organizations/{organizationId}/sources`: lists, and a source as a whole.
struct SourceRoutes {
    let platform: Platform

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        let sources = rest.group("organizations/:organization/sources")
        sources.get { [platform] request, context -> Response in
            let (_, found) = try await Self.list(request, context, platform)
            return .json(text: "[" + found.page.map(\.text).joined(separator: ",") + "]")
        }
        sources.get("pages") { [platform] request, context -> Response in
            let (query, found) = try await Self.list(request, context, platform)
            let models = found.page.map(\.text).joined(separator: ",")
            return .json(
                text: """
                    {"sourceModels":[\(models)],"totalEntries":\(found.total),"totalPages":\(query.pages(found.total))}
                    """)
        }
        sources.post { [platform] request, context -> Response in
            let query = try request.query()
            _ = try query.flag("rebuild")
            let source = try await platform.createSource(
                try await request.jsonObject(), in: try context.parameter("organization"),
                by: try context.requireCaller(), tellProviders: try query.flag("updateSecurityProviders"))
            return .json(text: source.text, status: .created)
        }
        sources.get(":source") { [platform] _, context -> Response in
            .json(text: try await Self.source(context, platform).text)
        }
        sources.get(":source/light") { [platform] _, context -> Response in
            .json(SourceViews.light(try await Self.source(context, platform).model))
        }
        sources.get(":source/raw") { [platform] request, context -> Response in
            let withMappings = try request.query().flag("includeMappings")
            let source = try await Self.source(context, platform)
            return .json(SourceViews.raw(source.model, includingMappings: withMappings))
        }
        sources.put(":source") { [platform] request, context -> Response in
            let query = try request.query()
            let source = try await platform.replaceSource(
                try context.parameter("source"), with: try await request.jsonObject(),
                in: try context.parameter("organization"), by: try context.requireCaller(),
                rebuild: try query.flag("rebuild"), tellProviders: try query.flag("updateSecurityProviders"))
            return .json(text: source.text)
        }
        sources.delete(":source") { [platform] _, context -> Response in
            let source = try await platform.deleteSource(
                try context.parameter("source"), in: try context.parameter("organization"),
                by: try context.requireCaller())
            return .json(text: source.text)
        }
    }

    private static func source(_ context: SandboxContext, _ platform: Platform) async throws -> Source {
        try await platform.source(
            try context.parameter("source"), in: try context.parameter("organization"),
            for: try context.requireCaller())
    }

    private static func list(
        _ request: Request, _ context: SandboxContext, _ platform: Platform
    ) async throws -> (SourceQuery, (page: [Source], total: Int)) {
        let query = try SourceQuery(try request.query())
        let found = try await platform.listSources(
            query, in: try context.parameter("organization"), for: try context.requireCaller())
        return (query, found)
    }
}
