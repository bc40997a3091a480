import Foundation
import Glibc
import Support
import Testing

extension RedirectPorts {
    @Suite("Interrupted logins")
    struct InterruptedLoginTests {
        /// A moment at which a command waits for a person.
        struct Moment: Sendable, CustomTestStringConvertible {
            let arguments: [String]
            /// What is shown last before it waits.
            let prompt: String
            var testDescription: String { "\(arguments.joined(separator: " ")): \(prompt)" }
        }

        private static let moments = [
            Moment(arguments: ["login", "--browser"], prompt: "no browser could be opened"),
            Moment(arguments: ["login", "--no-browser"], prompt: "Paste the address you were sent to: "),
            Moment(arguments: ["login", "--with-token"], prompt: "Access token or API key (not shown): "),
            Moment(arguments: ["sources", "list"], prompt: "Log in now? [Y/n] "),
        ]

        /// Says at the end whether the terminal is as it was.
        private static let frame = """
            trap : INT
            before=$(stty -g); "$@"; code=$?
            [ "$before" = "$(stty -g)" ] && echo "as it was, $code" || echo "changed, $code"
            """

        private func framed(_ arguments: [String], on stage: Stage) throws -> PtyProcess {
            try stage.terminal(
                running: "/bin/sh", ["-c", Self.frame, "sh", Binaries.coveo] + arguments,
                adding: ["COVEO_ORGANIZATION": "acmesandbox"])
        }

        @Test("Ctrl-C at a prompt ends with 130, nothing is stored, and the terminal is as it was", arguments: moments)
        func controlC(_ moment: Moment) async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let terminal = try framed(moment.arguments, on: stage)
                try await terminal.expect(moment.prompt)
                terminal.sendControlC()
                try await terminal.expect("interrupted")
                try await terminal.expect("as it was, 130")
                try await terminal.wait()
                #expect(try await stage.items() == "")
                #expect(try FileManager.default.contentsOfDirectory(atPath: stage.home) == [])
            }
        }

        @Test("Ctrl-C while a device login counts down ends with 130, nothing is stored, and the terminal is as it was")
        func controlCInDeviceLogin() async throws {
            try await Stage.with { stage in
                let terminal = try framed(
                    ["login", "--device", "--issuer", stage.sandbox.url, "--client-id", "sandbox"], on: stage)
                try await terminal.expect("Waiting: ")
                terminal.sendControlC()
                try await terminal.expect("interrupted")
                try await terminal.expect("as it was, 130")
                try await terminal.wait()
                #expect(try await stage.items() == "")
                #expect(try FileManager.default.contentsOfDirectory(atPath: stage.home) == [])
            }
        }

        @Test("Ctrl-C where an organization is chosen, and where a login would be replaced, changes nothing")
        func controlCAfterTheFlow() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                let choice = try stage.terminal("login", "--no-browser")
                try await Person().open(Person().answer(Person.address(on: choice)))
                try await choice.expect("Which one (number or ID)? ")
                choice.sendControlC()
                #expect(try await choice.wait() == .exited(130))
                #expect(choice.echoes)
                #expect(try await stage.items() == "")

                try await stage.logInWithKey()
                let before = try await stage.items()
                let question = try stage.terminal("login", "--no-browser", "--org", "acmesandbox")
                try await Person().open(Person().answer(Person.address(on: question)))
                try await question.expect("Replace that login? [Y/n] ")
                question.sendControlC()
                #expect(try await question.wait() == .exited(130))
                #expect(try await stage.items() == before)
            }
        }

        @Test("Ctrl-C at the question of delete deletes nothing")
        func controlCAtDelete() async throws {
            try await Stage.with { stage in
                try await stage.logInWithKey()
                try await stage.coveo("sources", "create", "Docs")
                let terminal = try framed(["sources", "delete", "Docs"], on: stage)
                try await terminal.expect("[y/N] ")
                terminal.sendControlC()
                try await terminal.expect("as it was, 130")
                #expect(stage.sandbox.count("DELETE", "/rest") == 0)
            }
        }

        @Test("SIGTERM during the wait ends with 143, the terminal as it was; SIGINT to the process with 130")
        func signals() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                for (signal, code) in [(SIGTERM, Int32(143)), (SIGINT, 130)] {
                    let terminal = try stage.terminal("login", "--no-browser")
                    try await terminal.expect("Paste the address you were sent to: ")
                    #expect(!terminal.echoes)
                    terminal.signal(signal)
                    #expect(try await terminal.wait() == .exited(code))
                    #expect(terminal.echoes)
                }
                #expect(try await stage.items() == "")
            }
        }

        @Test("a login that is killed leaves the earlier one whole")
        func killed() async throws {
            try await RedirectPorts.untilFree()
            try await Stage.with { stage in
                try await stage.logInWithKey()
                let before = try await stage.items()
                let terminal = try stage.terminal("login", "--no-browser", "--org", "acmesandbox")
                let address = try await Person.address(on: terminal)
                try await terminal.expect("Paste the address you were sent to: ")
                terminal.signal(SIGKILL)
                #expect(try await terminal.wait() == .signalled(SIGKILL))
                // The port went with the process: what the browser brings now reaches nobody.
                let location = try await Person().answer(address)
                let port = try #require(URLComponents(string: location)?.port.flatMap { UInt16(exactly: $0) })
                #expect(PlainHTTP.connect(to: port) == nil)
                #expect(try await stage.items() == before)
                #expect(try await stage.coveo("auth", "status").end == .exited(0))
            }
        }
    }
}
