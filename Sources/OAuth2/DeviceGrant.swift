package import HTTP
package import Ports

/// A login on another device (RFC 8628): tells the address and the user code, and polls until the person has answered.
package struct DeviceGrant: Sendable {
    private let deviceEndpoint: DeviceEndpoint
    private let tokenEndpoint: TokenEndpoint
    private let scopes: [String]
    private let timeout: Duration
    private let clock: any Clock
    private let events: @Sendable (DeviceEvent) -> Void

    /// - Parameters:
    ///   - deviceEndpoint: the device authorization endpoint; the client is the token endpoint's.
    ///   - timeout: how long the person is waited for; the codes may end earlier.
    ///   - transport: without access tokens.
    ///   - events: called on any thread.
    package init(
        deviceEndpoint: WebAddress, tokenEndpoint: TokenEndpoint, scopes: [String], timeout: Duration,
        clock: any Clock, transport: any HTTPTransport, events: @escaping @Sendable (DeviceEvent) -> Void
    ) {
        self.deviceEndpoint = DeviceEndpoint(
            address: deviceEndpoint, client: tokenEndpoint.client, transport: transport, clock: clock)
        self.tokenEndpoint = tokenEndpoint
        self.scopes = scopes
        self.timeout = timeout
        self.clock = clock
        self.events = events
    }

    /// Runs the login to its tokens.
    ///
    /// Throws `OAuth2Failure`, `TransportFailure`, `CancellationError`.
    package func run() async throws -> TokenSet {
        let authorization = try await deviceEndpoint.authorize(scopes: scopes)
        var polling = DevicePolling(
            authorization, timeout: timeout, start: clock.uptime,
            isReached: deviceEndpoint.address.origin == tokenEndpoint.address.origin)
        events(.prompt(authorization, deadline: polling.deadline))
        var step = polling.begin()
        while true {
            switch step {
            case .done(let tokens): return tokens
            case .fail(let wait, let error):
                if wait > .zero { try await clock.sleep(for: wait) }
                throw error
            case .poll(let wait, let event):
                if let event { events(event) }
                try await clock.sleep(for: wait)
                let result = await poll(authorization.deviceCode)
                step = polling.step(after: result, at: clock.uptime)
            }
        }
    }

    private func poll(_ deviceCode: Redacted<String>) async -> Result<TokenSet, any Error> {
        do {
            return .success(try await tokenEndpoint.redeem(deviceCode: deviceCode))
        } catch {
            return .failure(error)
        }
    }
}
