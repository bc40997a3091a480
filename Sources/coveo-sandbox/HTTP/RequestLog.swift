import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The outermost step: gives each request an ID, turns refusals into answers, and logs one JSON line a request. The
/// token endpoint's lines have `grant_type`, so that renewals can be counted.
struct RequestLog: RouterMiddleware {
    typealias Context = SandboxContext

    /// Query fields whose values are no secrets; all others are hidden in the log.
    private static let shown: Set<String> = [
        "page", "perPage", "filter", "sortingType", "sortingOrder", "writeAccessOnly", "filterStatusType",
        "filterLastOperationType", "filterLastOperationResultType", "filterHostType", "stringFilterType", "rebuild",
        "updateSecurityProviders", "response_type", "client_id", "redirect_uri", "scope", "code_challenge_method",
        "sortBy", "order", "newSourceName", "logicalIndexId", "activityOperation", "includeMappings",
        "statusType", "documentId", "deleteChildren", "compressionType", "orderingId", "queueDelay", "fileId",
    ]
    let file: LogFile?

    func handle(
        _ request: Request, context: SandboxContext,
        next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        let start = Date()
        var request = request
        var response: Response
        var dropped = false
        var grant: GrantType?
        do {
            if request.method == .post, request.uri.path == "/oauth/token" {
                request.body = RequestBody(buffer: ByteBuffer(bytes: try await request.bytes()))
                // What is wrong with the form is the endpoint's to tell.
                grant = try? await request.form().parameter("grant_type").flatMap(GrantType.init)
            }
            response = try await next(request, context)
        } catch is DroppedConnection {
            dropped = true
            response = Response(status: .internalServerError)
        } catch {
            response = try Refusal(error, path: request.uri.path).response
        }
        if let name = HTTPField.Name("X-Request-ID") { response.headers[name] = UUID().uuidString.lowercased() }
        let milliseconds = Date().timeIntervalSince(start) * 1000
        var entry: Value = [
            "time": .string(start.ISO8601Format(.init(includingFractionalSeconds: true))),
            "method": .string(request.method.rawValue), "path": .string(Self.redacted(request.uri)),
            "status": dropped ? .null : Value(response.status.code),
            "milliseconds": .number(String((milliseconds * 100).rounded() / 100)),
        ]
        if let grant { entry["grant_type"] = .string(grant.rawValue) }
        file?.append(entry.text)
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
