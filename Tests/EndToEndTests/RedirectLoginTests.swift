import Foundation
import Support
import Testing

extension RedirectPorts {
    @Suite("The redirect to the loopback port")
    struct RedirectLoginTests {
        /// Starts a login at a terminal that has no browser, and gives its address.
        private func begin(
            on stage: Stage, _ arguments: String..., adding: [String: String] = [:]
        ) async throws -> (terminal: PtyProcess, address: String) {
            try await RedirectPorts.untilFree()
            var variables = ["COVEO_ORGANIZATION": "acmesandbox"]
            variables.merge(adding) { $1 }
            let terminal = try stage.terminal("login", arguments.first ?? "--no-browser", adding: variables)
            return (terminal, try await Person.address(on: terminal))
        }

        @Test("--no-browser takes the redirect that comes through a tunnel")
        func tunnel() async throws {
            try await Stage.with { stage in
                let (terminal, address) = try await begin(on: stage)
                let page = try await Person().open(Person().answer(address))
                #expect(page.status == 200)
                #expect(page.fields["cache-control"]?.contains("no-store") == true)
                #expect(page.fields["set-cookie"] == nil)
                #expect(!page.body.contains("code="))
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                #expect(try await stage.coveo("auth", "status").end == .exited(0))
            }
        }

        @Test("strays, forged states, other methods and hosts get 404 or 405, and the login goes on")
        func strays() async throws {
            try await Stage.with { stage in
                let (terminal, address) = try await begin(on: stage)
                let real = try await Person().answer(address)
                let forged = try Person.forged(real, "state", "forged")
                let port = try #require(URLComponents(string: real)?.port.flatMap { UInt16(exactly: $0) })
                let query = try #require(URLComponents(string: real)?.percentEncodedQuery)
                #expect(try await Person().open(forged).status == 404)
                #expect(try await PlainHTTP.send("GET", "/favicon.ico", port: port).status == 404)
                #expect(try await PlainHTTP.send("GET", "/", port: port).status == 404)
                #expect(try await PlainHTTP.send("POST", "/", port: port, body: query).status == 405)
                #expect(
                    try await PlainHTTP.send("GET", "/?\(query)", port: port, host: "evil.example:\(port)").status
                        == 404)
                #expect(try await PlainHTTP.send("GET", "/other?\(query)", port: port).status == 404)
                #expect(try await stage.items() == "")
                #expect(try await Person().open(real).status == 200)
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                #expect(try await stage.items().contains("label = coveo: default"))
            }
        }

        @Test("who presses Deny is told so on the page and in the terminal, and the earlier login stays")
        func denial() async throws {
            try await Stage.with { stage in
                try await stage.logInWithKey()
                let before = try await stage.items()
                let (terminal, address) = try await begin(on: stage)
                let page = try await Person().open(Person().answer(address, denying: true))
                #expect(page.body.localizedCaseInsensitiveContains("refused"))
                #expect(try await terminal.wait() == .exited(77))
                #expect(terminal.transcript.contains("error: the login was refused"))
                #expect(terminal.transcript.contains("hint: nothing was stored"))
                #expect(try await stage.items() == before)
            }
        }

        @Test("a wrong pasted address is asked for again; the right one, broken over lines, ends the login")
        func paste() async throws {
            try await Stage.with { stage in
                let (terminal, address) = try await begin(on: stage)
                try await terminal.expect("Paste the address you were sent to: ")
                let real = try await Person().answer(address)
                terminal.send("hello\n")
                try await terminal.expect("That is not the address")
                terminal.send(try Person.forged(real, "state", "forged") + "\n")
                try await terminal.expect("That address belongs to another login")
                try await terminal.expect("Paste the address")
                terminal.send("  \"\(real)\" \n")
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                #expect(terminal.transcript.contains("Logged in to"))
                #expect(try await stage.coveo("auth", "status").output.contains("alice@example.com"))
            }
        }

        @Test("where one port is taken the other is used")
        func secondPort() async throws {
            try await Stage.with { stage in
                let holders = try await RedirectPorts.hold([52_296])
                let terminal = try stage.terminal("login", "--no-browser", "--org", "acmesandbox")
                let address = try await Person.address(on: terminal)
                #expect(Person.parameter("redirect_uri", of: address) == "http://127.0.0.1:32111")
                try await Person().open(Person().answer(address))
                #expect(try await terminal.wait() == .exited(0))
                for holder in holders { holder.stop() }
            }
        }

        @Test("both ports taken: who holds them is said, with 69; at a terminal --no-browser still takes a paste")
        func noPort() async throws {
            try await Stage.with { stage in
                let holders = try await RedirectPorts.hold(RedirectPorts.all)
                let refused = try await stage.coveo("login", "--browser", "--org", "acmesandbox")
                #expect(refused.end == .exited(69))
                #expect(refused.errors.contains(/52296 \(held by python3\S* \(pid \d+\)\), 32111 \(held by python3/))
                #expect(refused.errors.contains("--no-browser"))

                let terminal = try stage.terminal("login", "--no-browser", "--org", "acmesandbox")
                let address = try await Person.address(on: terminal)
                #expect(terminal.transcript.contains("Don't use a tunnel"))
                try await terminal.expect("Paste the address you were sent to: ")
                terminal.send(try await Person().answer(address) + "\n")
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                for holder in holders { holder.stop() }
            }
        }

        @Test("a browser that fails is told, and the address that was printed still works")
        func failingBrowser() async throws {
            try await Stage.with { stage in
                let (terminal, address) = try await begin(on: stage, "--browser", adding: ["BROWSER": "/bin/false"])
                try await terminal.expect("no browser could be opened (/bin/false ended with 1)")
                try await Person().open(Person().answer(address))
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
            }
        }

        @Test("without a browser the address is printed, and nobody's login ends with 75")
        func nobody() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let outcome = try await stage.coveo("login", "--login-timeout", "1", "--org", "acmesandbox")
                #expect(outcome.end == .exited(75))
                #expect(outcome.errors.contains("\(stage.sandbox.url)/oauth/authorize?response_type=code"))
                #expect(outcome.errors.contains("error: nobody finished the login within 1 second"))
                let asked = try await stage.coveo("login", "--browser", "--login-timeout", "1")
                #expect(asked.end == .exited(75))
                #expect(asked.errors.contains("warning: no browser could be opened"))
                #expect(try await stage.items() == "")
            }
        }

        @Test(
            "a bad day of the authorization server has its words, and leaves the earlier login",
            .enabled(if: Facility.python))
        func badTokenEndpoint() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                try await stage.logInWithKey()
                let before = try await stage.items()
                for (fault, code, words) in [
                    ("html", Int32(76), "what the authorization server answered is no JSON object but text/html"),
                    ("500", 69, "the authorization server failed (HTTP 500)"), ("reset", 69, "was cut before"),
                    ("400", 77, "the authorization server gave no token"),
                ] {
                    try await stage.sandbox.play(fault + ":1@/oauth/token")
                    let outcome = try await stage.coveo(
                        "login", "--org", "acmesandbox",
                        adding: ["BROWSER": Binaries.repository + "/Tests/demo/person"])
                    #expect(outcome.end == .exited(code), "\(fault): \(outcome.errors)")
                    #expect(outcome.errors.contains(words), "\(fault): \(outcome.errors)")
                }
                #expect(stage.sandbox.count("POST", "/oauth/token") == 4)
                #expect(try await stage.items() == before)
            }
        }

        @Test("bob may look and not create: the privilege is named, with 77")
        func missingPrivilege() async throws {
            try await Stage.with { stage in
                let (terminal, address) = try await begin(on: stage)
                try await Person(name: "bob").open(Person(name: "bob").answer(address))
                #expect(try await terminal.wait() == .exited(0))
                let created = try await stage.coveo("sources", "create", "Docs")
                #expect(created.end == .exited(77))
                #expect(created.output == "")
                #expect(created.errors.contains("SOURCE CREATE"))
                #expect(try await stage.coveo("sources", "list").end == .exited(0))
            }
        }

        @Test("a token that has expired: 77 with the time, and at a terminal a new login is offered")
        func expiry() async throws {
            try await Stage.with(sandbox: ["--token-lifetime", "4"]) { stage in
                let (terminal, address) = try await begin(on: stage)
                try await Person().open(Person().answer(address))
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                let deadline = ContinuousClock.now + .seconds(30)
                while try await stage.coveo("auth", "token", isSecret: true).end == .exited(0) {
                    try #require(ContinuousClock.now < deadline)
                    try await Task.sleep(for: .milliseconds(50))
                }
                let list = try await stage.coveo("sources", "list")
                #expect(list.end == .exited(77))
                #expect(list.errors.contains("error: the login has expired"))
                #expect(try await stage.coveo("auth", "status").end == .exited(1))
                let offer = try stage.terminal("sources", "list")
                try await offer.expect("The login has expired.")
                try await offer.expect("Log in now? [Y/n] ")
                offer.send("n\n")
                #expect(try await offer.wait() == .exited(1))
            }
        }
    }
}
