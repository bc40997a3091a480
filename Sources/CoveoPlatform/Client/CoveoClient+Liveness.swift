import HTTP
import HTTPTypes
import JSON
package import Ports

extension CoveoClient {
    /// Asks whether the platform accepts `token` (`POST /oauth/check_token`, the multipart field `token`, the same
    /// token as bearer). Tells a dead token from a missing privilege, which both answer 401 elsewhere.
    ///
    /// A text that can't be a token (RFC 6750 section 2.1: visible ASCII) is dead without a request.
    package func liveness(of token: Redacted<String>) async throws -> Liveness {
        let value = token.reveal()
        guard !value.isEmpty, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return .dead }
        var boundary = "coveo-token"
        while value.contains(boundary) { boundary += "-" }
        let fields: HTTPFields = [
            .accept: "application/json", .contentType: "multipart/form-data; boundary=\(boundary)",
            .authorization: "Bearer \(value)",
        ]
        let form =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(value)\r\n--\(boundary)--\r\n"
        let request = OutgoingRequest(
            address.platform.appending(["oauth", "check_token"]).head(.post, fields: fields), body: Array(form.utf8))
        return try liveness(try await answer(to: request))
    }

    private func liveness(_ response: ReceivedResponse) throws -> Liveness {
        guard let failure = failure(of: response, to: .checkToken) else {
            // Whatever the parser found: a success without an object proves nothing about a token.
            guard !response.isPage, let body = try? JSONValue(parsing: response.body), body.object != nil else {
                throw PlatformFailure.notJSON(.checkToken, contentType: response.contentType)
            }
            return body["active"]?.bool == false ? .dead : .alive(Account(body))
        }
        switch failure {
        case .unauthorized: return .dead
        case .invalid(let refusal) where refusal.code == "invalid_token": return .dead
        case .invalid, .notFound, .forbidden: return .unknown
        default: throw failure
        }
    }
}
