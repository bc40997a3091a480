package import HTTPTypes
package import Ports
import Synchronization

/// Answers from a handler, and keeps every request.
package final class ScriptedTransport: HTTPTransport {
    private let handler: @Sendable (OutgoingRequest, Int) throws -> ReceivedResponse
    private let sent = Mutex<[OutgoingRequest]>([])

    /// - Parameter handler: gets the request and how many came before it.
    package init(_ handler: @escaping @Sendable (OutgoingRequest, Int) throws -> ReceivedResponse) {
        self.handler = handler
    }

    /// Gives the answers in order; one request more than answers is `PortNotSet`.
    package convenience init(_ answers: [Result<ReceivedResponse, TransportFailure>]) {
        self.init { request, index in
            guard index < answers.count else {
                throw PortNotSet(port: "answer \(index + 1): \(request.head.method) \(request.head.path ?? "")")
            }
            return try answers[index].get()
        }
    }

    /// All requests so far.
    package var requests: [OutgoingRequest] { sent.withLock { $0 } }

    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        let index = sent.withLock { requests in
            requests.append(request)
            return requests.count - 1
        }
        return try handler(request, index)
    }
}

extension ReceivedResponse {
    /// A JSON answer.
    package static func json(_ text: String, status: Int = 200, fields: HTTPFields = [:]) -> ReceivedResponse {
        var fields = fields
        fields[.contentType] = "application/json"
        return ReceivedResponse(HTTPResponse(status: .init(code: status), headerFields: fields), body: Array(text.utf8))
    }

    /// An answer of another kind.
    package static func plain(
        _ text: String, status: Int, type: String? = nil, fields: HTTPFields = [:]
    ) -> ReceivedResponse {
        var fields = fields
        fields[.contentType] = type
        return ReceivedResponse(HTTPResponse(status: .init(code: status), headerFields: fields), body: Array(text.utf8))
    }
}
