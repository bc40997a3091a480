import Foundation
import JSON
import Support
import Testing

extension RedirectPorts {
    @Suite("Secrets, end to end")
    struct SecrecyTests {
        /// What a browser was started with: its arguments and variables in two files, then the person.
        private func browser(_ stage: Stage) throws -> String {
            try stage.write(
                "browser",
                """
                #!/bin/sh
                tr '\\0' '\\n' </proc/$$/cmdline >\(stage.folder)/browser.words
                tr '\\0' '\\n' </proc/$PPID/cmdline >\(stage.folder)/coveo.words
                tr '\\0' '\\n' </proc/$$/environ >\(stage.folder)/browser.variables
                exec \(Binaries.repository)/Tests/demo/person "$@"
                """, isExecutable: true)
        }

        @Test("no token, code, state, verifier or password is in what is said, logged, stored in files or passed on")
        func canary() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let relay = try Relay(to: stage.sandbox.port)
                defer { relay.stop() }
                let variables = [
                    "COVEO_PLATFORM_URL": relay.url, "COVEO_DEBUG": "1", "BROWSER": try browser(stage),
                    "COVEO_ORGANIZATION": "acmesandbox",
                ]
                let login = try await stage.coveo("login", "--verbose", adding: variables)
                #expect(login.end == .exited(0), "\(login.errors)")
                try await sayMuch(on: stage, adding: variables)

                let token = try await stage.coveo("auth", "token", adding: variables, isSecret: true).output
                let exchange = try #require(relay.requests.first { $0.target == "/oauth/token" })
                let address = try #require(login.errors.firstMatch(of: /http:\S+authorize\S+/)?.output)
                let secrets = [
                    ("token", token.trimmingCharacters(in: .newlines)), ("code", try #require(exchange.form("code"))),
                    ("verifier", try #require(exchange.form("code_verifier"))),
                    ("state", try #require(Person.parameter("state", of: String(address)))),
                    ("client's secret", try #require(exchange.fields["authorization"])), ("key", "xx-sandbox-key"),
                    ("password", "password"),
                ]
                #expect(secrets.allSatisfy { $0.1.utf8.count >= 8 })
                for (place, text) in try places(stage, address: String(address)) {
                    for (what, secret) in secrets {
                        #expect(!text.contains(secret), "the \(what) is in \(place)")
                    }
                    #expect(!text.contains("Authorization") && !text.contains("Bearer"), "\(place)")
                }
                try checkChildren(of: stage, address: String(address))
            }
        }

        /// Commands that succeed and fail, all verbose.
        private func sayMuch(on stage: Stage, adding variables: [String: String]) async throws {
            try await stage.coveo("-v", "auth", "status", adding: variables)
            try await stage.coveo("-v", "sources", "create", "Docs", adding: variables)
            try await stage.coveo("-v", "sources", "create", "Docs", adding: variables)
            try await stage.coveo("-v", "sources", "list", "--json", adding: variables)
            for fault in ["401:1", "403:1", "500:1", "html:1", "waf:1", "reset:1", "429-long:1"] {
                try await stage.sandbox.play(fault)
                try await stage.coveo("-v", "sources", "list", adding: variables)
            }
            let key = variables.merging(["COVEO_ACCESS_TOKEN": "xx-sandbox-key"]) { $1 }
            try await stage.coveo("-v", "sources", "list", adding: key)
            let other = ChildProcess.Input.text("xx-sandbox-key")
            try await stage.coveo("-v", "login", "--with-token", "--profile", "other", input: other, adding: variables)
            try await stage.coveo("-v", "login", "--with-token", input: .text("xx-sandbox-key x"), adding: variables)
            try await stage.coveo("-v", "logout", "--profile", "other", adding: variables)
            let terminal = try stage.terminal("-v", "sources", "list", adding: variables)
            try await terminal.wait()
        }

        /// Everything that may be read by others. The address that a person has to open holds the state, and is left out.
        private func places(_ stage: Stage, address: String) throws -> [(String, String)] {
            var places = [
                ("what was said", stage.everythingSaid.replacingOccurrences(of: address, with: "")),
                ("the sandbox's log", stage.sandbox.logged),
            ]
            #expect(places[0].1.contains("/oauth/token") && places[0].1.contains("secret-service"))
            for name in try FileManager.default.subpathsOfDirectory(atPath: stage.home) where name.hasSuffix(".json") {
                places.append((name, try String(contentsOfFile: stage.home + "/" + name, encoding: .utf8)))
            }
            #expect(places.count == 3)
            for name in ["browser.words", "coveo.words", "browser.variables"] {
                let text = try String(contentsOfFile: stage.folder + "/" + name, encoding: .utf8)
                places.append((name, text.replacingOccurrences(of: address, with: "")))
            }
            return places
        }

        private func checkChildren(of stage: Stage, address: String) throws {
            let words = try String(contentsOfFile: stage.folder + "/browser.words", encoding: .utf8)
            #expect(words == "/bin/sh\n\(stage.folder)/browser\n\(address)\n")
            let variables = try String(contentsOfFile: stage.folder + "/browser.variables", encoding: .utf8)
            #expect(!variables.contains("COVEO_"))
        }

        @Test("a pasted address is in nothing but its own echo")
        func paste() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let terminal = try stage.terminal("-v", "login", "--no-browser", "--org", "acmesandbox")
                let location = try await Person().answer(Person.address(on: terminal))
                try await terminal.expect("Paste the address you were sent to: ")
                terminal.send(location + "\n")
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                let code = try #require(Person.parameter("code", of: location))
                #expect(terminal.transcript.components(separatedBy: code).count == 2)
                #expect(!stage.sandbox.logged.contains(code))
            }
        }
    }
}
