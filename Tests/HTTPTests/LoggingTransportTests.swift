import HTTP
import HTTPTypes
import Ports
import Support
import Synchronization
import Testing

@Suite("the log of requests")
struct LoggingTransportTests {
    private let clock = TestClock()
    private let canary = "cAnArY-7f3e"

    /// Sends one request and gives what was logged.
    private func lines(_ sent: OutgoingRequest, answer: Result<ReceivedResponse, any Error>) async -> [String] {
        let lines = Mutex<[String]>([])
        let clock = clock
        let base = ScriptedTransport { _, _ in
            clock.advance(by: .milliseconds(45) + .microseconds(700))
            return try answer.get()
        }
        let transport = LoggingTransport(base, clock: clock) { line in lines.withLock { $0.append(line) } }
        let outcome = await Result { try await transport.send(sent) }
        switch (outcome, answer) {
        case (.success(let passed), .success(let given)):
            #expect(passed.head == given.head && passed.body == given.body)
        case (.failure(let passed), .failure(let given)): #expect("\(passed)" == "\(given)")
        default: Issue.record("the outcome was changed on the way: \(outcome)")
        }
        return lines.withLock { $0 }
    }

    @Test("a request is one line: method, address, status, time")
    func line() async throws {
        let sent = try request("https://platform.example/rest/sources?page=0&perPage=100&rebuild=false", method: .put)
        #expect(
            await lines(sent, answer: .success(.plain("", status: 204)))
                == ["PUT https://platform.example/rest/sources?page=0&perPage=100&rebuild=false: 204, 45 ms"])
    }

    @Test(
        "a failure is named, without its details",
        arguments: [
            (.unknownHost(host: "h"), "unknown host"), (.unreachable(host: "h"), "unreachable"),
            (.fewDescriptors(host: "h"), "no file can be opened for it"),
            (.insecure(host: "h", reason: "cAnArY"), "TLS failed"),
            (.wrongScheme(host: "cAnArY", speaksTLS: true), "TLS wanted"),
            (.wrongScheme(host: "cAnArY", speaksTLS: false), "no TLS"),
            (.certificate(host: "h", .untrusted(authority: "cAnArY")), "certificate refused"),
            (.cut(host: "h"), "connection cut"),
            (.timedOut(host: "h", after: .seconds(1)), "timed out"),
            (.tooLarge(host: "h", limit: 1), "answer too large"),
            (.malformed(host: "h"), "no HTTP"),
            (.proxy(host: "h", .refused(server: "cAnArY", status: 403)), "proxy failed"),
            (.cancelled, "cancelled"),
        ] as [(TransportFailure, String)])
    func failure(failure: TransportFailure, name: String) async throws {
        #expect(
            await lines(try request(), answer: .failure(failure)) == [
                "GET https://platform.example/rest: \(name), 45 ms"
            ])
    }

    @Test("an error of another kind is thrown on, and said to have failed")
    func otherError() async throws {
        #expect(
            await lines(try request(), answer: .failure(Unforeseen(text: canary))) == [
                "GET https://platform.example/rest: failed, 45 ms"
            ])
    }

    @Test(
        "no value of a query is shown but those known to be harmless",
        arguments: [
            "code", "state", "token", "access_token", "refresh_token", "device_code", "user_code", "client_secret",
            "code_verifier", "code_challenge", "id_token", "X-Amz-Signature", "X-Amz-Security-Token", "sig", "PAGE",
            "unheard-of",
        ])
    func query(name: String) async throws {
        let sent = try request("https://platform.example/a?page=1&\(name)=\(canary)&perPage=2&\(name)=x=\(canary)")
        #expect(
            await lines(sent, answer: .success(.plain("", status: 200)))
                == ["GET https://platform.example/a?page=1&\(name)=[redacted]&perPage=2&\(name)=[redacted]: 200, 45 ms"]
        )
    }

    @Test("header fields, bodies, user and password, and bare parameters are never shown")
    func canaryStaysHidden() async throws {
        let fields: HTTPFields = [.authorization: "Bearer \(canary)", .cookie: canary]
        let head = HTTPRequest(
            method: .post, scheme: "https", authority: "user:\(canary)@p@platform.example",
            path: "/a?\(canary)&x=\(canary)#\(canary)",
            headerFields: fields)
        let answer = ReceivedResponse(
            HTTPResponse(status: .found, headerFields: [.location: "https://x/?code=\(canary)", .setCookie: canary]),
            body: Array(canary.utf8))
        let lines = await lines(OutgoingRequest(head, body: Array(canary.utf8)), answer: .success(answer))
        #expect(lines == ["POST https://[redacted]@platform.example/a?[redacted]&x=[redacted]: 302, 45 ms"])
    }

    /// C0 controls don't get this far: `HTTPRequest` makes spaces of them.
    @Test("what could move the cursor is written out")
    func controls() async throws {
        let head = HTTPRequest(
            method: .get, scheme: "https", authority: "h\u{200F}", path: "/a\u{2028}b\u{202E}?page=\u{9B}1")
        #expect(
            await lines(OutgoingRequest(head), answer: .success(.plain("", status: 200)))
                == [#"GET https://h\u{200f}/a\u{2028}b\u{202e}?page=\u{9b}1: 200, 45 ms"#])
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
