import HTTP
import HTTPTypes
import OAuth2
import Ports

/// Finds out whether the servers of a login can be reached from here, before a person signs in: what is down, unknown or
/// not trusted is told at once, and not after all the person's work.
struct LoginReach: Sendable {
    /// Without tokens and without retries.
    let transport: any HTTPTransport
    /// Where the tokens will be proven.
    let platform: WebAddress

    /// Asks for the head of each server's first page, which holds nothing of the login; any answer will do. Servers that
    /// were asked already, or are asked next, are left out.
    ///
    /// - Parameter next: the endpoint that is asked right after this.
    ///
    /// Throws `TransportFailure`.
    func prove(_ server: LoginServer, asking next: WebAddress? = nil) async throws {
        var reached = Set([next, server.askedIssuer].compactMap { $0?.origin })
        for address in [server.tokenEndpoint, platform] where reached.insert(address.origin).inserted {
            try await prove(address.origin)
        }
    }

    private func prove(_ origin: Origin) async throws {
        let head = HTTPRequest(method: .head, scheme: origin.scheme, authority: origin.authority, path: "/")
        do {
            _ = try await transport.send(OutgoingRequest(head))
        } catch let failure as TransportFailure {
            switch failure {
            // It is there, and its certificate was taken: what it makes of such a request does not matter.
            case .cut, .tooLarge, .malformed: return
            case .unknownHost, .unreachable, .fewDescriptors, .certificate, .insecure, .wrongScheme, .timedOut, .proxy,
                .cancelled:
                throw failure
            }
        }
    }
}
