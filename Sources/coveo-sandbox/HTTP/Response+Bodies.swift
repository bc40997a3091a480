import HTTPTypes
import Hummingbird

extension Response {
    /// A JSON answer.
    static func json(_ value: Value, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        json(text: value.text, status: status, headers: headers)
    }

    /// A JSON answer that holds secrets, so nobody may keep it (RFC 6749 section 5.1).
    static func unkept(_ value: Value, status: HTTPResponse.Status = .ok) -> Response {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if let name = HTTPField.Name("Pragma") { headers[name] = "no-cache" }
        return json(value, status: status, headers: headers)
    }

    /// A JSON answer from text that is JSON already.
    static func json(text: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/json;charset=UTF-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// An HTML page that loads nothing and is never kept.
    static func page(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .cacheControl: "no-store",
            .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
            .xContentTypeOptions: "nosniff",
        ]
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "no-referrer" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// 302 to another address, never kept.
    static func found(_ location: String) -> Response {
        Response(status: .found, headers: [.location: location, .cacheControl: "no-store"])
    }
}
