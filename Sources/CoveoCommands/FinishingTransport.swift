import Ports

/// Lets a request that was sent come to its end: cancellation stops what has not been sent.
struct FinishingTransport: HTTPTransport {
    private let base: any HTTPTransport

    init(_ base: any HTTPTransport) {
        self.base = base
    }

    func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        if Task.isCancelled { throw TransportFailure.cancelled }
        // Not a child task, so that it is not cancelled with this one, which waits for it all the same.
        return try await Task { [base] in try await base.send(request) }.value
    }
}
