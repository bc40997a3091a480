import HTTPTypes
import Hummingbird

/// Where file containers are filled, as the store of objects behind the platform takes it: the address is signed, so a
/// token beside it is one secret too many, and its headers are part of what is signed. Errors are XML.
struct UploadRoutes {
    private static let signature = "X-Amz-Signature"
    let platform: Platform

    /// The address of a container.
    static func address(of id: String, signature: String, at origin: Origin) -> String {
        "\(origin.url)/uploads/\(id)?\(Self.signature)=\(signature)"
    }

    /// Adds the routes, without a check of tokens.
    func add(to router: Router<SandboxContext>) {
        router.put("uploads/:file") { [platform] request, context -> Response in
            let id = try context.parameter("file")
            guard request.headers[.authorization] == nil else {
                return Self.refusal(.badRequest, "InvalidArgument", "Only one auth mechanism allowed")
            }
            guard await platform.containers.accepts(id, signature: try request.query().single(Self.signature)) else {
                return Self.refusal(.forbidden, "AccessDenied", "The address is unknown or has expired")
            }
            guard Self.isSigned(request.headers) else {
                return Self.refusal(.forbidden, "SignatureDoesNotMatch", "The headers are not those that are signed")
            }
            guard request.headers[.contentLength] != nil else {
                return Self.refusal(.lengthRequired, "MissingContentLength", "Content-Length is required")
            }
            await platform.fill(id, with: try await request.bytes(upTo: FileContainers.limit))
            return Response(status: .ok)
        }
    }

    /// Whether the required headers are there as they are required, and no others of the store's.
    private static func isSigned(_ headers: HTTPFields) -> Bool {
        let required = FileContainers.requiredHeaders.mapValues(Optional.some)
        let sent = required.keys.map { name in (name, HTTPField.Name(name).flatMap { headers[$0] }) }
        let amazons = headers.count { $0.name.canonicalName.hasPrefix("x-amz-") }
        return sent.allSatisfy { required[$0.0] == $0.1 } && amazons == required.keys.count { $0.hasPrefix("x-amz-") }
    }

    private static func refusal(_ status: HTTPResponse.Status, _ code: String, _ message: String) -> Response {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
        return Response(
            status: status, headers: [.contentType: "application/xml"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
