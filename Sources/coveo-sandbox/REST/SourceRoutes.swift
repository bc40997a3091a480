import Hummingbird

/// `/rest/organizations/{organizationId}/sources`.
struct SourceRoutes {
    let platform: Platform

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        let sources = rest.group("organizations/:organization/sources")
        sources.get { [platform] request, context -> Response in
            let (query, found) = try await Self.list(request, context, platform)
            return .json(text: "[" + query.cut(found).map(\.text).joined(separator: ",") + "]")
        }
        sources.get("pages") { [platform] request, context -> Response in
            let (query, found) = try await Self.list(request, context, platform)
            let models = query.cut(found).map(\.text).joined(separator: ",")
            let count = found.count
            return .json(
                text: """
                    {"sourceModels":[\(models)],"totalEntries":\(count),"totalPages":\(query.pages(count))}
                    """)
        }
        sources.post { [platform] request, context -> Response in
            let query = try request.query()
            _ = try Self.flag(query, "rebuild")
            let source = try await platform.createSource(
                try await request.jsonObject(), in: try context.parameter("organization"),
                by: try context.requireCaller(), tellProviders: try Self.flag(query, "updateSecurityProviders"))
            return .json(text: source.text, status: .created)
        }
        sources.get(":source") { [platform] _, context -> Response in
            let source = try await platform.source(
                try context.parameter("source"), in: try context.parameter("organization"),
                for: try context.requireCaller())
            return .json(text: source.text)
        }
        sources.put(":source") { [platform] request, context -> Response in
            let query = try request.query()
            let source = try await platform.replaceSource(
                try context.parameter("source"), with: try await request.jsonObject(),
                in: try context.parameter("organization"), by: try context.requireCaller(),
                rebuild: try Self.flag(query, "rebuild"),
                tellProviders: try Self.flag(query, "updateSecurityProviders"))
            return .json(text: source.text)
        }
        sources.delete(":source") { [platform] _, context -> Response in
            let source = try await platform.deleteSource(
                try context.parameter("source"), in: try context.parameter("organization"),
                by: try context.requireCaller())
            return .json(text: source.text)
        }
        sources.post(":source/rebuild") { [platform] _, context -> Response in
            let source = try await platform.rebuildSource(
                try context.parameter("source"), in: try context.parameter("organization"),
                by: try context.requireCaller())
            return .json(text: source.text)
        }
    }

    private static func list(
        _ request: Request, _ context: SandboxContext, _ platform: Platform
    ) async throws -> (SourceQuery, [Source]) {
        let query = try SourceQuery(try request.query())
        let found = try await platform.listSources(
            query, in: try context.parameter("organization"), for: try context.requireCaller())
        return (query, found)
    }

    /// A truth value of the query; the vendor's default is true.
    private static func flag(_ query: FormFields, _ name: String) throws -> Bool {
        switch try query.single(name) {
        case nil, "true": return true
        case "false": return false
        default: throw Refusal.invalid("INVALID_PARAMETER", "The parameter '\(name)' must be true or false.")
        }
    }
}
