import Foundation
import Ports
import Synchronization
import Testing

@testable import Adapters

@Suite("the loopback receiver", .timeLimit(.minutes(5)))
struct LoopbackReceiverTests {
    /// Answers 200 to `/?code=1`, 404 to anything else, and notes each request.
    private final class Judge: Sendable {
        private let seen = Mutex<[String]>([])

        var requests: [String] { seen.withLock { $0 } }

        func answer(_ request: RedirectRequest) -> RedirectAnswer {
            seen.withLock { $0.append("\(request.method) \(request.target) \(request.host)") }
            return RedirectAnswer(
                status: request.target == "/?code=1" ? 200 : 404, fields: [.init("X-Page", "yes")], body: "pâge")
        }
    }

    private func listen(_ judge: Judge, on ports: [UInt16] = [0]) async throws -> any RedirectListener {
        try await LoopbackReceiver().listen(on: ports, answer: { judge.answer($0) })
    }

    private func exchange(_ listener: any RedirectListener, _ text: String) async throws -> String {
        let client = try RawClient(port: listener.port)
        client.send(text)
        return await client.answer()
    }

    @Test("a request is handed over and answered, whole, and the connection closed")
    func answered() async throws {
        let judge = Judge()
        let listener = try await listen(judge)
        let answer = try await exchange(listener, "GET /?code=1 HTTP/1.1\r\nHost: 127.0.0.1:\(listener.port)\r\n\r\n")
        #expect(
            answer
                == "HTTP/1.1 200 OK\r\nX-Page: yes\r\nContent-Length: 5\r\nConnection: close\r\n\r\npâge")
        #expect(judge.requests == ["GET /?code=1 127.0.0.1:\(listener.port)"])
        await listener.close()
    }

    @Test("it listens on 127.0.0.1 alone: at another address of this machine nobody answers")
    func address() async throws {
        let listener = try await listen(Judge())
        _ = try RawClient(port: listener.port)
        #expect(throws: POSIXError.self) { try RawClient(port: listener.port, host: 0x7F00_0002) }
        await listener.close()
    }

    @Test(
        "requests of every kind are handed over as sent",
        arguments: [
            ("GET / HTTP/1.0\r\n\r\n", "GET / "),
            ("GET / HTTP/1.1\nHost: a\n\n", "GET / a"),
            ("\r\nPOST /x HTTP/1.1\r\nhost:\t b \r\nContent-Length: 3\r\n\r\nabc", "POST /x b"),
            ("OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n", "OPTIONS * "),
            ("GET http://evil/?a HTTP/1.1\r\nHost: c\r\nX: \u{e9}\r\n\r\n", "GET http://evil/?a c"),
        ])
    func handedOver(text: String, expected: String) async throws {
        let judge = Judge()
        let listener = try await listen(judge)
        #expect(try await exchange(listener, text).hasPrefix("HTTP/1.1 404 Not Found\r\n"))
        #expect(judge.requests == [expected])
        await listener.close()
    }

    @Test(
        "what is no request is refused without being handed over",
        arguments: [
            ("\u{16}\u{3}\u{1}", 400), ("GET /\r\n", 400), ("GET  / HTTP/1.1\r\n", 400), ("hello\r\n", 400),
            ("GET /?code=1\r&x HTTP/1.1\r\n", 400), ("GET /?code=1 HTTP/1.1\r\r\n", 400),
            ("PRI * HTTP/2.0\r\n", 505), ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nno colon\r\n", 400), ("GET / HTTP/1.1\r\nA: b\r\n folded\r\n", 400),
            ("GET /" + String(repeating: "x", count: 17 << 10), 414),
            ("GET / HTTP/1.1\r\nA: " + String(repeating: "x", count: 65 << 10), 431),
        ])
    func refused(text: String, status: Int) async throws {
        let judge = Judge()
        let listener = try await listen(judge)
        #expect(try await exchange(listener, text).hasPrefix("HTTP/1.1 \(status) "))
        #expect(judge.requests.isEmpty)
        await listener.close()
    }

    @Test("silent, slow, half and broken clients hold up nobody")
    func stray() async throws {
        let judge = Judge()
        let listener = try await listen(judge)
        var strays: [RawClient] = []
        for index in 0..<60 {
            let client = try RawClient(port: listener.port)
            if index % 3 == 1 { client.send("GET /?code=1 HTTP/1.1\r\nHost: ") }
            if index % 3 == 2 { client.reset() } else { strays.append(client) }
        }
        #expect(try await exchange(listener, "GET /?code=1 HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        #expect(judge.requests.count == 1)
        await listener.close()
        // Closing ends what waits for a request.
        for client in strays { #expect(await client.answer().isEmpty) }
    }

    @Test("of many open connections the oldest goes for a new one, and whoever sends a request is answered")
    func crowd() async throws {
        let judge = Judge()
        let listener = try await listen(judge)
        let crowd = try (0..<200).map { _ in try RawClient(port: listener.port) }
        #expect(try await exchange(listener, "GET /?code=1 HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        for client in crowd[..<100] { #expect(await client.answer().isEmpty) }
        #expect(judge.requests.count == 1)
        await listener.close()
    }

    @Test("a client that does not finish its request is dropped after five seconds")
    func slow() async throws {
        let listener = try await listen(Judge())
        #expect(try await exchange(listener, "GET / HTTP/1.1\r\n").isEmpty)
        await listener.close()
    }

    @Test("an answer under way is delivered before the listener is closed")
    func flushed() async throws {
        let (called, calls) = AsyncStream<Void>.makeStream()
        let page = String(repeating: "x", count: 1 << 20)
        let listener = try await LoopbackReceiver().listen(on: [0]) { _ in
            calls.yield()
            return RedirectAnswer(status: 200, fields: [], body: page)
        }
        let client = try RawClient(port: listener.port)
        client.send("GET / HTTP/1.1\r\n\r\n")
        for await _ in called { break }
        async let answer = client.answer()
        await listener.close()
        #expect(await answer.hasSuffix(page))
        #expect(throws: (any Error).self) { try RawClient(port: listener.port) }
    }

    @Test("a port in use is passed over, and taken again once it is free")
    func nextPort() async throws {
        let taken = try RawServer { _, _ in }
        let free = try RawServer.freePort()
        let listener = try await listen(Judge(), on: [taken.port, free])
        #expect(listener.port == free)
        _ = try await exchange(listener, "GET / HTTP/1.1\r\n\r\n")
        await listener.close()
        let again = try await listen(Judge(), on: [free])
        #expect(again.port == free)
        await again.close()
    }

    @Test("ports that are all taken are named with their holder")
    func allTaken() async throws {
        let one = try RawServer { _, _ in }
        let two = try await listen(Judge())
        let failure = await #expect(throws: RedirectFailure.self) {
            _ = try await listen(Judge(), on: [one.port, two.port])
        }
        guard case .portsTaken(let ports, let holders) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(ports == [one.port, two.port])
        let own = try #require(holders[one.port])
        #expect(own.hasSuffix(" (pid \(ProcessID.own))"))
        #expect(holders[two.port] == own)
        await two.close()
    }

    @Test("two listeners never share a port")
    func exclusive() async throws {
        let first = try await listen(Judge())
        await #expect(throws: RedirectFailure.self) { _ = try await listen(Judge(), on: [first.port]) }
        await first.close()
    }
}
