import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The outermost step: gives each request an ID, turns refusals into answers, and logs one JSON line a request.
struct RequestLog: RouterMiddleware {
    typealias Context = SandboxContext

    /// Query fields whose values are no secrets; all others are hidden in the log.
    private static let shown: Set<String> = [
        "page", "perPage", "filter", "sortingType", "sortingOrder", "writeAccessOnly", "filterStatusType",
        "filterLastOperationType", "filterLastOperationResultType", "filterHostType", "stringFilterType", "rebuild",
        "updateSecurityProviders", "response_type", "client_id", "redirect_uri", "scope", "code_challenge_method",
        "sortBy", "order",
    ]
    let file: LogFile?

    func handle(
        _ request: Request, context: SandboxContext,
        next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        let start = Date()
        var response: Response
        var dropped = false
        do {
            response = try await next(request, context)
        } catch let refusal as Refusal {
            response = refusal.response
        } catch is DroppedConnection {
            dropped = true
            response = Response(status: .internalServerError)
        } catch is FormFields.Failure {
            response = Refusal.invalid("INVALID_PARAMETER", "A parameter is malformed or repeated.").response
        } catch let error as HTTPError {
            let reason = error.status.reasonPhrase
            response = Refusal(error.status, "NOT_FOUND", "\(reason): \(request.uri.path)").response
        } catch {
            response = Refusal(.internalServerError, "INTERNAL_ERROR", "\(error)").response
        }
        if let name = HTTPField.Name("X-Request-ID") { response.headers[name] = UUID().uuidString.lowercased() }
        let milliseconds = Date().timeIntervalSince(start) * 1000
        file?.append(
            Value.object([
                Value.Member(key: "time", value: .string(start.ISO8601Format(.init(includingFractionalSeconds: true)))),
                Value.Member(key: "method", value: .string(request.method.rawValue)),
                Value.Member(key: "path", value: .string(Self.redacted(request.uri))),
                Value.Member(key: "status", value: dropped ? .null : Value(response.status.code)),
                Value.Member(key: "milliseconds", value: .number(String((milliseconds * 100).rounded() / 100))),
            ]).text)
        return response
    }

    private static func redacted(_ uri: URI) -> String {
        guard let query = uri.query else { return uri.path }
        let fields = query.split(separator: "&").map { field -> String in
            let name = field.prefix { $0 != "=" }
            return shown.contains(String(name)) ? String(field) : "\(name)=[redacted]"
        }
        return uri.path + "?" + fields.joined(separator: "&")
    }
}
