import HTTPTypes
package import Ports

/// Says each request in one line: method, address, status or failure, milliseconds. Header fields and bodies are never
/// shown, and of the query only the values of parameters that are known to be no secrets.
package struct LoggingTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let clock: any Clock
    private let sink: @Sendable (String) -> Void

    /// - Parameter sink: gets the line, without line end, fit for a terminal.
    package init(_ base: any HTTPTransport, clock: any Clock, sink: @escaping @Sendable (String) -> Void) {
        self.base = base
        self.clock = clock
        self.sink = sink
    }

    package func send(_ request: OutgoingRequest) async throws -> ReceivedResponse {
        let start = clock.uptime
        do {
            let response = try await base.send(request)
            log(request, String(response.head.status.code), since: start)
            return response
        } catch {
            log(request, (error as? TransportFailure).map(Self.name) ?? "failed", since: start)
            throw error
        }
    }

    private func log(_ request: OutgoingRequest, _ outcome: String, since start: Duration) {
        let milliseconds = Int((clock.uptime - start) / .milliseconds(1))
        let address = LoggedAddress(request.head).text
        sink(Visible("\(request.head.method.rawValue) \(address): \(outcome), \(milliseconds) ms").text)
    }

    private static func name(_ failure: TransportFailure) -> String {
        switch failure {
        case .unknownHost: "unknown host"
        case .unreachable: "unreachable"
        case .fewDescriptors: "no file can be opened for it"
        case .certificate: "certificate refused"
        case .insecure: "TLS failed"
        case .wrongScheme(_, let speaksTLS): speaksTLS ? "TLS wanted" : "no TLS"
        case .cut: "connection cut"
        case .timedOut: "timed out"
        case .tooLarge: "answer too large"
        case .malformed: "no HTTP"
        case .proxy: "proxy failed"
        case .cancelled: "cancelled"
        }
    }
}
