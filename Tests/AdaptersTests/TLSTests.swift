import Foundation
import HTTPTypes
import Ports
import Support
import Testing

@testable import Adapters

@Suite("TLS", .timeLimit(.minutes(5)))
struct TLSTests {
    /// A server with a certificate of its own authority, by OpenSSL's command.
    private final class Server: Sendable {
        let folder = TemporaryFolder()
        let port: UInt16
        private let process: PtyProcess

        var certificate: String { folder.path("certificate.pem") }

        init(name: String) async throws {
            let arguments =
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test "
                + "-addext subjectAltName=\(name) -keyout \(folder.path("key.pem")) "
                + "-out \(folder.path("certificate.pem"))"
            let made = try await ChildProcess("/usr/bin/openssl", arguments.split(separator: " ").map(String.init))
                .run()
            try #require(made.end == .exited(0), "\(made.errors)")
            process = try PtyProcess(
                "/usr/bin/openssl",
                [
                    "s_server", "-www", "-accept", "127.0.0.1:0", "-cert", folder.path("certificate.pem"), "-key",
                    folder.path("key.pem"),
                ], environment: [:])
            try await process.expect("ACCEPT 127.0.0.1:")
            let number = try await process.expect("\r\n").trimmingCharacters(in: .whitespacesAndNewlines)
            port = try #require(UInt16(number))
        }

        deinit {
            process.signal(SIGKILL)
        }
    }

    private func send(_ port: UInt16, _ environment: [String: String]) async throws -> ReceivedResponse {
        let transport = AsyncHTTPTransport(timeout: .seconds(20), environment: Environment(environment))
        return try await transport.send(
            OutgoingRequest(HTTPRequest(method: .get, scheme: "https", authority: "127.0.0.1:\(port)", path: "/")))
    }

    private func problem(_ port: UInt16, _ environment: [String: String]) async -> CertificateProblem? {
        let failure = await #expect(throws: TransportFailure.self) { try await send(port, environment) }
        guard case .certificate("127.0.0.1:\(port)", let problem) = failure else {
            Issue.record("\(String(describing: failure))")
            return nil
        }
        return problem
    }

    private func refusal(_ port: UInt16, _ environment: [String: String]) async -> String? {
        let failure = await #expect(throws: TransportFailure.self) { try await send(port, environment) }
        guard case .insecure("127.0.0.1:\(port)", let reason) = failure else {
            Issue.record("\(String(describing: failure))")
            return nil
        }
        return reason
    }

    @Test("a certificate of an unknown authority is refused, and taken where SSL_CERT_FILE names it")
    func authority() async throws {
        let server = try await Server(name: "IP:127.0.0.1")
        #expect(await problem(server.port, [:]) == .selfSigned)
        #expect(try await send(server.port, ["SSL_CERT_FILE": server.certificate]).head.status.code == 200)
        let other = try await Server(name: "IP:127.0.0.1")
        #expect(await problem(server.port, ["SSL_CERT_FILE": other.certificate]) == .selfSigned)
    }

    @Test("SSL_CERT_DIR names hashed folders")
    func folders() async throws {
        let server = try await Server(name: "IP:127.0.0.1")
        let folder = TemporaryFolder()
        let hashed = try await ChildProcess(
            "/usr/bin/openssl", ["x509", "-noout", "-subject_hash", "-in", server.certificate]
        ).run()
        let hash = hashed.output.trimmingCharacters(in: .newlines)
        try FileManager.default.copyItem(atPath: server.certificate, toPath: folder.path("\(hash).0"))
        let list = "\(server.folder.path("")):\(folder.path(""))"
        #expect(try await send(server.port, ["SSL_CERT_DIR": list]).head.status.code == 200)
        #expect(await problem(server.port, ["SSL_CERT_DIR": server.folder.path("")]) == .selfSigned)
    }

    @Test("a server that only the system's bundle knows is reached, and its requests arrive once")
    func bundle() async throws {
        let server = try await Server(name: "IP:127.0.0.1")
        let folder = TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path("002c0b4f.0")))
        let trust = TrustRoots(
            Environment(["SSL_CERT_FILE": server.certificate]), system: folder.path(""), bundle: server.certificate)
        let transport = AsyncHTTPTransport(timeout: .seconds(20), proxies: ProxyRules(Environment([:])), trust: trust)
        let request = OutgoingRequest(
            HTTPRequest(method: .get, scheme: "https", authority: "127.0.0.1:\(server.port)", path: "/"))
        #expect(trust.hasMore)
        for _ in 0..<2 { #expect(try await transport.send(request).head.status.code == 200) }
    }

    @Test("a certificate for another host is refused")
    func anotherHost() async throws {
        let server = try await Server(name: "DNS:example.com")
        #expect(
            await problem(server.port, ["SSL_CERT_FILE": server.certificate]) == .otherHost(names: ["example.com"]))
    }

    @Test("trusted certificates that can't be read are named")
    func unreadable() async throws {
        let server = try RawServer { _, _ in }
        #expect(
            await refusal(server.port, ["SSL_CERT_FILE": "/nowhere/roots.pem"])
                == "SSL_CERT_FILE names /nowhere/roots.pem, which can't be read")
        let folder = TemporaryFolder()
        try Data("no certificate".utf8).write(to: URL(fileURLWithPath: folder.path("roots.pem")))
        #expect(
            await refusal(server.port, ["SSL_CERT_FILE": folder.path("roots.pem")])
                == "the trusted certificates can't be read")
    }

    @Test("a server without TLS, and one that hangs up in the handshake, are insecure")
    func noTLS() async throws {
        let plain = try RawServer { connection, _ in
            connection.send("HTTP/1.1 400 No\r\n\r\n")
            _ = connection.read(until: "never")
        }
        let address = "127.0.0.1:\(plain.port)"
        #expect(await failure("https", plain.port) == .wrongScheme(host: address, speaksTLS: false))
        let silent = try RawServer { connection, _ in
            connection.finish()
            _ = connection.read(until: "never")
        }
        #expect(await refusal(silent.port, [:]) != nil)
    }

    @Test("a server that speaks TLS is told from one that hangs up on plain HTTP, and is asked for once only")
    func plainHTTP() async throws {
        let server = try await Server(name: "IP:127.0.0.1")
        #expect(
            await failure("http", server.port) == .wrongScheme(host: "127.0.0.1:\(server.port)", speaksTLS: true))
        let rude = try RawServer { connection, _ in _ = connection.read() }
        #expect(await failure("http", rude.port) == .cut(host: "127.0.0.1:\(rude.port)"))
        // Of one that has answered plain HTTP there is no doubt, and no other connection is made.
        let known = try RawServer { connection, index in
            _ = connection.read()
            if index == 0 { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n") }
        }
        let transport = AsyncHTTPTransport(timeout: .seconds(20), environment: Environment([:]))
        #expect(try await transport.send(Self.request("http", known.port)).head.status.code == 200)
        await #expect(throws: TransportFailure.cut(host: "127.0.0.1:\(known.port)")) {
            try await transport.send(Self.request("http", known.port))
        }
        #expect(known.connections == 2)
    }

    private static func request(_ scheme: String, _ port: some BinaryInteger) -> OutgoingRequest {
        OutgoingRequest(HTTPRequest(method: .get, scheme: scheme, authority: "127.0.0.1:\(port)", path: "/"))
    }

    private func failure(_ scheme: String, _ port: some BinaryInteger) async -> TransportFailure? {
        let transport = AsyncHTTPTransport(timeout: .seconds(20), environment: Environment([:]))
        return await #expect(throws: TransportFailure.self) {
            try await transport.send(Self.request(scheme, port))
        }
    }

    @Test("the hashed folder is asked first, and the bundle only about what it doesn't know")
    func order() throws {
        let folder = TemporaryFolder()
        let system = folder.path("")
        func roots(_ environment: [String: String]) -> TrustRoots {
            TrustRoots(Environment(environment), system: system, bundle: "/bundle")
        }
        #expect(roots([:]).quick.paths.isEmpty && !roots([:]).hasMore)
        try Data().write(to: URL(fileURLWithPath: folder.path("002c0b4f.0")))
        #expect(roots([:]).quick.paths.map(\.path) == [system])
        #expect(roots([:]).all.paths.isEmpty)
        #expect(roots(["SSL_CERT_FILE": "/bundle"]).quick.paths.map(\.path) == [system])
        #expect(roots(["SSL_CERT_FILE": "/bundle"]).all.paths.map(\.path) == ["/bundle", system])
        #expect(roots(["SSL_CERT_FILE": "/own"]).quick.paths.map(\.path) == ["/own", system])
        #expect(!roots(["SSL_CERT_FILE": "/own"]).hasMore)
        #expect(
            roots(["SSL_CERT_FILE": "/bundle", "SSL_CERT_DIR": "/d"]).quick.paths.map(\.path) == ["/bundle", "/d"])
        #expect(roots(["SSL_CERT_DIR": "/a:/b"]).quick.paths.map(\.path) == ["/a", "/b"])
        #expect(!roots(["SSL_CERT_DIR": "/a:/b"]).hasMore)
    }
}
