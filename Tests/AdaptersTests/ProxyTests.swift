import HTTPTypes
import Ports
import Synchronization
import Testing

@testable import Adapters

@Suite("a proxy", .timeLimit(.minutes(5)))
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
                == .proxy(host: "127.0.0.1:\(server.port)", .credentialsRefused))
        let head = try #require(heads.withLock { $0.first })
        #expect(head.hasPrefix("CONNECT platform.example.test:443 HTTP/1.1\r\n"))
        // "us er:canary@"
        #expect(head.lowercased().contains("proxy-authorization: basic dxmgzxi6y2fuyxj5qa=="))
    }

    @Test("that asks who we are is told from one that does not take who we are", arguments: [401, 407])
    func credentials(status: Int) async throws {
        let server = try RawServer { connection, _ in
            _ = connection.read()
            connection.send("HTTP/1.1 \(status) Who\r\nContent-Length: 0\r\n\r\n")
        }
        let host = "127.0.0.1:\(server.port)"
        #expect(await failure(["HTTPS_PROXY": host]) == .proxy(host: host, .credentialsMissing))
        #expect(await failure(["HTTPS_PROXY": "http://u:p@\(host)"]) == .proxy(host: host, .credentialsRefused))
    }

    @Test("that answers something else than HTTP, nothing, or without end gives no status")
    func oddAnswers() async throws {
        for answer in ["HTTP/1.1 500 " + String(repeating: "x", count: 70_000), "HTTP/1.1 502 No\r\n"] {
            let server = try RawServer { connection, index in
                _ = connection.read()
                connection.send(index == 0 ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n" : answer)
            }
            let host = "127.0.0.1:\(server.port)"
            #expect(
                await failure(["HTTPS_PROXY": host])
                    == .proxy(host: host, .refused(server: "platform.example.test", status: nil)))
        }
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
                    host: "127.0.0.1:\(server.port)", .refused(server: "platform.example.test", status: 403)))
        let closed = try RawServer.ClosedPort()
        #expect(
            await failure(["HTTPS_PROXY": "http://127.0.0.1:\(closed.port)"])
                == .proxy(host: "127.0.0.1:\(closed.port)", .unreachable))
        withExtendedLifetime(closed) {}
    }

    @Test(
        "whose address is none, or of another kind, is refused without showing it",
        arguments: [
            "http://", "socks5://canary@h:1", "https://canary@h", "http://canary@h:99999", "::::canary",
            "http://user:can#ary@h:1",
            "http://user:can/ary@h:1",
        ])
    func badAddress(address: String) async {
        let failure = await failure(["HTTPS_PROXY": address])
        guard case .proxy("HTTPS_PROXY", _) = failure else {
            Issue.record("no proxy failure")
            return
        }
        #expect(!"\(failure as Any)".contains("canary"))
    }

    @Test(
        "is passed by where NO_PROXY says so",
        arguments: [
            ("*", "a.example.com"), ("example.com", "example.com"), ("example.com", "a.example.com"),
            (".example.com", "a.b.example.com"), ("*.example.com", "a.example.com"), ("x, EXAMPLE.com", "example.COM"),
            ("example.com:8443", "example.com:8443"), ("example.com:443", "example.com"), ("10.1.2.3", "10.1.2.3"),
            ("x example.com", "example.com."), ("[2001:db8::1]", "[2001:db8::1]:443"),
            ("2001:DB8:0::1", "[2001:db8::1]"), ("[2001:db8::1]:443", "[2001:db8::1]"), ("10.0.0.0/8", "10.1.2.3:8443"),
            ("10.1.2.3/32", "10.1.2.3"), ("0.0.0.0/0", "192.0.2.1"), ("2001:db8::/32", "[2001:db8:1::7]:443"),
            ("10.1.2.3:443", "10.1.2.3"),
        ])
    func exceptions(list: String, host: String) throws {
        let rules = ProxyRules(Environment(["HTTPS_PROXY": "http://p:3128", "NO_PROXY": list]))
        #expect(try rules.proxy(for: Authority(host), scheme: "https") == nil)
    }

    @Test(
        "is used where NO_PROXY names others",
        arguments: [
            ("", "example.com"), ("example.com", "notexample.com"), ("a.example.com", "example.com"),
            ("example.com:8443", "example.com"), (",", "example.com"), (".", "example.com"),
            ("2.3", "10.1.2.3"), (".1.2.3", "10.1.2.3"), ("10.0.0.0/9", "10.128.0.1"), ("10.0.0.0/33", "10.0.0.0"),
            ("10.0.0.0/-1", "10.0.0.0"), ("10.0.0.0/", "10.0.0.0"), ("/8", "10.0.0.0"),
            ("10.0.0.0/8", "ten.example.com"),
            ("0.0.0.0/0", "[2001:db8::1]"), ("::/0", "10.0.0.0"), ("10.1.2.3:8443", "10.1.2.3"),
            ("*.com.", "example.org"),
        ])
    func others(list: String, host: String) throws {
        let rules = ProxyRules(Environment(["HTTPS_PROXY": "http://p:3128", "NO_PROXY": list]))
        #expect(try rules.proxy(for: Authority(host), scheme: "https")?.authority == "p:3128")
    }

    @Test(
        "never stands between us and a loopback host", arguments: ["localhost", "127.0.0.1:80", "127.9.9.9", "[::1]:1"])
    func loopback(host: String) throws {
        let rules = ProxyRules(Environment(["HTTPS_PROXY": "http://p:3128"]))
        #expect(try rules.proxy(for: Authority(host), scheme: "https") == nil)
    }

    @Test("of the empty variable is none")
    func empty() throws {
        #expect(
            try ProxyRules(Environment(["HTTPS_PROXY": ""])).proxy(for: Authority("example.com"), scheme: "https")
                == nil)
    }
}
