import Foundation
import Support
import Testing

extension RedirectPorts {
    @Suite("Logging in at a terminal")
    struct TerminalLoginTests {
        @Test("who is not logged in is offered it by create, chooses nothing twice, and the source is created")
        func offer() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let terminal = try stage.terminal("sources", "create", "Docs")
                try await terminal.expect("You are not logged in.")
                try await terminal.expect("Log in now? [Y/n] ")
                terminal.send("\n")
                let address = try await Person.address(on: terminal)
                // She has one organization, so nothing is asked.
                try await Person(name: "carol").open(Person(name: "carol").answer(address))
                try await terminal.expect("Logged in to")
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                #expect(terminal.transcript.contains(/\r\nacmesandbox-[a-z0-9]+\r\n/))
                #expect(stage.sandbox.count("POST", "/rest/organizations/acmesandbox/sources") == 1)
                #expect(try await stage.coveo("sources", "verify", "Docs").end == .exited(0))
            }
        }

        @Test("who declines the offer gets 1, and nothing happens")
        func declined() async throws {
            try await Stage.with { stage in
                let terminal = try stage.terminal("sources", "create", "Docs")
                try await terminal.expect("Log in now? [Y/n] ")
                terminal.send("no\n")
                #expect(try await terminal.wait() == .exited(1))
                #expect(stage.sandbox.requests == [])
            }
        }

        @Test("who has several organizations chooses one; without a terminal they are listed, with 64")
        func organizations() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let terminal = try stage.terminal("login", "--no-browser")
                try await Person().open(Person().answer(Person.address(on: terminal)))
                try await terminal.expect("1  acmeproduction")
                try await terminal.expect("2  acmesandbox")
                try await terminal.expect("Which one (number or ID)? ")
                terminal.send("3\n")
                try await terminal.expect("Please give a number from 1 to 2")
                try await terminal.expect("Which one (number or ID)? ")
                terminal.send("acmesandbox\n")
                #expect(try await terminal.wait() == .exited(0), "\(terminal.transcript)")
                #expect(try await stage.coveo("auth", "status").output.contains("acmesandbox"))

                let piped = try await stage.coveo(
                    "login", "--profile", "other", adding: ["BROWSER": Binaries.repository + "/Tests/demo/person"])
                #expect(piped.end == .exited(64))
                #expect(piped.errors.contains("acmeproduction, acmesandbox"))
                #expect(try await stage.items().matches(of: /label = coveo: other/).isEmpty)
            }
        }

        @Test("another account's login asks before it replaces one; 'no' keeps it")
        func replacing() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                try await stage.logInWithKey()
                let before = try await stage.items()
                let terminal = try stage.terminal("login", "--no-browser", "--org", "acmesandbox")
                try await Person().open(Person().answer(Person.address(on: terminal)))
                try await terminal.expect("Replace that login? [Y/n] ")
                terminal.send("n\n")
                #expect(try await terminal.wait() == .exited(1))
                #expect(try await stage.items() == before)
            }
        }
    }
}
