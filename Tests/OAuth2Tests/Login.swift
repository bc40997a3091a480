import Foundation
import HTTP
import OAuth2
import Ports
import Support
import Synchronization

/// A login in a test: the grant with its doubles, and what it told.
final class Login: Sendable {
    let redirects: ScriptedRedirects
    let transport: ScriptedTransport
    private let told = Mutex<[AuthorizationEvent]>([])

    init(
        taken: Set<UInt16> = [], answers: [Result<ReceivedResponse, TransportFailure>] = [.success(Login.tokens)]
    ) {
        redirects = ScriptedRedirects(taken: taken)
        transport = ScriptedTransport(answers)
    }

    static let tokens = ReceivedResponse.json(#"{"access_token":"t-1","token_type":"bearer","expires_in":86400}"#)

    /// The events so far.
    var events: [AuthorizationEvent] { told.withLock { $0 } }

    /// The address that was told.
    var address: String? {
        for case .address(let address) in events { return address }
        return nil
    }

    /// A parameter of the address that was told.
    func parameter(_ name: String) -> String? {
        address.flatMap { URLComponents(string: $0)?.queryItems?.first { $0.name == name }?.value }
    }

    /// The state of this login.
    var state: String { parameter("state") ?? "none" }

    /// The parameters of the token request.
    var tokenRequest: [String: String] {
        let body = transport.requests.first.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
        let items = URLComponents(string: "?\(body)")?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { _, last in last }
    }

    /// Sends the redirect with a code.
    @discardableResult
    func redirect(code: String = "c-1") -> RedirectAnswer? { redirects.request("/?code=\(code)&state=\(state)") }

    /// Runs the grant. `react` is called after each event, in order.
    func run(
        ports: [UInt16] = [52296, 32111], timeout: Duration = .seconds(300), browser: (any Browser)? = nil,
        clock: any Clock = PausedClock(), issuer: IssuerExpectation = .unknown, paste: Paste? = nil,
        react: @escaping @Sendable (Login, AuthorizationEvent) -> Void = { _, _ in }
    ) async throws -> TokenSet {
        let grant = AuthorizationCodeGrant(
            authorizationEndpoint: try WebAddress("https://as.example/oauth/authorize"),
            tokenEndpoint: TokenEndpoint(
                address: try WebAddress("https://as.example/oauth/token"),
                client: OAuthClient(id: "cli", authentication: .basic(Redacted("cli"))), transport: transport,
                clock: clock),
            issuer: issuer, scopes: ["full"], ports: ports, timeout: timeout, redirects: redirects, browser: browser,
            paste: paste?.source,
            clock: clock, random: CountingRandom()
        ) { [self] event in
            told.withLock { $0.append(event) }
            react(self, event)
        }
        return try await grant.run()
    }
}

/// A person at the prompt.
struct Paste: Sendable {
    let source: AuthorizationCodeGrant.PasteSource

    init(_ source: @escaping AuthorizationCodeGrant.PasteSource) { self.source = source }

    /// Nothing is ever pasted.
    static let never = Paste {
        try await Forever.wait()
        return nil
    }
}

/// A clock that stands still: whoever sleeps on it sleeps until cancelled.
struct PausedClock: Clock {
    let now = Date(timeIntervalSince1970: 1_767_323_045)
    let uptime = Duration.zero

    func sleep(for duration: Duration) async throws { try await Forever.wait() }
}

/// A wait that only cancellation ends.
enum Forever {
    static func wait() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
        throw CancellationError()
    }
}
