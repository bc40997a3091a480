import HTTPTypes
import Ports
import Synchronization
import Testing

@testable import Adapters

@Suite("a proxy", .timeLimit(.minutes(1)))
struct ProxyTests {
    private static let request = OutgoingRequest(
        HTTPRequest(method: .get, scheme: "https", authority: "platform.example.test", path: "/"))

    private func failure(_ environment: [String: String]) async -> TransportFailure? {
        let transport = AsyncHTTPTransport(timeout: .seconds(20), environment: Environment(environment))
        return await #expect(throws: TransportFailure.self) { try await transport.send(Self.request) }
    }

    @Test("is asked by CONNECT, with user and password from its address, and its refusal is told without them")
    func connect() async throws {
        let heads = Mutex<[String]>([])
        let server = try RawServer { connection, _ in
            let head = connection.read()
            heads.withLock { $0.append(head) }
            connection.send("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n")
        }
        let failure = await failure(["HTTPS_PROXY": "http://us%20er:canary%40@127.0.0.1:\(server.port)"])
        #expect(
            failure
                == .proxy(
                    host: "127.0.0.1:\(server.port)", reason: "it asks for a user and a password"))
        let head = try #require(heads.withLock { $0.first })
        #expect(head.hasPrefix("CONNECT platform.example.test:443 HTTP/1.1\r\n"))
        // "us er:canary@"
        #expect(head.lowercased().contains("proxy-authorization: basic dxmgzxi6y2fuyxj5qa=="))
    }

    @Test("that refuses, or that is not there, is told from the platform")
    func refusals() async throws {
        let server = try RawServer { connection, _ in
            _ = connection.read()
            connection.send("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
        }
        #expect(
            await failure(["https_proxy": "127.0.0.1:\(server.port)"])
                == .proxy(
                    host: "127.0.0.1:\(server.port)", reason: "it refused to connect to platform.example.test"))
        let free = try RawServer.freePort()
        #expect(
            await failure(["HTTPS_PROXY": "http://127.0.0.1:\(free)"])
                == .proxy(host: "127.0.0.1:\(free)", reason: "it can't be reached"))
    }

    @Test(
        "whose address is none, or of another kind, is refused without showing it",
        arguments: ["http://", "socks5://canary@h:1", "https://canary@h", "http://canary@h:99999", "::::canary"])
    func badAddress(address: String) async {
        guard case .proxy("HTTPS_PROXY", let reason) = await failure(["HTTPS_PROXY": address]) else {
            Issue.record("no proxy failure")
            return
        }
        #expect(!reason.contains("canary"))
    }

    @Test(
        "is passed by where NO_PROXY says so",
        arguments: [
            ("*", "a.example.com"), ("example.com", "example.com"), ("example.com", "a.example.com"),
            (".example.com", "a.b.example.com"), ("*.example.com", "a.example.com"), ("x, EXAMPLE.com", "example.COM"),
            ("example.com:8443", "example.com:8443"), ("example.com:443", "example.com"), ("10.1.2.3", "10.1.2.3"),
            ("x example.com", "example.com."), ("[2001:db8::1]", "[2001:db8::1]:443"),
        ])
    func exceptions(list: String, host: String) throws {
        let rules = ProxyRules(Environment(["HTTPS_PROXY": "http://p:3128", "NO_PROXY": list]))
        #expect(try rules.proxy(for: host, scheme: "https") == nil)
    }

    @Test(
        "is used where NO_PROXY names others",
        arguments: [
            ("", "example.com"), ("example.com", "notexample.com"), ("a.example.com", "example.com"),
            ("example.com:8443", "example.com"), (",", "example.com"), (".", "example.com"),
        ])
    func others(list: String, host: String) throws {
        let rules = ProxyRules(Environment(["HTTPS_PROXY": "http://p:3128", "NO_PROXY": list]))
        #expect(try rules.proxy(for: host, scheme: "https")?.authority == "p:3128")
    }

    @Test(
        "never stands between us and a loopback host", arguments: ["localhost", "127.0.0.1:80", "127.9.9.9", "[::1]:1"])
    func loopback(host: String) throws {
        let rules = ProxyRules(Environment(["HTTPS_PROXY": "http://p:3128"]))
        #expect(try rules.proxy(for: host, scheme: "https") == nil)
    }

    @Test("of the empty variable is none")
    func empty() throws {
        #expect(try ProxyRules(Environment(["HTTPS_PROXY": ""])).proxy(for: "example.com", scheme: "https") == nil)
    }
}
