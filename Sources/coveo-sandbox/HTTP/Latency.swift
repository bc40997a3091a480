import Hummingbird

/// Lets each request wait as on a network, but for the sandbox's own switches.
struct Latency: RouterMiddleware {
    typealias Context = SandboxContext

    let delay: Duration

    func handle(
        _ request: Request, context: SandboxContext,
        next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        if delay > .zero, !request.uri.path.isSandboxSwitch { try await Task.sleep(for: delay) }
        return try await next(request, context)
    }
}
