import Hummingbird

/// Bearer tokens in the header only (RFC 6750 section 2.1); who sent the request is then in the context.
struct BearerCheck: RouterMiddleware {
    typealias Context = SandboxContext

    let platform: Platform

    func handle(
        _ request: Request, context: SandboxContext,
        next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.caller = try await Self.caller(of: request, platform)
        return try await next(request, context)
    }

    /// Whose token the request carries.
    /// - Throws: `Refusal` 401.
    static func caller(of request: Request, _ platform: Platform) async throws -> Caller {
        let words = (request.headers[.authorization] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else {
            throw refusal("UNAUTHORIZED", "No access token was sent.", challenge: "Bearer realm=\"platform\"")
        }
        guard let caller = await platform.caller(token: String(words[1])) else {
            let challenge = "Bearer realm=\"platform\", error=\"invalid_token\""
            throw refusal("INVALID_TOKEN", "The access token is unknown or expired.", challenge: challenge)
        }
        return caller
    }

    private static func refusal(_ code: String, _ message: String, challenge: String) -> Refusal {
        var refusal = Refusal.unauthorized(code, message)
        refusal.headers[.wwwAuthenticate] = challenge
        return refusal
    }
}
