import Foundation
import Support
import Testing

/// What went wrong in others: one test for each advisory that applies, or for several of one kind. `docs/reliability.md`
/// tells what each was about.
@Suite("Known mistakes of others", .timeLimit(.minutes(20)))
struct KnownMistakesTests {
    static let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]

    @Test("CVE-2025-25204 (gh): a check that found nothing to check has failed, in JSON too")
    func emptyVerification() async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "Docs", adding: Self.variables)
            for words in [
                ["Nowhere"], ["Docs", "Nowhere"], ["Docs", "--visibility", "secured"],
                ["Docs", "--security-provider", "x"],
            ] {
                for json in [[], ["--json"]] {
                    let ran = try await stage.run(["sources", "verify"] + words + json, adding: Self.variables)
                    #expect(ran.end == .exited(1), "\(words)")
                    #expect(json.isEmpty || ran.output.contains(#""verified":false"#))
                }
            }
            let none = try await stage.coveo("sources", "verify", adding: Self.variables)
            #expect(none.end == .exited(64))
            let viewer = try await stage.coveo("privileges", "check", adding: ["COVEO_ACCESS_TOKEN": "none"])
            #expect(viewer.end != .exited(0))
        }
    }

    @Test("CVE-2026-64655 (gh): a name is compared by its characters, and is no pattern")
    func patterns() async throws {
        try await Stage.with(keyring: nil) { stage in
            try await stage.coveo("sources", "create", "acme-docs", adding: Self.variables)
            for name in ["acme.docs", "acme-doc.", "acme*", "acme", "ACME-DOCS", "acme-docs ", "^acme-docs$"] {
                for (words, code): ([String], Int32) in [(["verify"], 1), (["show"], 65), (["delete", "-y"], 65)] {
                    let ran = try await stage.run(["sources"] + words + ["--", name], adding: Self.variables)
                    #expect(ran.end == .exited(code), "\(words) \(name): \(ran.errors)")
                }
            }
            #expect(stage.sandbox.count("DELETE", "/rest") == 0)
        }
    }

    @Test(
        "CVE-2024-53858, CVE-2024-53859, CVE-2026-48501 (gh): the token goes to the two hosts, and to none that look alike"
    )
    func wrongHosts() async throws {
        let other = try AnsweringServer { _ in [UInt8]("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8) }
        defer { other.stop() }
        try await Stage.with(keyring: nil) { stage in
            let port = stage.sandbox.port
            let alike = [
                "http://127.0.0.1:\(other.port)", "http://localhost:\(port)", "https://127.0.0.1:\(port)",
                "http://tuf-repo.127.0.0.1:\(port)", "http://127.0.0.1.evil.example:\(port)", "http://[::1]:\(port)",
                "http://127.0.0.1:\(port)@127.0.0.1:\(other.port)", "http://x@127.0.0.1:\(port)",
                "http://127.1:\(port)", "http://127.0.0.1:\(port).evil.example", "//127.0.0.1:\(other.port)",
                "http://127.0.0.1:\(other.port)/?x=http://127.0.0.1:\(port)", "http:/\\127.0.0.1:\(other.port)",
            ]
            for address in alike {
                let printed = try await stage.coveo(
                    "auth", "token", "--for", address + "/x", adding: Self.variables, isSecret: true)
                #expect(printed.end != .exited(0) && printed.output.isEmpty, "\(address)")
                let sent = try await stage.coveo("api", address + "/rest/x", "-v", adding: Self.variables)
                #expect(sent.end != .exited(0) && !sent.errors.contains("GET "), "\(address): \(sent.errors)")
            }
            #expect(other.heads.isEmpty && stage.sandbox.requests.isEmpty)
        }
    }

    @Test("CVE-2026-64653 (gh): what somebody calls a thing leads to no other path")
    func paths() async throws {
        try await Stage.with(keyring: nil) { stage in
            let platform = try Meddler(to: stage.sandbox.port) { _ in .pass }
            defer { platform.stop() }
            let variables = Self.variables.merging(["COVEO_PLATFORM_URL": platform.url]) { $1 }
            for name in ["a/../../../other?x#y", "..%2f..", "%2e%2e", "..", "a?b=c&d", "a\\..\\b", "x;y"] {
                for words in [["providers", "show"], ["sources", "show"], ["keys", "delete", "-y"]] {
                    try await stage.run(words + ["--", name], adding: variables)
                }
                try await stage.run(["orgs", "show", "--org", name], adding: variables)
            }
            let roots = ["sources", "securityproviders", "apikeys", "securitycache", "pages"]
            for target in platform.requests.map(\.target) {
                let parts = target.split(separator: "?")[0].split(separator: "/").map(String.init)
                #expect(parts.starts(with: ["rest", "organizations", "acmesandbox"]), "\(target)")
                #expect(parts.count <= 6 && !parts.contains("..") && !parts.contains("other"), "\(target)")
                if parts.count > 3 { #expect(roots.contains(parts[3]), "\(target)") }
            }
            #expect(!platform.requests.isEmpty)
        }
    }

    @Test("CVE-2026-64654, CVE-2026-45803 (gh): an answer that is no JSON does nothing to the terminal")
    func rawAnswers() async throws {
        let text = StrangersText.everything
        let server = try AnsweringServer { _ in
            Meddler.answer(200, text, type: "text/plain", fields: ["X-Note: \u{9B}31m\u{202E}"])
        }
        defer { server.stop() }
        try await Stage.with(keyring: nil) { stage in
            let variables = Self.variables.merging(["COVEO_PLATFORM_URL": server.url]) { $1 }
            let terminal = try stage.terminal("api", "-i", "/x", adding: variables)
            #expect(try await terminal.wait() == .exited(0))
            let bytes = Array(terminal.transcript.utf8)
            #expect(StrangersText.harm(in: bytes, isTerminal: true, hasColumns: true) == [])
            #expect(terminal.transcript.contains(#"\u{1b}]52;c;"#))
        }
    }

    @Test("CVE-2026-64652 (gh): a status shows no part of a token, whatever its make")
    func partsOfTokens() async throws {
        try await Stage.with(keyring: nil) { stage in
            let platform = try CanaryPlatform(stage.sandbox)
            defer { platform.stop() }
            for token in ["github_pat_11ABCDEFG0_zyxwvut", "ghs_QRSTUVWXYZ9876", "xx-aaaa-bbbb-cccc-dddd"] {
                let variables = ["COVEO_PLATFORM_URL": platform.url, "COVEO_CREDENTIAL_STORE": "file"]
                let login = try await stage.coveo(
                    "login", "--with-token", "--org", "acmesandbox", input: .text(token), adding: variables)
                #expect(login.end == .exited(0), "\(login.errors)")
                var said = login.output + login.errors
                for words in [["auth", "status"], ["auth", "status", "--json"], ["auth", "doctor"], ["logout"]] {
                    let ran = try await stage.run(words + ["-v"], adding: variables)
                    said += ran.output + ran.errors
                }
                let parts = (0...(token.count - 5)).map { token.dropFirst($0).prefix(5) }
                #expect(parts.allSatisfy { !said.contains($0) }, "\(said)")
            }
        }
    }

    @Test("CVE-2026-72924 (gh): the port of a login is open on the loopback address alone")
    func loopback() async throws {
        try await Stage.with(keyring: nil) { stage in
            let terminal = try stage.terminal(
                "login", "--no-browser", "--org", "a", "--redirect-port", "0", "--client-id", "own", "--store", "file",
                "--authorization-endpoint", stage.sandbox.url + "/oauth/authorize", "--token-endpoint",
                stage.sandbox.url + "/t")
            let redirect = try #require(Person.parameter("redirect_uri", of: try await Person.address(on: terminal)))
            let port = String(try #require(URLComponents(string: redirect)?.port), radix: 16, uppercase: true)
            let tables = try await ChildProcess("/bin/cat", ["/proc/net/tcp", "/proc/net/tcp6"]).run().output
            let open = tables.matches(of: /: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F:]+ 0A\b/).filter {
                $0.output.2 == String(repeating: "0", count: 4 - port.count) + port
            }
            #expect(open.map(\.output.1) == ["0100007F"])
            terminal.end()
        }
    }

    @Test("CVE-2026-59831, CVE-2024-52308 (gh): what a server wants to have opened is an address, and no option")
    func openedAddresses() async throws {
        try await Stage.with(keyring: nil) { stage in
            let browser = try stage.write(
                "browser", "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >>'\(stage.folder)/opened'\n", isExecutable: true)
            for address in [
                "vscode://x/y", "file:///etc/passwd", "javascript:alert(1)", "--new-window", "-x",
                "http://evil.example/",
                "https://a b/", "data:text/html,x", "", "https://x@evil.example/",
            ] {
                let platform = try Meddler(to: stage.sandbox.port) { request in
                    .answer(
                        request.target == "/t"
                            ? Meddler.answer(400, #"{"error":"access_denied"}"#)
                            : Meddler.answer(
                                200,
                                #"{"device_code":"d","user_code":"U-1","expires_in":9,"interval":1,"verification_uri":"\#(address)","verification_uri_complete":"\#(address)"}"#
                            ))
                }
                defer { platform.stop() }
                let ran = try await stage.coveo(
                    "login", "--device", "--org", "a", "--client-id", "own", "--store", "file", "--token-endpoint",
                    platform.url + "/t", "--device-authorization-endpoint", platform.url + "/d",
                    adding: ["BROWSER": browser, "DISPLAY": ":9", "COVEO_PLATFORM_URL": platform.url])
                #expect(ran.end != .exited(0))
            }
            #expect(!FileManager.default.fileExists(atPath: stage.folder + "/opened"))
        }
    }

    @Test("CVE-2024-54132 (gh): a name is no way out of our own folders")
    func traversal() async throws {
        try await Stage.with(keyring: nil) { stage in
            let home = stage.folder + "/a/b/c/home"
            let run = stage.folder + "/a/b/c/run"
            for folder in [home, run] {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            let variables = ["HOME": home, "XDG_RUNTIME_DIR": run, "COVEO_CREDENTIAL_STORE": "file"]
            for name in ["../../../../out", "/tmp/out-of-coveo", "..", "a/../../../../../out", "out\0x"] {
                let profile = ["--profile", name.replacingOccurrences(of: "\0", with: "")]
                try await stage.run(
                    ["login", "--with-token"] + profile, input: .text("xx-sandbox-key"), adding: variables)
                for words in [["sources", "create", "Docs"], ["sources", "list"], ["auth", "refresh"]] {
                    try await stage.run(words + profile, adding: variables)
                }
                try await stage.run(["__complete", "fish", "sources", "show"] + profile + [""], adding: variables)
            }
            let outside = try FileManager.default.subpathsOfDirectory(atPath: stage.folder).filter {
                $0.contains("out") && !$0.hasPrefix("a/b/c/home/") && !$0.hasPrefix("a/b/c/run/")
            }
            #expect(outside == [])
            #expect(!FileManager.default.fileExists(atPath: "/tmp/out-of-coveo"))
            let inside = try FileManager.default.subpathsOfDirectory(atPath: stage.folder + "/a/b/c")
            #expect(inside.contains { $0.contains("credentials.json") })
        }
    }
}
