package import HTTP
package import JSON

/// Why an issuer's metadata can't be had or used. Texts in it are the server's or the person's (show them as `Visible`).
package enum MetadataFailure: Error, Equatable, Sendable {
    /// The issuer is no address that we send anything to, or has a fragment.
    case unfitIssuer(String, WebAddressFailure)
    /// The issuer has a query (RFC 8414 section 2 forbids it).
    case issuerHasQuery(String)
    /// No address that metadata may stand at has any; what each of them answered, in order.
    case noneFound([Attempt])
    /// No metadata were found, and one of the addresses answered 5xx: there may be some.
    case serverError(status: Int, retryAfter: RetryAfter? = nil)
    /// No metadata were found, and one of the addresses wants to be left alone for a while (429, 408).
    case rateLimited(status: Int, retryAfter: RetryAfter? = nil)
    /// No metadata were found, and one of the addresses gave no whole answer: there may be some.
    case unanswered([Attempt])
    /// What this address answers says that it is JSON, and can't be read as such: metadata that nobody can use.
    case unreadable(WebAddress, JSONFailure)
    /// The metadata are another issuer's, and must not be used (RFC 8414 section 3.3).
    case wrongIssuer(expected: String, given: String)
    /// The metadata lack this field.
    case missingField(String)
    /// This field has another type.
    case malformedField(String)
    /// This endpoint is no address that we send anything to.
    case unfitEndpoint(field: String, address: String, WebAddressFailure)

    /// An address that was asked and had no metadata.
    package struct Attempt: Equatable, Sendable {
        /// The address that was asked.
        package let address: WebAddress
        /// What it answered.
        package let answer: Answer

        package init(_ address: WebAddress, _ answer: Answer) {
            self.address = address
            self.answer = answer
        }
    }

    /// An answer without metadata.
    package enum Answer: Equatable, Sendable {
        /// Another status than 200; a redirect too, since nobody vouches for where it leads.
        case status(Int, retryAfter: RetryAfter? = nil)
        /// Status 200, and no JSON object.
        case notJSON(contentType: String?)
        /// More than the limit, in bytes.
        case tooLarge(limit: Int)
        /// The connection ended before the answer was complete.
        case cut
        /// No complete answer in time.
        case timedOut(after: Duration)

        /// Whether it is none: another time there may be one.
        package var isMissing: Bool {
            switch self {
            case .cut, .timedOut: true
            case .status, .notJSON, .tooLarge: false
            }
        }
    }
}
