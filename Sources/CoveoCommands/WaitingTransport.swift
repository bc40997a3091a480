import HTTPTypes
import Ports

/// Lets the line at the terminal tell that an answer is waited for, retries and all.
struct WaitingTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let progress: Progress

    init(_ base: any HTTPTransport, progress: Progress) {
        self.base = base
        self.progress = progress
    }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        let host = Visible(request.head.authority ?? "the platform").text
        return try await progress.request(to: host) { try await base.send(request) }
    }
}
