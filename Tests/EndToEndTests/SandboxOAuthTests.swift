import Foundation
import Glibc
import JSON
import Support
import Testing

/// The sandbox's public client, as a stranger's client would use it: what our own tests lean on must be right itself.
@Suite("The sandbox's public client", .timeLimit(.minutes(20)))
struct SandboxOAuthTests {
    /// The verifier and the challenge of RFC 7636 appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let device = "urn:ietf:params:oauth:grant-type:device_code"

    /// - Parameter keepsState: in the file `state` of the folder.
    private static func with(
        keepsState: Bool = false, options more: [String] = [],
        _ body: (_ sandbox: Sandbox, _ folder: String) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "coveo-sandbox-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            // What is left in the temporary folder harms nobody.
            try? FileManager.default.removeItem(atPath: folder)
        }
        let options = (keepsState ? ["--state", folder + "/state"] : []) + more
        let sandbox = try await Sandbox.start(options, folder: folder)
        do {
            try await body(sandbox, folder)
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }

    private static func address(
        on sandbox: Sandbox, redirect: String = "http://127.0.0.1:4711/cb", method: String = "S256"
    ) -> String {
        let allowed = CharacterSet.alphanumerics
        let redirect = redirect.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        return sandbox.url + "/oauth/authorize?response_type=code&client_id=sandbox&redirect_uri=\(redirect)"
            + "&state=s1&code_challenge=\(challenge)&code_challenge_method=\(method)"
    }

    /// What an endpoint answers to a form.
    private static func post(
        _ path: String, _ form: String, to sandbox: Sandbox
    ) async throws -> (status: Int, body: JSONValue) {
        let answer = try await PlainHTTP.send("POST", path, port: sandbox.port, body: form)
        return (answer.status, try JSONValue(parsing: Array(answer.body.utf8)))
    }

    private static func renew(_ token: String, on sandbox: Sandbox) async throws -> (status: Int, body: JSONValue) {
        try await post(
            "/oauth/token", "grant_type=refresh_token&client_id=sandbox&refresh_token=\(token)", to: sandbox)
    }

    private static func exchange(_ code: String, on sandbox: Sandbox) async throws -> (status: Int, body: JSONValue) {
        try await post(
            "/oauth/token",
            "grant_type=authorization_code&client_id=sandbox&code=\(code)&code_verifier=\(verifier)"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fcb", to: sandbox)
    }

    private static func login(on sandbox: Sandbox) async throws -> (code: String, tokens: JSONValue) {
        let location = try await Person().answer(address(on: sandbox))
        #expect(Person.parameter("iss", of: location) == sandbox.url)
        #expect(Person.parameter("state", of: location) == "s1")
        let code = try #require(Person.parameter("code", of: location))
        return (code, try await exchange(code, on: sandbox).body)
    }

    /// How many bytes the token endpoint answers before the connection ends.
    private static func answerLength(_ form: String, from sandbox: Sandbox) async throws -> Int {
        let connection = try #require(PlainHTTP.connect(to: sandbox.port))
        defer { close(connection) }
        let request = Array(
            ("POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1:\(sandbox.port)\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n"
                + form).utf8)
        try #require(write(connection, request, request.count) == request.count)
        return await onThread {
            var chunk = [UInt8](repeating: 0, count: 1024)
            return max(0, read(connection, &chunk, chunk.count))
        }
    }

    @Test("redirects go to loopback ports only, with PKCE by S256 only, and say who sent them")
    func authorization() async throws {
        try await Self.with { sandbox, _ in
            for redirect in ["http://localhost:4711/cb", "http://127.0.0.1/cb", "http://127.0.0.1:80@evil.example/"] {
                let page = try await Person().open(Self.address(on: sandbox, redirect: redirect))
                #expect(page.status == 400 && page.fields["location"] == nil, "\(redirect)")
            }
            #expect(try await Person().open(Self.address(on: sandbox, redirect: "http://[::1]:1/a/b")).status == 200)
            let plain = try await Person().open(Self.address(on: sandbox, method: "plain"))
            let location = try #require(plain.fields["location"])
            #expect(Person.parameter("error", of: location) == "invalid_request")
            #expect(Person.parameter("iss", of: location) == sandbox.url)
            let denial = try await Person().answer(Self.address(on: sandbox), denying: true)
            #expect(Person.parameter("error", of: denial) == "access_denied")
            #expect(Person.parameter("iss", of: denial) == sandbox.url)
        }
    }

    @Test("the metadata names the issuer as it is, and the endpoints below it")
    func metadata() async throws {
        try await Self.with { sandbox, _ in
            let answer = try await PlainHTTP.send(
                "GET", "/.well-known/oauth-authorization-server", port: sandbox.port)
            let metadata = try JSONValue(parsing: Array(answer.body.utf8))
            #expect(metadata["issuer"]?.string == sandbox.url)
            #expect(metadata["token_endpoint"]?.string == sandbox.url + "/oauth/token")
            #expect(metadata["authorization_response_iss_parameter_supported"] == true)
        }
    }

    @Test("a refresh token works once; the second time ends the login, a replayed code does too")
    func reuse() async throws {
        try await Self.with { sandbox, _ in
            let first = try await Self.login(on: sandbox).tokens
            let old = try #require(first["refresh_token"]?.string)
            let second = try await Self.renew(old, on: sandbox)
            #expect(second.status == 200)
            let new = try #require(second.body["refresh_token"]?.string)
            #expect(try await Self.renew(old, on: sandbox).body["error"] == "invalid_grant")
            #expect(try await Self.renew(new, on: sandbox).body["error"] == "invalid_grant")

            let (code, tokens) = try await Self.login(on: sandbox)
            #expect(try await Self.exchange(code, on: sandbox).body["error"] == "invalid_grant")
            let refresh = try #require(tokens["refresh_token"]?.string)
            #expect(try await Self.renew(refresh, on: sandbox).body["error"] == "invalid_grant")
            #expect(!sandbox.logged.contains(code) && !sandbox.logged.contains(refresh))
            let renewals = sandbox.logged.split(separator: "\n").count {
                $0.contains(#""grant_type":"refresh_token""#) && $0.contains(#""status":200"#)
            }
            #expect(renewals == 1)
        }
    }

    @Test("a login outlives a restart, and so does the memory of used refresh tokens")
    func restart() async throws {
        try await Self.with(keepsState: true) { sandbox, folder in
            let old = try #require(try await Self.login(on: sandbox).tokens["refresh_token"]?.string)
            let new = try #require(try await Self.renew(old, on: sandbox).body["refresh_token"]?.string)
            await sandbox.stop()
            let again = try await Sandbox.start(["--state", folder + "/state"], folder: folder)
            let newest = try await Self.renew(new, on: again)
            #expect(newest.status == 200)
            let reused = try await Self.renew(old, on: again)
            #expect(reused.body["error"] == "invalid_grant")
            await again.stop()
        }
    }

    @Test("revoking a refresh token ends the login; an unknown token is no error")
    func revocation() async throws {
        try await Self.with { sandbox, _ in
            let refresh = try #require(try await Self.login(on: sandbox).tokens["refresh_token"]?.string)
            for token in [refresh, "unknown"] {
                let form = "client_id=sandbox&token=\(token)"
                #expect(
                    try await PlainHTTP.send("POST", "/oauth/revoke", port: sandbox.port, body: form).status == 200)
            }
            #expect(try await Self.renew(refresh, on: sandbox).body["error"] == "invalid_grant")
        }
    }

    @Test("a device waits, is slowed down, and gets its tokens once after a person approved its code")
    func deviceGrant() async throws {
        // Long enough for a busy machine to ask twice in it.
        try await Self.with(options: ["--device-interval", "60"]) { sandbox, _ in
            let codes = try await Self.post("/oauth/device_authorization", "client_id=sandbox", to: sandbox).body
            #expect(codes["interval"] == 60)
            let code = try #require(codes["device_code"]?.string)
            let poll = "grant_type=\(Self.device)&client_id=sandbox&device_code=\(code)"
            #expect(try await Self.post("/oauth/token", poll, to: sandbox).body["error"] == "authorization_pending")
            #expect(try await Self.post("/oauth/token", poll, to: sandbox).body["error"] == "slow_down")

            let shown = try #require(codes["user_code"]?.string)
            let page = try await Person().open(try #require(codes["verification_uri_complete"]?.string))
            #expect(page.status == 200 && page.body.contains(shown))
            #expect(try await Self.post("/oauth/token", poll, to: sandbox).body["error"] == "slow_down")
            let typed = shown.lowercased().replacingOccurrences(of: "-", with: "")
            let form = "user_code=\(typed)&approve=true&username=alice&password=alice"
            let done = try await PlainHTTP.send("POST", "/oauth/device", port: sandbox.port, body: form)
            #expect(done.status == 200 && done.body.contains("Device connected"), "\(done.body)")
            #expect(try await Self.post("/oauth/token", poll, to: sandbox).body["access_token"] != nil)
            #expect(try await Self.post("/oauth/token", poll, to: sandbox).body["error"] == "invalid_grant")
            #expect(!sandbox.logged.contains(shown) && !sandbox.logged.contains(code))
        }
    }

    @Test("after ten wrong user codes nobody is listened to for a while")
    func guesses() async throws {
        try await Self.with { sandbox, _ in
            for number in 0..<10 {
                let form = "user_code=AAAA-000\(number)"
                #expect(
                    try await PlainHTTP.send("POST", "/oauth/device", port: sandbox.port, body: form).status == 404)
            }
            let codes = try await Self.post("/oauth/device_authorization", "client_id=sandbox", to: sandbox).body
            let form = "user_code=" + (try #require(codes["user_code"]?.string))
            let refused = try await PlainHTTP.send("POST", "/oauth/device", port: sandbox.port, body: form)
            #expect(refused.status == 429 && refused.fields["retry-after"] != nil)
        }
    }

    @Test("an answer that is lost after the work was done has spent the refresh token")
    func lostAnswer() async throws {
        try await Self.with { sandbox, _ in
            let refresh = try #require(try await Self.login(on: sandbox).tokens["refresh_token"]?.string)
            try await sandbox.play("reset-after-create:1@/oauth/token")
            let form = "grant_type=refresh_token&client_id=sandbox&refresh_token=\(refresh)"
            #expect(try await Self.answerLength(form, from: sandbox) == 0)
            #expect(try await Self.renew(refresh, on: sandbox).body["error"] == "invalid_grant")
        }
    }

    @Test("a port that another program holds is told in a sentence")
    func takenPort() async throws {
        try await Self.with { sandbox, _ in
            let second = try await ChildProcess(
                Binaries.sandbox, ["--port", "\(sandbox.port)"], environment: ["PATH": "/usr/bin:/bin"]
            ).run()
            #expect(second.end == .exited(1))
            #expect(
                second.errors
                    == "Error: port \(sandbox.port) is taken; name another with --port, or 0 for a free one\n")
        }
    }
}
