import Hummingbird

/// The sandbox's own switches, which no platform has: `POST /sandbox/faults` adds bad days (one `--fault` value a
/// line), `DELETE /sandbox/faults` ends them, `GET /sandbox/items` shows what was pushed, `GET /sandbox/health` that it runs.
struct ControlRoutes {
    let platform: Platform
    let faults: FaultQueue

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.post("sandbox/faults") { [faults] request, _ -> Response in
            let lines = String(decoding: try await request.bytes(), as: UTF8.self).split(whereSeparator: \.isWhitespace)
            let parsed = lines.compactMap { Fault(argument: String($0)) }
            guard parsed.count == lines.count else {
                throw Refusal.invalid(
                    "INVALID_VALUE", "A line is no fault: KIND[:SECONDS][:PERCENT%][:NUMBER][@[METHOD]PATH].")
            }
            await faults.add(parsed)
            return Response(status: .noContent)
        }
        router.delete("sandbox/faults") { [faults] _, _ -> Response in
            await faults.clear()
            return Response(status: .noContent)
        }
        router.get("sandbox/health") { _, _ -> Response in
            .json(["status": "ok", "version": .string(SandboxCommand.version)])
        }
        router.get("sandbox/items") { [platform] request, _ -> Response in
            let query = try request.query()
            let limit = try SourceQuery.number(query, "limit", default: 1000, in: 0...1_000_000)
            return .json(Self.items(await platform.pushed(to: try query.single("source")), limit: limit))
        }
        router.get("/") { _, _ -> Response in Response.page(LoginPage.welcome) }
    }

    /// The items by their URIs, and what was accepted and then rejected.
    private static func items(
        _ pushed: [(organization: String, source: String, content: PushedContent)], limit: Int
    ) -> Value {
        var items: [Value] = []
        var rejections: [Value] = []
        for (organization, source, content) in pushed {
            let place: Value = ["organization": .string(organization), "source": .string(source)]
            func placed(_ value: Value) -> Value { .object((place.members ?? []) + (value.members ?? [])) }
            let sorted = content.items.values.sorted { $0.documentID < $1.documentID }
            items += sorted.prefix(limit - items.count).map { placed($0.value) }
            rejections += content.rejections.map { placed(["reason": .string($0)]) }
        }
        let count = pushed.reduce(0) { $0 + $1.content.items.count }
        return ["count": Value(count), "items": .array(items), "rejected": .array(rejections)]
    }
}
