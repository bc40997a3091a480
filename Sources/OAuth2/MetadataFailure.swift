package import HTTP

/// Why an issuer's metadata can't be had or used. Texts in it are the server's or the person's (show them as `Visible`).
package enum MetadataFailure: Error, Equatable, Sendable {
    /// The issuer is no address that we send anything to, or has a fragment.
    case unfitIssuer(String, WebAddressFailure)
    /// The issuer has a query (RFC 8414 section 2 forbids it).
    case issuerHasQuery(String)
    /// No address that metadata may stand at has any; what each of them answered, in order.
    case noneFound([Attempt])
    /// No metadata were found, and one of the addresses answered 5xx: there may be some.
    case serverError(status: Int)
    /// No metadata were found, and one of the addresses wants to be left alone for a while (429, 408).
    case rateLimited(status: Int)
    /// The metadata are another issuer's, and must not be used (RFC 8414 section 3.3).
    case wrongIssuer(expected: String, given: String)
    /// The metadata lack this field.
    case missingField(String)
    /// This field has another type.
    case malformedField(String)
    /// This endpoint is no address that we send anything to.
    case unfitEndpoint(field: String, address: String, WebAddressFailure)
    /// The metadata are larger than the limit, in bytes.
    case tooLarge(limit: Int)

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
        case status(Int)
        /// Status 200, and no JSON object.
        case notJSON(contentType: String?)
    }
}
