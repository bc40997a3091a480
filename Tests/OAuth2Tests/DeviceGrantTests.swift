import Foundation
import HTTP
import HTTPTypes
import OAuth2
import Ports
import Support
import Synchronization
import Testing

@Suite("Login on another device", .timeLimit(.minutes(1)))
struct DeviceGrantTests {
    private static let authorization = ReceivedResponse.json(
        """
        {"device_code":"d+1","user_code":"WDJB-MJHT","verification_uri":"https://as.example/device","expires_in":600,\
        "interval":5}
        """)
    private static let tokens = ReceivedResponse.json(#"{"access_token":"t-1","expires_in":60}"#)

    private static func error(_ code: String) -> Result<ReceivedResponse, TransportFailure> {
        .success(.json(#"{"error":"\#(code)"}"#, status: 400))
    }

    /// A login with these answers after the first one, and what came of it.
    private final class Device: Sendable {
        let transport: ScriptedTransport
        let clock = TestClock()
        private let told = Mutex<[DeviceEvent]>([])

        init(
            _ first: ReceivedResponse = authorization, _ answers: [Result<ReceivedResponse, TransportFailure>]
        ) {
            transport = ScriptedTransport([.success(first)] + answers)
        }

        var events: [DeviceEvent] { told.withLock { $0 } }

        func run(
            timeout: Duration = .seconds(300), clock other: (any Clock)? = nil,
            tokenEndpoint: String = "https://as.example/token",
            react: @escaping @Sendable (DeviceEvent) -> Void = { _ in }
        ) async throws -> TokenSet {
            let clock = other ?? clock
            let grant = DeviceGrant(
                deviceEndpoint: try WebAddress("https://as.example/device-authorization"),
                tokenEndpoint: TokenEndpoint(
                    address: try WebAddress(tokenEndpoint), client: OAuthClient(id: "own", authentication: .none),
                    transport: transport, clock: clock),
                scopes: ["full"], timeout: timeout, clock: clock, transport: transport
            ) { [self] event in
                told.withLock { $0.append(event) }
                react(event)
            }
            return try await grant.run()
        }
    }

    @Test("the person is told first, then asked after at the server's pace, until there are tokens")
    func whole() async throws {
        let device = Device(
            Self.authorization,
            [
                Self.error("authorization_pending"), Self.error("slow_down"), Self.error("authorization_pending"),
                .success(Self.tokens),
            ])
        let tokens = try await device.run()
        #expect(tokens.accessToken == Redacted("t-1"))
        #expect(tokens.expiresAt == TestClock().now + 5 + 5 + 10 + 10 + 60)
        #expect(device.clock.sleeps == [.seconds(5), .seconds(5), .seconds(10), .seconds(10)])
        let prompt = DeviceEvent.prompt(
            DeviceAuthorization(
                deviceCode: Redacted("d+1"), userCode: "WDJB-MJHT", verificationURI: "https://as.example/device",
                lifetime: .seconds(600)), deadline: .seconds(300))
        #expect(device.events == [prompt, .slowedDown(interval: .seconds(10))])
    }

    @Test("the requests are the RFC's, and a poll is not sent twice")
    func requests() async throws {
        let device = Device(Self.authorization, [.success(Self.tokens)])
        _ = try await device.run()
        let requests = device.transport.requests
        #expect(requests.map(\.head.path) == ["/device-authorization", "/token"])
        #expect(
            requests.map { String(decoding: $0.body, as: UTF8.self) } == [
                "scope=full&client_id=own",
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d%2B1&client_id=own",
            ])
        #expect(requests.map(\.repeatable) == [true, false])
    }

    @Test("a lost connection, a failing server and a time-out in the middle don't end it")
    func troubles() async throws {
        let device = Device(
            Self.authorization,
            [
                .failure(.cut(host: "as.example")), .success(.plain("", status: 503)),
                Self.error("authorization_pending"),
                .failure(.timedOut(host: "as.example", after: .seconds(30))),
                .failure(.unreachable(host: "as.example")),
                .success(Self.tokens),
            ])
        _ = try await device.run()
        #expect(device.clock.sleeps == [5, 10, 20, 5, 10, 20].map { .seconds($0) })
        #expect(
            Array(device.events.dropFirst()) == [
                .retrying(.connectionLost, after: .seconds(10)),
                .retrying(.serverError(status: 503), after: .seconds(20)),
                .retrying(.timedOut, after: .seconds(10)), .retrying(.connectionLost, after: .seconds(20)),
            ])
    }

    @Test("Retry-After is waited for, as seconds and as a date")
    func retryAfter() async throws {
        let device = Device(
            Self.authorization,
            [
                .success(.plain("", status: 429, fields: [.retryAfter: "60"])),
                // At 03:05:10 by then.
                .success(.plain("", status: 503, fields: [.retryAfter: "Fri, 02 Jan 2026 03:05:50 GMT"])),
                .success(Self.tokens),
            ])
        _ = try await device.run()
        #expect(device.clock.sleeps == [5, 60, 40].map { .seconds($0) })
    }

    @Test("a token endpoint elsewhere that can't be found ends it at once")
    func wrongTokenEndpoint() async {
        let device = Device(Self.authorization, [.failure(.unknownHost(host: "tokens.example"))])
        await #expect(throws: TransportFailure.unknownHost(host: "tokens.example")) {
            try await device.run(tokenEndpoint: "https://tokens.example/")
        }
    }

    @Test("a refusal and an expired code are told as what they are, each at once")
    func ends() async {
        let refused = Device(
            Self.authorization,
            [
                .success(.json(#"{"error":"access_denied","error_description":"no"}"#, status: 403))
            ])
        await #expect(
            throws: OAuth2Failure.deviceRefused(OAuthError(code: "access_denied", description: "no"))
        ) { try await refused.run() }
        let expired = Device(Self.authorization, [Self.error("expired_token")])
        await #expect(throws: OAuth2Failure.deviceCodeExpired) { try await expired.run() }
        #expect(expired.clock.uptime == .seconds(5))
    }

    @Test("nobody answers: it ends at the deadline by the monotonic clock, whatever the wall clock does")
    func nobody() async {
        let clock = TestClock()
        let transport = [Result<ReceivedResponse, TransportFailure>](
            repeating: Self.error("authorization_pending"), count: 100)
        let device = Device(Self.authorization, transport)
        await #expect(throws: OAuth2Failure.timedOut(after: .seconds(42))) {
            try await device.run(timeout: .seconds(42), clock: clock) { _ in
                clock.setWallClock(Date(timeIntervalSince1970: 0))
            }
        }
        #expect(clock.uptime == .seconds(42))
        #expect(device.transport.requests.count == 1 + 9, "the last one at the deadline")
    }

    @Test("a code that lives shorter than the login may take ends it as expired")
    func shortLife() async {
        let first = ReceivedResponse.json(
            #"{"device_code":"d","user_code":"U","verification_uri":"https://a.example/","expires_in":"12"}"#)
        let device = Device(first, [Self.error("authorization_pending"), Self.error("authorization_pending")])
        await #expect(throws: OAuth2Failure.deviceCodeExpired) { try await device.run() }
        #expect(device.clock.uptime == .seconds(12))
        guard case .prompt(_, let deadline) = device.events.first else {
            Issue.record("not told")
            return
        }
        #expect(deadline == .seconds(12))
    }

    @Test("without a device authorization nobody is told anything")
    func noAuthorization() async {
        let device = Device(.json(#"{"error":"invalid_scope"}"#, status: 400), [])
        await #expect(throws: OAuth2Failure.tokenRefused(status: 400, OAuthError(code: "invalid_scope"))) {
            try await device.run()
        }
        #expect(device.events.isEmpty && device.clock.sleeps.isEmpty)
    }

    @Test("a cancelled login ends at once, without another request")
    func cancelled() async {
        let device = Device(Self.authorization, [])
        let (prompts, prompt) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await device.run(clock: PausedClock()) { _ in prompt.finish() }
        }
        for await _ in prompts {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(device.transport.requests.count == 1)
    }
}
