import Glibc
import HTTPTypes
import Ports
import Synchronization
import Testing

@testable import Adapters

/// The contract of `HTTPTransport`, against servers that speak bytes.
@Suite("an HTTP transport", .timeLimit(.minutes(5)))
struct HTTPTransportTests {
    private func transport(_ timeout: Duration = .seconds(20), _ environment: [String: String] = [:])
        -> any HTTPTransport
    {
        AsyncHTTPTransport(timeout: timeout, environment: Environment(environment))
    }

    private func request(
        _ server: RawServer, _ method: HTTPRequest.Method = .get, path: String = "/", fields: HTTPFields = [:],
        body: String = "", limit: Int = 1 << 20
    ) -> OutgoingRequest {
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "127.0.0.1:\(server.port)", path: path, headerFields: fields)
        return OutgoingRequest(head, body: Array(body.utf8), responseLimit: limit)
    }

    private func failure(_ transport: any HTTPTransport, _ request: OutgoingRequest) async -> TransportFailure? {
        await #expect(throws: TransportFailure.self) { try await transport.send(request) }
    }

    /// A server that answers every request with the same bytes, then closes.
    private func answering(_ answer: String) throws -> RawServer {
        try RawServer { connection, _ in
            _ = connection.read()
            connection.send(answer)
        }
    }

    @Test("status, fields and the whole body arrive")
    func answer() async throws {
        let server = try answering("HTTP/1.1 403 No\r\nX-Request-ID: 7\r\nContent-Length: 5\r\n\r\nhello")
        let response = try await transport().send(request(server))
        #expect(response.head.status.code == 403)
        #expect(response.head.headerFields[try #require(.init("x-request-id"))] == "7")
        #expect(response.body == Array("hello".utf8))
    }

    @Test("a chunked body, and one that the connection's end ends, arrive whole")
    func framing() async throws {
        let chunked = try answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        #expect(try await transport().send(request(chunked)).body == Array("abcde".utf8))
        let open = try answering("HTTP/1.1 200 OK\r\n\r\nuntil the end")
        #expect(try await transport().send(request(open)).body == Array("until the end".utf8))
    }

    @Test("the request is sent as it was made, with its length, and asks for no compression")
    func sent() async throws {
        let server = try RawServer { connection, _ in
            let head = connection.read()
            let body = connection.read(until: "}")
            let echo = head + body
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(echo.utf8.count)\r\n\r\n\(echo)")
        }
        let path = "/rest/a%2Fb%20c/sources?x=%26&y=1"
        let made = request(server, .post, path: path, fields: [.contentType: "application/json"], body: "{\"a\":1}")
        let echo = String(decoding: try await transport().send(made).body, as: UTF8.self)
        #expect(echo.hasPrefix("POST \(path) HTTP/1.1\r\n"))
        #expect(echo.lowercased().contains("content-length: 7\r\n"))
        #expect(echo.lowercased().contains("content-type: application/json\r\n"))
        #expect(echo.lowercased().contains("host: 127.0.0.1:\(server.port)\r\n"))
        #expect(!echo.lowercased().contains("accept-encoding"))
        #expect(echo.hasSuffix("{\"a\":1}"))
    }

    @Test("a redirect is an answer", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let other = try answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let server = try answering(
            "HTTP/1.1 \(status) Go\r\nLocation: http://127.0.0.1:\(other.port)/\r\nContent-Length: 0\r\n\r\n")
        #expect(try await transport().send(request(server)).head.status.code == status)
        #expect(other.connections == 0)
    }

    @Test("nobody listening is unreachable")
    func refused() async throws {
        let closed = try RawServer.ClosedPort()
        for host in ["127.0.0.1:\(closed.port)", "localhost:\(closed.port)"] {
            let head = HTTPRequest(method: .get, scheme: "http", authority: host, path: "/")
            #expect(await failure(transport(), OutgoingRequest(head)) == .unreachable(host: host))
        }
        withExtendedLifetime(closed) {}
    }

    @Test("a name that does not exist is an unknown host")
    func unknownHost() async throws {
        let head = HTTPRequest(method: .get, scheme: "https", authority: "no-such-host.invalid", path: "/")
        #expect(await failure(transport(), OutgoingRequest(head)) == .unknownHost(host: "no-such-host.invalid"))
    }

    @Test(
        "a connection that ends before the answer is complete is cut",
        arguments: [
            "", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        ])
    func cut(answer: String) async throws {
        let closing = try answering(answer)
        #expect(await failure(transport(), request(closing)) == .cut(host: "127.0.0.1:\(closing.port)"))
        let resetting = try RawServer { connection, _ in
            _ = connection.read()
            connection.send(answer)
            connection.reset()
        }
        #expect(await failure(transport(), request(resetting)) == .cut(host: "127.0.0.1:\(resetting.port)"))
    }

    @Test("a POST whose connection is cut is sent once", arguments: [1, 2])
    func sentOnce(earlierRequests: Int) async throws {
        let posts = Mutex(0)
        // On a busy machine the connection may have idled too long, and the POST goes over another one.
        let server = try RawServer { connection, _ in
            while true {
                let request = connection.read()
                if request.hasPrefix("POST") { posts.withLock { $0 += 1 } }
                guard request.hasPrefix("GET") else { return }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        let transport = transport()
        for _ in 0..<earlierRequests { _ = try await transport.send(request(server)) }
        #expect(
            await failure(transport, request(server, .post, body: "{}")) == .cut(host: "127.0.0.1:\(server.port)"))
        #expect(posts.withLock { $0 } == 1)
    }

    @Test(
        "an answer that drips is over when the time is, wherever it stopped",
        arguments: ["", "HTTP/1.1 200 OK\r\n\r\n"])
    func drip(beginning: String) async throws {
        let server = try RawServer { connection, _ in
            _ = connection.read()
            connection.send(beginning)
            while connection.send(beginning.isEmpty ? "" : "x") { usleep(20_000) }
        }
        let limit = Duration.milliseconds(300)
        #expect(
            await failure(transport(limit), request(server))
                == .timedOut(host: "127.0.0.1:\(server.port)", after: limit))
    }

    @Test(
        "a body beyond the limit is refused, announced or not",
        arguments: ["Content-Length: 101\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n65\r\n", "\r\n"])
    func tooLarge(head: String) async throws {
        let server = try answering("HTTP/1.1 200 OK\r\n\(head)\(String(repeating: "x", count: 101))\r\n0\r\n\r\n")
        #expect(
            await failure(transport(), request(server, limit: 100))
                == .tooLarge(host: "127.0.0.1:\(server.port)", limit: 100))
    }

    @Test("a body of exactly the limit is taken")
    func limit() async throws {
        let server = try answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")
        #expect(try await transport().send(request(server, limit: 3)).body.count == 3)
    }

    @Test(
        "what is no HTTP is malformed",
        arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"])
    func malformed(answer: String) async throws {
        let server = try answering(answer)
        #expect(await failure(transport(), request(server)) == .malformed(host: "127.0.0.1:\(server.port)"))
    }

    @Test("a cancelled task gets its answer at once")
    func cancelled() async throws {
        let (arrived, arrival) = AsyncStream<Void>.makeStream()
        let server = try RawServer { connection, _ in
            _ = connection.read()
            arrival.yield()
            _ = connection.read(until: "never")
        }
        let transport = transport()
        let request = request(server)
        let task = Task { try await transport.send(request) }
        for await _ in arrived { break }
        task.cancel()
        await #expect(throws: TransportFailure.cancelled) { try await task.value }
        await #expect(throws: TransportFailure.cancelled) {
            try await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await transport.send(request)
            }.value
        }
    }

    @Test("many requests at once share one transport")
    func concurrent() async throws {
        let server = try answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
        let transport = transport()
        let request = request(server)
        let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<50 { group.addTask { try await transport.send(request).body } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(bodies.count == 50 && bodies.allSatisfy { $0 == Array("ok".utf8) })
    }
}
