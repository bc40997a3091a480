import Support
import Testing

/// What the tests of the binary stand on.
@Suite("children of tests", .timeLimit(.minutes(5)))
struct ChildProcessTests {
    private func shell(_ script: String, _ environment: [String: String] = [:]) -> ChildProcess {
        ChildProcess("/bin/sh", ["-c", script], environment: environment)
    }

    @Test("an exit status, a signal and an overdue child are told apart")
    func ends() async throws {
        #expect(try await shell("exit 7").run().end == .exited(7))
        #expect(try await shell("kill -15 $$").run().end == .signalled(15))
        #expect(try await shell("exec /bin/sleep 60").run(deadline: .milliseconds(100)).end == .overdue)
    }

    @Test("the child has the variables and the input that it is given, and no others")
    func given() async throws {
        let outcome = try await shell("/usr/bin/env; /bin/cat; echo e >&2", ["A": "b c"]).run(input: .text("typed"))
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.contains("A=b c") && lines.last == "typed")
        #expect(lines.allSatisfy { ["A=b c", "typed"].contains($0) || $0.hasPrefix("PWD=") })
        #expect(outcome.errors == "e\n")
    }

    @Test("much input and much output at once don't wait for each other")
    func much() async throws {
        let bytes = [UInt8](repeating: 0x78, count: 1 << 20)
        #expect(try await ChildProcess("/bin/cat").run(input: .bytes(bytes)).outputBytes == bytes)
        #expect(try await shell("exit 0").run(input: .bytes(bytes)).end == .exited(0))
    }

    @Test("streams can be closed")
    func closed() async throws {
        let outcome = try await shell("echo x && exit 1; /bin/cat && exit 2; exit 3").run(
            input: .closed, closedOutput: true)
        #expect(outcome.end == .exited(3) && outcome.output.isEmpty)
    }

    @Test("a child at a terminal can be talked with and interrupted")
    func terminal() async throws {
        let child = try PtyProcess(
            "/bin/sh", ["-c", "stty size; read -p 'name? ' x; echo hello $x; exec sleep 60"],
            environment: ["PATH": "/usr/bin:/bin"], columns: 91, rows: 31)
        try await child.expect("31 91")
        try await child.expect("name? ")
        #expect(child.echoes)
        child.send("me\n")
        try await child.expect("hello me\r\n")
        child.sendControlC()
        #expect(try await child.wait() == .signalled(2))
        await #expect(throws: PtyFailure.self) { try await child.expect("more") }
    }
}
