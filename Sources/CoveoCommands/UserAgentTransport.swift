import HTTPTypes
import Ports

/// Says on every request which program sends it, and that it takes no compression: without a word about that, any would
/// be acceptable (RFC 9110, section 12.5.3).
struct UserAgentTransport: HTTPTransport {
    let base: any HTTPTransport

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        var request = request
        request.head.headerFields[.userAgent] = Version.userAgent
        request.head.headerFields[.acceptEncoding] = "identity"
        return try await base.send(request)
    }
}
