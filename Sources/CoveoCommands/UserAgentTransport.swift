import HTTPTypes
import Ports

/// Says on every request which program sends it.
struct UserAgentTransport: HTTPTransport {
    let base: any HTTPTransport

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        var request = request
        request.head.headerFields[.userAgent] = Version.userAgent
        return try await base.send(request)
    }
}
