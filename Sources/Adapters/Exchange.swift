import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import Ports

/// One request, and how long its answer may take.
struct Exchange {
    let request: OutgoingRequest
    let timeout: Duration
    let deadline: NIODeadline

    /// The authority of the request.
    var host: String { request.head.authority ?? "" }

    /// The same, as the address of a server.
    var authority: Authority { Authority(host) }

    /// The request in the client's types. Throws `HTTPClientError` where it has no usable address.
    func clientRequest() throws -> HTTPClient.Request {
        var headers = HTTPHeaders()
        for field in request.head.headerFields {
            headers.add(name: field.name.rawName, value: field.value)
        }
        return try HTTPClient.Request(
            url: "\(request.head.scheme ?? "https")://\(host)\(request.head.path ?? "/")",
            method: HTTPMethod(rawValue: request.head.method.rawValue),
            headers: headers,
            body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body)))
    }
}
