import HTTPTypes
import JSON
import Ports

/// What the platform said when it refused. All texts are a stranger's: `Visible` before they are shown.
package struct PlatformRefusal: Equatable, Sendable {
    /// What was attempted.
    package let operation: PlatformOperation
    /// The HTTP status.
    package let status: Int
    /// The first of `title`, `type`, `errorCode`, `code`, `error` in the body, cut in the same way.
    package let code: String?
    /// The first of `detail`, `message`, `error_description` in the body, at most 1,000 Unicode scalars; nil where the body
    /// is no JSON object (an HTML page is never shown).
    package let message: String?
    /// `X-Request-ID`, for the vendor's support.
    package let requestID: String?

    package init(
        operation: PlatformOperation, status: Int, code: String? = nil, message: String? = nil,
        requestID: String? = nil
    ) {
        self.operation = operation
        self.status = status
        self.code = code
        self.message = message
        self.requestID = requestID
    }

    init(_ response: ReceivedResponse, to operation: PlatformOperation) {
        // A body that is no JSON says nothing that may be shown: the status is enough.
        let body = try? JSONValue(parsing: response.body)
        self.init(
            operation: operation, status: response.head.status.code,
            code: Self.first(of: ["title", "type", "errorCode", "code", "error"], in: body),
            message: Self.first(of: ["detail", "message", "error_description"], in: body),
            requestID: response.head.headerFields.value(of: "x-request-id"))
    }

    private static func first(of keys: [String], in body: JSONValue?) -> String? {
        for key in keys {
            if let text = body?[key]?.string, !text.isEmpty { return text.firstScalars(1_000) }
            if case .number(let number)? = body?[key] { return number.text }
        }
        return nil
    }
}

extension HTTPFields {
    /// The first value of a field that has no name of its own in HTTPTypes.
    ///
    /// - Parameter name: in lower case.
    func value(of name: String) -> String? {
        first { $0.name.canonicalName == name }?.value
    }
}
