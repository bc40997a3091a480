import FoundationEssentials
import HTTP
import HTTPTypes
import JSON
import Ports

/// Reads what an endpoint of the authorization server answered to a form (RFC 6749 sections 5.1 and 5.2; RFC 8628
/// section 3.2 answers alike), without I/O.
enum ServerAnswer {
    /// An answer with more than this is none, in bytes.
    static let limit = 1 << 20

    /// The JSON object of a success; throws what the answer is instead.
    ///
    /// - Parameter now: when the answer came.
    static func fields(of response: ReceivedResponse, now: Date) throws(OAuth2Failure) -> JSONObject {
        if response.body.count > limit { throw .tooLarge(limit: limit) }
        let status = response.head.status.code
        let type = response.head.headerFields[.contentType]
        switch status {
        case 200: break
        case 300..<400: throw .redirected(status: status)
        case 408, 429:
            throw .rateLimited(status: status, retryAfter: RetryAfter(response.head.headerFields, now: now))
        case 400..<500:
            // Whatever its type says: some servers leave the one that their pages have.
            if let error = error(in: object(response.body)) { throw .tokenRefused(status: status, error) }
            if response.isPage { throw .blocked(status: status) }
            if response.body.isEmpty { throw .emptyAnswer(status: status) }
            throw .rejected(status: status, contentType: type)
        case 500..<600:
            throw .serverError(status: status, retryAfter: RetryAfter(response.head.headerFields, now: now))
        default: throw .unexpectedStatus(status)
        }
        if response.body.isEmpty { throw .emptyAnswer(status: status) }
        guard let fields = object(response.body) else { throw .notJSON(status: status, contentType: type) }
        return fields
    }

    /// The OAuth error in `fields`, where there is one.
    static func error(in fields: JSONObject?) -> OAuthError? {
        guard let fields, let code = fields["error"]?.string, !code.isEmpty else { return nil }
        return OAuthError(
            code: code, description: fields["error_description"]?.string, uri: fields["error_uri"]?.string)
    }

    /// The JSON object that `body` is; nil where it is none.
    static func object(_ body: [UInt8]) -> JSONObject? {
        // What is wrong in it would quote the body, and the body may hold secrets.
        (try? JSONValue(parsing: body))?.object
    }
}

extension ReceivedResponse {
    /// Whether it is a page for people, which no authorization server answers to a form: something in between does.
    fileprivate var isPage: Bool {
        head.headerFields[.contentType]?.lowercased().hasPrefix("text/html") ?? false
    }
}
