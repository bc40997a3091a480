import HTTPTypes
import Hummingbird

/// An answer that says no, thrown from wherever the reason is found.
struct Refusal: Error {
    let status: HTTPResponse.Status
    let body: Value
    var headers: HTTPFields = [:]

    /// The platform's form: `{"errorCode", "message"}`.
    init(_ status: HTTPResponse.Status, _ code: String, _ message: String) {
        self.status = status
        self.body = ["errorCode": .string(code), "message": .string(message)]
    }

    /// The form of RFC 6749 section 5.2: `{"error", "error_description"}`.
    init(oauth error: String, _ description: String, status: HTTPResponse.Status = .badRequest) {
        self.status = status
        self.body = ["error": .string(error), "error_description": .string(description)]
        headers[.cacheControl] = "no-store"
    }

    /// 400 about something in the request.
    static func invalid(_ code: String, _ message: String) -> Refusal { Refusal(.badRequest, code, message) }

    /// 401: no token, or a dead one.
    static func unauthorized(_ code: String, _ message: String) -> Refusal { Refusal(.unauthorized, code, message) }

    /// 404.
    static func notFound(_ code: String, _ message: String) -> Refusal { Refusal(.notFound, code, message) }

    /// 409.
    static func conflict(_ code: String, _ message: String) -> Refusal { Refusal(.conflict, code, message) }

    /// 403: the caller lacks a privilege. Which one is not said: a client has to find out.
    static var denied: Refusal { Refusal(.forbidden, "ACCESS_DENIED", "Access is denied.") }

    /// What an error of a route is answered; one of a connection that was closed on purpose goes on.
    init(_ error: any Error, path: String) throws {
        switch error {
        case let refusal as Refusal: self = refusal
        case is DroppedConnection: throw error
        case is FormFields.Failure:
            self = .invalid("INVALID_PARAMETER", "A parameter is malformed or repeated.")
        case let error as HTTPError:
            self = Refusal(error.status, "NOT_FOUND", "\(error.status.reasonPhrase): \(path)")
        default: self = Refusal(.internalServerError, "INTERNAL_ERROR", "\(error)")
        }
    }

    /// The answer to send.
    var response: Response { .json(body, status: status, headers: headers) }
}
