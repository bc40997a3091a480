import Foundation
import JSON
import Support
import Testing

@Suite("A login under attack", .enabled(if: Facility.python), .timeLimit(.minutes(20)))
struct RedirectAttackTests {
    /// A login as a client of one's own, at any free port, which waits for its redirect.
    private struct Waiting {
        let terminal: PtyProcess
        /// What the browser brings in the end.
        let redirect: String
        let port: UInt16

        var query: String { String(redirect.drop { $0 != "?" }) }
        var state: String { Person.parameter("state", of: redirect) ?? "" }
    }

    private func begin(on stage: Stage, limit: Int = 1_024) async throws -> Waiting {
        let terminal = try stage.terminal(
            running: "/bin/sh",
            [
                "-c", "ulimit -n \(limit); exec \"$@\"", "sh", Binaries.coveo, "login", "--no-browser", "--issuer",
                stage.sandbox.url, "--client-id", "sandbox", "--redirect-port", "0", "--org", "acmesandbox",
            ], adding: ["COVEO_CREDENTIAL_STORE": "file"])
        let redirect = try await Person().answer(Person.address(on: terminal))
        let port = try #require(URLComponents(string: redirect)?.port.flatMap { UInt16(exactly: $0) })
        return Waiting(terminal: terminal, redirect: redirect, port: port)
    }

    /// The real redirect still ends it, and leaves nothing open.
    private func end(_ login: Waiting, on stage: Stage) async throws {
        #expect(try await Person().open(login.redirect).status == 200)
        #expect(try await login.terminal.wait() == .exited(0), "\(login.terminal.transcript)")
        #expect(PlainHTTP.connect(to: login.port) == nil)
        #expect(await PlainHTTP.raw("GET /\(login.query) HTTP/1.1\r\n\r\n", port: login.port).isEmpty)
    }

    @Test(
        "a crowd of 1,000 connections that drip, hold and flood: the redirect gets in; memory and descriptors are bounded"
    )
    func crowd() async throws {
        try await Stage.with(keyring: nil) { stage in
            let login = try await begin(on: stage, limit: 128)
            let flood = try HeldChild(
                Rig.path("redirect-flood"), [String(login.port), String(login.terminal.id)], environment: [:])
            _ = await onThread { flood.read { $0.contains("\n") } }
            let request = "GET /\(login.query) HTTP/1.1\r\nHost: 127.0.0.1:\(login.port)\r\n\r\n"
            // A kernel whose queue is full lets a connection wait, or fall: then a person loads the page again.
            var tries = 0
            while await !PlainHTTP.raw(request, port: login.port).hasPrefix("HTTP/1.1 200 ") {
                tries += 1
                try #require(tries < 10)
            }
            #expect(try await login.terminal.wait() == .exited(0), "\(login.terminal.transcript)")
            await onThread { _ = flood.stop() }
            let report = await onThread { flood.read { _ in false } }
            let counts = try JSONValue(parsing: Array(report.utf8))
            #expect(try #require(counts["made"]?.int) >= 1_000)
            let descriptors = try #require(counts["descriptors"]?.int)
            #expect((1..<100).contains(descriptors), "\(descriptors) descriptors")
            let size = try #require(counts["kibibytes"]?.int)
            #expect((1..<200_000).contains(size), "\(size) KiB")
        }
    }

    @Test("what is no answer to this login never ends it, request by request")
    func oneByOne() async throws {
        try await Stage.with(keyring: nil) { stage in
            let login = try await begin(on: stage)
            let host = "Host: 127.0.0.1:\(login.port)\r\n"
            let (query, state) = (login.query, login.state)
            func get(_ target: String, _ more: String = "") -> String {
                "GET \(target) HTTP/1.1\r\n\(host)\(more)\r\n"
            }
            let attacks: [(sent: String, status: Int)] = [
                (get("/?code=forged&state=forged"), 404), (get("/?error=access_denied&state=forged"), 404),
                (get("/?error=access_denied"), 404), (get("/?code=1&code=2&state=\(state)"), 404),
                (get("/\(query)&state=\(state)"), 404), (get("/\(query)&code=2"), 404), (get("/\(query)&code="), 404),
                (get("http://127.0.0.1:\(login.port)/\(query)"), 404), (get("/x\(query)"), 404),
                (get("/%2F\(query)"), 404), (get("/?code=1&state=\(state)%00"), 404), (get("*"), 404),
                ("GET /\(query)\r\n", 400), ("GET /\(query)\0 HTTP/1.1\r\n\(host)\r\n", 400),
                ("GET /\(query) HTTP/2.0\r\n\(host)\r\n", 505), ("GET /\(query) HTTP/1.1\r\n\r\n", 404),
                ("GET /\(query) HTTP/1.1\r\n\(host)\(host)\r\n", 400),
                ("GET /\(query) HTTP/1.1\r\nHost: localhost:\(login.port)\r\n\r\n", 404),
                ("GET /\(query) HTTP/1.1\r\nHost: [::1]:\(login.port)\r\n\r\n", 404),
                (
                    "GET /\(query) HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1:\(login.port)\r\n\r\n",
                    404
                ),
                ("GET /\(query) HTTP/1.1\r\nHost : 127.0.0.1:\(login.port)\r\n\r\n", 404),
                ("HEAD /\(query) HTTP/1.1\r\n\(host)\r\n", 405), ("TRACE /\(query) HTTP/1.1\r\n\(host)\r\n", 405),
                ("CONNECT 127.0.0.1:\(login.port) HTTP/1.1\r\n\(host)\r\n", 405),
                ("get /\(query) HTTP/1.1\r\n\(host)\r\n", 405),
                (
                    "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n4\r\n\(query.prefix(4))\r\n0\r\n\r\n",
                    405
                ),
                // Two at once: the first is answered, and the connection ends.
                (get("/favicon.ico") + get("/\(query)"), 404),
                ("GET /?" + String(repeating: "x", count: 1 << 20) + " HTTP/1.1\r\n\(host)\r\n", 414),
                (get("/", "X: " + String(repeating: "x", count: 1 << 17) + "\r\n"), 431),
                ("\u{16}\u{3}\u{1}\u{2}\0\u{1}", 400),
            ]
            for (sent, status) in attacks {
                let answer = await PlainHTTP.raw(sent, port: login.port)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(sent.prefix(120)): \(answer.prefix(80))")
                #expect(!answer.contains(state))
                #expect(!login.terminal.isOver)
            }
            #expect(stage.sandbox.count("POST", "/oauth/token") == 0)
            try await end(login, on: stage)
        }
    }

    @Test("nobody answers on IPv6, where another program may hold the same port")
    func six() async throws {
        try await Stage.with(keyring: nil) { stage in
            let login = try await begin(on: stage)
            for address in ["[::1]", "[::ffff:127.0.0.2]"] {
                let asked = try await ChildProcess(
                    "/usr/bin/curl", ["-gsS", "--noproxy", "*", "http://\(address):\(login.port)/\(login.query)"]
                ).run()
                #expect(asked.end == .exited(7), "\(address): \(asked.output) \(asked.errors)")
            }
            try await end(login, on: stage)
        }
    }

    @Test(
        "what a terminal makes of a pasted address is understood, also beyond 4,095 bytes",
        arguments: [
            "whole", "query", "wrapped", "bracketed", "bracketed and wrapped", "long", "in pieces", "localhost",
        ])
    func pasted(_ how: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let login = try await begin(on: stage)
            let prompt = "Paste the address you were sent to: "
            try await login.terminal.expect(prompt)
            let half = login.redirect.count / 2
            let (first, second) = (String(login.redirect.prefix(half)), String(login.redirect.dropFirst(half)))
            switch how {
            case "whole": login.terminal.send("\(login.redirect)\n")
            case "query": login.terminal.send("  '\(login.query.dropFirst())'  \n")
            case "wrapped": login.terminal.send(" \u{201C}\(first)\n    \(second)\u{201D} \n")
            case "bracketed": login.terminal.send("\u{1B}[200~\(login.redirect)\u{1B}[201~\n")
            case "bracketed and wrapped":
                login.terminal.send("\u{1B}[200~<\(first)\n\n \(second)>\n\u{1B}[201~\n")
            case "long":
                login.terminal.send("\(login.redirect)&session_state=\(String(repeating: "x", count: 9_000))\n")
            case "in pieces":
                login.terminal.send("\(first)\n")
                try await login.terminal.expect(prompt)
                login.terminal.send("\(second)\n")
            default:
                login.terminal.send("http://[::1]:\(login.port)/\(login.query)\n")
            }
            #expect(try await login.terminal.wait() == .exited(0), "\(login.terminal.transcript)")
            #expect(login.terminal.transcript.contains("Logged in to"))
        }
    }
}
