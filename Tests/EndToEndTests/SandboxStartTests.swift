import Foundation
import Support
import Testing

@Suite("How the sandbox starts, and how it does not", .timeLimit(.minutes(20)))
struct SandboxStartTests {
    private func sandbox(_ options: [String]) async throws -> ChildProcess.Outcome {
        try await ChildProcess(Binaries.sandbox, options, environment: ["PATH": "/usr/bin:/bin"]).run(
            deadline: .seconds(20))
    }

    @Test("its version is that of coveo")
    func version() async throws {
        let own = try await sandbox(["--version"])
        let coveo = try await ChildProcess(Binaries.coveo, ["--version"]).run()
        #expect(own.end == .exited(0))
        #expect(own.output == coveo.output.replacingOccurrences(of: "coveo ", with: "coveo-sandbox "))
    }

    @Test("its health is told whatever faults there are")
    func health() async throws {
        try await SandboxAPI.with(["--fault", "500@/"]) { api in
            let answer = try await PlainHTTP.send("GET", "/sandbox/health", port: api.sandbox.port)
            #expect(answer.status == 200 && answer.body.hasPrefix(#"{"status":"ok","version":"#), "\(answer.body)")
        }
    }

    @Test(
        "what is no seed is told with its place, and nothing starts: 1",
        arguments: [
            ("{", "a key is expected at byte"), ("[]", "it is no JSON object"),
            (#"{"users":[{"username":"x"}]}"#, "users, entry 1: it has no text 'password'"),
            (#"{"users":{}}"#, "users must be an array"),
            (#"{"sources":[{"organization":"acmesandbox"}]}"#, "sources, entry 1: it has no object 'model'"),
            (#"{"bananas":[]}"#, "there is no section bananas; there are organizations, "),
            (#"{"sources":[{"organization":"nope","model":{}}]}"#, "sources: there is no organization nope"),
        ])
    func seed(text: String, words: String) async throws {
        let folder = TemporaryFolder()
        let path = folder.path("seed.json")
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let outcome = try await sandbox(["--port", "0", "--seed", path])
        #expect(outcome.end == .exited(1) && outcome.output == "")
        #expect(outcome.errors.hasPrefix("Error: the seed \(path) can't be used: "), "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test(
        "files that can't be used and an organization that is not there are named: 1",
        arguments: [
            (["--seed", "/nowhere"], "Error: the seed /nowhere can't be read\n"),
            (["--state", "/nodir/x"], "Error: the state /nodir/x can't be written: see whether its folder is there\n"),
            (["--state", "/tmp"], "Error: the state /tmp can't be read\n"),
            (["--log", "/nodir/x"], "Error: the log /nodir/x can't be opened\n"),
            (
                ["--paused", "nobody"],
                "Error: --paused nobody: there is no such organization; there are acmeproduction, "
            ),
            (
                ["--tls-cert", "/nowhere", "--tls-key", "/nowhere"],
                "Error: --tls-cert /nowhere can't be read, or is not what it should be (PEM)\n"
            ),
        ])
    func files(options: [String], words: String) async throws {
        let outcome = try await sandbox(["--port", "0"] + options)
        #expect(outcome.end == .exited(1) && outcome.output == "")
        #expect(outcome.errors.hasPrefix(words), "\(outcome.errors)")
    }

    @Test("a port that is taken is named: 1")
    func port() async throws {
        try await SandboxAPI.with { api in
            let outcome = try await sandbox(["--port", String(api.sandbox.port)])
            #expect(outcome.end == .exited(1))
            #expect(
                outcome.errors
                    == "Error: port \(api.sandbox.port) is taken; name another with --port, or 0 for a free one\n")
        }
    }

    @Test(
        "a wrong command line is 64, and names the option",
        arguments: [
            (["--port", "70000"], "--port must be 0 to 65535"), (["--port", "x"], "'x' is invalid for '--port"),
            (["--tls-cert", "x"], "--tls-cert and --tls-key go together"),
            (["--fault", "banana"], "as in 503-after:2:10%@POST/rest"),
            (["--fualt", "429"], "Did you mean '--fault'?"), (["--latency", "60001"], "--latency must be 0 to 60000"),
            (["--token-lifetime", "0"], "--token-lifetime must be 1 or more"),
            (["--seed-sources", "100001"], "--seed-sources must be 0 to 100000"),
            (["--device-interval", "3601"], "--device-interval must be 0 to 3600"),
            (["--taken-name", "200"], "one of '409', '400' or 'accept'"), (["extra"], "Unexpected argument 'extra'"),
        ])
    func usage(options: [String], words: String) async throws {
        let outcome = try await sandbox(options)
        #expect(outcome.end == .exited(64) && outcome.output == "")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
}
