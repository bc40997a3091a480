/// How the platform refused or broke its protocol. A closed list: the words for each are `Failure`'s. What kept an
/// answer from coming at all is a `TransportFailure`.
package enum PlatformFailure: Error, Equatable, Sendable {
    /// 401, and 419, which means the same: a dead token or a missing privilege; `CoveoClient.liveness(of:)` tells.
    case unauthorized(PlatformRefusal)
    /// 403: the privilege is missing.
    case forbidden(PlatformRefusal)
    /// 404.
    case notFound(PlatformRefusal)
    /// 409: something of that name is there.
    case conflict(PlatformRefusal)
    /// 400, 412, 413, 415, 422 and every other 4xx: the request is wrong.
    case invalid(PlatformRefusal)
    /// 429 after the retries, or 502, 503, 504 with a wait that is too long for them; how long the platform asks to
    /// wait, nil where it doesn't say.
    case rateLimited(PlatformRefusal, retryAfter: Duration?)
    /// 429 with `TOO_MANY_DOCUMENTS_DAILY`: nothing but waiting helps.
    case dailyQuota(PlatformRefusal, retryAfter: Duration?)
    /// 5xx (and 408) after the retries.
    case server(PlatformRefusal)
    /// The platform's firewall, or a page where a refusal in JSON is due with 403.
    case firewall(PlatformRefusal)
    /// 3xx: no request of ours is redirected. `host` is where it points, nil where that can't be told.
    case unexpectedRedirect(PlatformOperation, host: String?)
    /// A success without the JSON that is due; `contentType` as sent (a page, a proxy's text).
    case notJSON(PlatformOperation, contentType: String?)
    /// JSON of another shape: `field` is missing or of a wrong type.
    case malformed(PlatformOperation, field: String)
    /// The pages of a list are not the whole, however often it is read.
    case incomplete(PlatformOperation, ListShortfall)
    /// A list that takes more bytes than are kept.
    case tooMuch(PlatformOperation, limit: Int)
    /// JSON with too many levels.
    case tooDeep(PlatformOperation)
    /// A text that can't stand in a path: empty, `.` or `..`. No request was made.
    case unfitIdentifier(PlatformOperation, String)
}
