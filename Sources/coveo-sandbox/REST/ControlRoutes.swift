import Hummingbird

/// The sandbox's own switches, which no platform has: `POST /sandbox/faults` adds bad days (one `--fault` value a
/// line), `DELETE /sandbox/faults` ends them.
struct ControlRoutes {
    let faults: FaultQueue

    /// Adds the routes.
    func add(to router: Router<SandboxContext>) {
        router.post("sandbox/faults") { [faults] request, _ -> Response in
            let lines = String(decoding: try await request.bytes(), as: UTF8.self).split(whereSeparator: \.isWhitespace)
            let parsed = lines.compactMap { Fault(argument: String($0)) }
            guard parsed.count == lines.count else {
                throw Refusal.invalid("INVALID_VALUE", "A line is no fault: KIND[:SECONDS][:NUMBER][@PATH].")
            }
            await faults.add(parsed)
            return Response(status: .noContent)
        }
        router.delete("sandbox/faults") { [faults] _, _ -> Response in
            await faults.clear()
            return Response(status: .noContent)
        }
        router.get("/") { _, _ -> Response in Response.page(LoginPage.welcome) }
    }
}
