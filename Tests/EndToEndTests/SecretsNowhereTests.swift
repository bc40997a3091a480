import Foundation
import Support
import Testing

@Suite("Secrets nowhere: every command on good and bad days", .timeLimit(.minutes(20)))
struct SecretsNowhereTests {
    /// A login as an own client with a secret.
    private static func login(_ ways: String..., at machine: CanaryMachine) -> EveryCommand.Line {
        let url = machine.platform.url
        return EveryCommand.Line(
            words: ["login", "--org", "acmesandbox"] + ways + [
                "--client-id", "own", "--client-secret-stdin", "--authorization-endpoint", url + "/oauth/authorize",
                "--token-endpoint", url + "/oauth/token", "--device-authorization-endpoint",
                url + "/oauth/device_authorization", "--revocation-endpoint", url + "/oauth/revoke",
            ], input: .text(Canary.values["client secret"] ?? ""))
    }

    private func with(_ body: (CanaryMachine) async throws -> Void) async throws {
        try await Stage.with(keyring: nil) { stage in
            let machine = try CanaryMachine(stage)
            defer { machine.platform.stop() }
            try await body(machine)
            try machine.search()
        }
    }

    private func browserLogin(_ machine: CanaryMachine, profile: String = "default") async throws
        -> ChildProcess.Outcome
    {
        try await machine.run(
            Self.login(
                "--browser", "--redirect-port", "0", "--client-auth", "basic", "--profile", profile, at: machine))
    }

    @Test("what is said, stored, asked for and passed on, on each day", arguments: CanaryPlatform.Day.allCases)
    func day(_ day: CanaryPlatform.Day) async throws {
        try await with { machine in
            let login = try await browserLogin(machine)
            #expect(login.end == .exited(0), "\(login.errors)")
            #expect(machine.platform.count(of: "client secret") + machine.platform.count(of: "code") > 0)
            machine.platform.play(day)
            if day == .noStore { try damageStore(of: machine) }
            let lines =
                ([.good, .noStore].contains(day) ? EveryCommand.local : []) + EveryCommand.remote + [
                    Self.login("--device", "--client-auth", "post", "--profile", "device", at: machine)
                ]
            if [.cut, .down].contains(day) {
                // Each waits before it tries again.
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for line in lines { group.addTask { _ = try await machine.run(line) } }
                    try await group.waitForAll()
                }
            } else {
                for line in lines {
                    let outcome = try await machine.run(line)
                    if day == .good { check(outcome, of: line) }
                }
            }
            let again = try await browserLogin(machine, profile: "again")
            #expect((again.end == .exited(0)) == (day == .good), "\(again.errors)")
            for line in EveryCommand.logins { try await machine.run(line) }
            if day == .good { #expect(try !machine.isVendorLoggedIn()) }
            // What was looked for is what there was.
            #expect(machine.platform.count(of: "access token") > ([.down, .noStore].contains(day) ? 0 : 10))
            if day == .good {
                for name in ["refresh token", "device code", "code"] { #expect(machine.platform.count(of: name) > 0) }
            }
        }
    }

    /// On a good day a line works, but for those that are there to fail.
    private func check(_ outcome: ChildProcess.Outcome, of line: EveryCommand.Line) {
        let isToFail =
            line.words.contains("https://elsewhere.example") || line.words.contains("Nowhere")
            || line.words == ["sources", "create", "Docs"] || line.words.starts(with: ["sources", "diff"])
        #expect((outcome.end == .exited(0)) != isToFail, "\(line.words): \(outcome.end) \(outcome.errors)")
        for name in line.prints {
            #expect(
                Canary(name, Canary.values[name] ?? "").isIn(outcome.outputBytes), "\(line.words) is for the \(name)")
        }
    }

    /// Leaves the login in a file that is cut in its middle.
    private func damageStore(of machine: CanaryMachine) throws {
        let path = machine.stage.folder + "/data/coveo/credentials.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.prefix(text.count - 20).write(toFile: path, atomically: false, encoding: .utf8)
    }

    @Test("a proxy's password, whatever the proxy says")
    func proxy() async throws {
        let password = Canary.values["proxy password"] ?? ""
        let answers = [
            "HTTP/1.1 407 Auth for ann:\(password)\r\nProxy-Authenticate: Basic realm=\"\(password)\"\r\n",
            "HTTP/1.1 403 ann:\(password)\r\n", "HTTP/1.1 502 \(password)\r\n", "\(password)\r\n", "",
        ]
        try await with { machine in
            var servers: [AnsweringServer] = []
            defer { servers.forEach { $0.stop() } }
            var proxies = answers.map { answer in "http://ann:\(password)@\(servers.add(answer))" }
            proxies += ["https", "socks5", "ftp"].map { "\($0)://ann:\(password)@127.0.0.1:1" }
            proxies += ["ann:\(password)@127.0.0.1:1", "http://ann:\(password)@", "http://ann:\(password)@h:x"]
            for proxy in proxies {
                for words in [
                    ["sources", "list"], ["auth", "status"], ["auth", "doctor"], ["login", "--with-token"],
                ] {
                    let variables = [
                        "HTTPS_PROXY": proxy, "COVEO_PLATFORM_URL": "https://platform.example.invalid",
                        "COVEO_ACCESS_TOKEN": Canary.values["access token"] ?? "", "COVEO_ORGANIZATION": "acmesandbox",
                    ]
                    let outcome = try await machine.stage.run(
                        words + ["-v"], input: .text("x"), adding: machine.variables.merging(variables) { $1 })
                    machine.add(
                        CanaryMachine.Place(
                            name: "\(words) by \(proxy)", bytes: outcome.outputBytes + outcome.errorBytes))
                }
            }
            #expect(servers.allSatisfy { !$0.heads.isEmpty })
        }
    }
}

extension [AnsweringServer] {
    /// Starts one that answers so, and gives where it is.
    fileprivate mutating func add(_ answer: String) -> String {
        // A server that can't listen is no server: the test then finds no request.
        guard let server = try? AnsweringServer({ _ in [UInt8]((answer + "\r\n").utf8) }) else { return "" }
        append(server)
        return "127.0.0.1:\(server.port)"
    }
}
