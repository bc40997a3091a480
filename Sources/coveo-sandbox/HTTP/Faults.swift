import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A connection that was closed on purpose; nothing is answered on it.
struct DroppedConnection: Error {}

/// Plays the bad days.
struct Faults: RouterMiddleware {
    typealias Context = SandboxContext

    private static let codes = [
        401: "INVALID_TOKEN", 403: "ACCESS_DENIED", 404: "NOT_FOUND", 429: "TOO_MANY_REQUESTS",
        500: "INTERNAL_SERVER_ERROR", 502: "BAD_GATEWAY", 503: "SERVICE_UNAVAILABLE", 504: "GATEWAY_TIMEOUT",
    ]
    let queue: FaultQueue

    func handle(
        _ request: Request, context: SandboxContext,
        next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        let (delay, kind) = await queue.take(path: request.uri.path, method: request.method)
        if delay > 0 { try await Task.sleep(for: .seconds(delay)) }
        switch kind {
        case nil, .slow:
            return try await next(request, context)
        case .status(let status):
            return refusal(status, Self.codes[status] ?? "ERROR_\(status)", retryAfter: status == 429 ? 1 : nil)
        case .longWait:
            return refusal(429, "TOO_MANY_REQUESTS", retryAfter: 3600)
        case .quota:
            return refusal(429, "TOO_MANY_DOCUMENTS_DAILY", retryAfter: nil)
        case .html:
            return .page("<!DOCTYPE html><html lang=\"en\"><title>Maintenance</title><p>We will be back.</p></html>")
        case .firewall:
            var response = Response.page("<!DOCTYPE html><title>Blocked</title><p>Blocked.</p>", status: .forbidden)
            if let name = HTTPField.Name("x-coveo-waf-action") { response.headers[name] = "block" }
            return response
        case .error(let code):
            throw Refusal(
                oauth: code, "The sandbox plays a fault.",
                status: code == "invalid_client" ? .unauthorized : .badRequest)
        case .late(let seconds):
            let response = try await next(request, context)
            try await Task.sleep(for: .seconds(seconds))
            return response
        case .reset:
            _ = try await request.bytes()
        case .resetAfterCreate:
            _ = try await next(request, context)
        }
        context.channel.close(mode: .all, promise: nil)
        throw DroppedConnection()
    }

    private func refusal(_ status: Int, _ code: String, retryAfter: Int?) -> Response {
        var refusal = Refusal(HTTPResponse.Status(code: status), code, "The sandbox plays a fault: \(status).")
        if let retryAfter { refusal.headers[.retryAfter] = String(retryAfter) }
        return refusal.response
    }
}
