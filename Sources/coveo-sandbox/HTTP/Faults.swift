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
        case .status(let status, let pause):
            return refusal(status, Self.codes[status] ?? "ERROR_\(status)", pause)
        case .quota:
            return refusal(429, "TOO_MANY_DOCUMENTS_DAILY", nil)
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
            let response = try await answer(request, context, next)
            try await Task.sleep(for: .seconds(seconds))
            return response
        case .garbage:
            let status = try await answer(request, context, next).status
            return .json(text: "{\"sourceModels\":[{\"id\":]\u{0}\u{FFFD}", status: status)
        case .truncated:
            let response = try await answer(request, context, next)
            if let half = try await Self.half(of: response, on: context.channel) { return half }
        case .reset:
            _ = try await request.bytes(upTo: .max)
        case .lost:
            _ = try await answer(request, context, next)
        }
        context.channel.close(mode: .all, promise: nil)
        throw DroppedConnection()
    }

    /// What the work comes to, a refusal too: an answer is lost whatever it says.
    private func answer(
        _ request: Request, _ context: SandboxContext, _ next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try Refusal(error, path: request.uri.path).response
        }
    }

    /// The answer that promises its whole body, sends half of it, and ends the connection; nil where there is none.
    private static func half(of response: Response, on channel: any Channel) async throws -> Response? {
        let whole = try await BodyCollector.collect(response.body)
        guard let half = whole.getSlice(at: whole.readerIndex, length: whole.readableBytes / 2), half.readableBytes > 0
        else { return nil }
        let body = ResponseBody(contentLength: whole.readableBytes) { writer in
            try await writer.write(half)
            channel.close(mode: .all, promise: nil)
            throw DroppedConnection()
        }
        return Response(status: response.status, headers: response.headers, body: body)
    }

    private func refusal(_ status: Int, _ code: String, _ pause: Fault.Pause?) -> Response {
        var refusal = Refusal(HTTPResponse.Status(code: status), code, "The sandbox plays a fault: \(status).")
        switch pause {
        case .seconds(let seconds): refusal.headers[.retryAfter] = String(seconds)
        // Dates have whole seconds: the next one, so that the pause is never shorter than it was asked for.
        case .date(let seconds):
            refusal.headers[.retryAfter] = Date(timeIntervalSinceNow: Double(seconds) + 1).httpDate
        case nil: break
        }
        return refusal.response
    }
}

extension Date {
    /// As RFC 9110 section 5.6.7 prefers it, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    fileprivate var httpDate: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: self)
    }
}
