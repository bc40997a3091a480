import HTTP
package import HTTPTypes
import JSON
package import Ports

/// A request that somebody composed: any method and path of the platform, sent as it is.
package struct APICall: Sendable {
    package let method: HTTPRequest.Method
    package let path: APIPath
    /// What goes beside the token; no field of them is reserved.
    package let fields: HTTPFields
    package let body: [UInt8]

    package init(_ method: HTTPRequest.Method, _ path: APIPath, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.fields = fields
        self.body = body
    }

    /// Whether a second one does nothing that the first has not done (RFC 9110, section 9.2.2).
    package var isRepeatable: Bool { [.get, .head, .options, .put, .delete].contains(method) }

    /// What it is called where it fails.
    package var operation: PlatformOperation { .call(method: method.rawValue, path: path.shown) }

    /// The request, with JSON as the type of its body and of the answer where nothing else is asked for.
    var request: OutgoingRequest {
        var fields = fields
        if fields[.accept] == nil { fields[.accept] = "application/json, */*;q=0.1" }
        if !body.isEmpty, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        return OutgoingRequest(
            path.address.head(method, fields: fields), body: body, repeatable: isRepeatable, authorized: true)
    }
}

/// What a call was answered.
package struct APIAnswer: Sendable {
    /// As it came, of any status.
    package let response: ReceivedResponse
    /// What its status means; nil for a success.
    package let failure: PlatformFailure?
}

extension CoveoClient {
    /// Sends a call. A refusal is an answer, with the failure that it means.
    ///
    /// A page for a browser is no success unless another type than JSON was asked for: it comes from something in between.
    package func call(_ call: APICall) async throws -> APIAnswer {
        let response = try await answer(to: call.request)
        // Asked for by a condition in the caller's own fields; it leads nowhere.
        if response.head.status.code == 304 { return APIAnswer(response: response, failure: nil) }
        if let failure = failure(of: response, to: call.operation, at: call.path.address) {
            return APIAnswer(response: response, failure: failure)
        }
        let isStray = response.isPage && call.fields[.accept] == nil
        return APIAnswer(
            response: response,
            failure: isStray ? .notJSON(call.operation, contentType: response.contentType) : nil)
    }
}
