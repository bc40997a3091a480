import Foundation
import Glibc
import Ports
import Support
import Testing

@testable import Adapters

/// Each test is a process of its own: the streams are the process's.
@Suite("the standard terminal", .timeLimit(.minutes(5)))
struct StandardTerminalTests {
    @Test("at a terminal knows so, and its columns")
    func atTerminal() async {
        await #expect(processExitsWith: .success) {
            let person = try OwnTerminal(columns: 97)
            let terminal = StandardTerminal()
            try #require(terminal.inputIsTerminal && terminal.outputIsTerminal && terminal.errorIsTerminal)
            try #require(terminal.columns == 97)
            _ = person
        }
    }

    @Test("reads a line that is longer than the kernel's own editing takes, shows it, then restores the terminal")
    func longLine() async {
        await #expect(processExitsWith: .success) {
            let person = try OwnTerminal()
            let address = "http://127.0.0.1:52296?code=" + String(repeating: "x", count: 9_000)
            Thread.detachNewThread { person.type(address + "\r") }
            let terminal = StandardTerminal()
            async let line = terminal.readLine(prompt: "Paste: ", echo: true)
            let shown = await onOwnThread { person.shown("Paste: \(address)\r\n".utf8.count) }
            try #require(try await line == address)
            try #require(shown == "Paste: \(address)\r\n")
            try #require(person.isItself)
        }
    }

    @Test("what is pasted is one text up to its last line end; what is typed ends at the first")
    func pasted() async {
        await #expect(processExitsWith: .success) {
            let person = try OwnTerminal()
            let address = "http://127.0.0.1:52296?code=" + String(repeating: "x", count: 5_000)
            Thread.detachNewThread { person.type("\(address)\r&state=\r\ny\r") }
            let terminal = StandardTerminal()
            async let line = terminal.readPasted(prompt: "Paste: ")
            let shown = await onOwnThread { person.shown("Paste: \(address) &state=  y\r\n".utf8.count) }
            try #require(try await line == "\(address) &state=  y")
            try #require(shown == "Paste: \(address) &state=  y\r\n")
            try #require(person.isItself)
            Thread.detachNewThread { person.type("one\rtwo\r") }
            try #require(try await terminal.readLine(prompt: "", echo: false) == "one")
            try #require(try await terminal.readPasted(prompt: "") == "two")
        }
    }

    @Test("hides what is typed where it should, and restores the terminal")
    func hidden() async {
        await #expect(processExitsWith: .success) {
            let person = try OwnTerminal()
            Thread.detachNewThread { person.type("canary\rnext\r") }
            let terminal = StandardTerminal()
            try #require(try await terminal.readLine(prompt: "Token: ", echo: false) == "canary")
            try #require(person.isItself)
            try #require(try await terminal.readLine(prompt: "", echo: false) == "next")
            try #require(person.shown(11) == "Token: \r\n\r\n")
        }
    }

    @Test("tells the end of input from an empty line")
    func endOfInput() async {
        await #expect(processExitsWith: .success) {
            let person = try OwnTerminal()
            let terminal = StandardTerminal()
            Thread.detachNewThread { person.type("\r\u{4}") }
            try #require(try await terminal.readLine(prompt: "", echo: true) == "")
            try #require(try await terminal.readLine(prompt: "", echo: true) == nil)
        }
    }

    @Test("gives up a line when the task is cancelled, and restores the terminal")
    func cancelled() async {
        await #expect(processExitsWith: .success) {
            let person = try OwnTerminal()
            let terminal = StandardTerminal()
            let task = Task { try await terminal.readLine(prompt: "", echo: false) }
            await onOwnThread { person.type("half") }
            task.cancel()
            await #expect(throws: TerminalFailure.cancelled) { try await task.value }
            try #require(person.isItself)
        }
    }

    @Test("a Ctrl-C at a prompt interrupts, and the terminal is itself again")
    func interrupted() async {
        await #expect(processExitsWith: .success) {
            let person = try OwnTerminal()
            Thread.detachNewThread { person.type("half\u{3}") }
            await #expect(throws: Interrupted(.interrupt)) {
                try await SignalInterrupts().whileWatching {
                    try await StandardTerminal().readLine(prompt: "Token: ", echo: false)
                }
            }
            try #require(person.isItself)
        }
    }

    @Test("a Ctrl-C at a prompt that nobody watches ends the process as it would anywhere, the terminal restored")
    func unwatched() async throws {
        let terminal = try PtyTerminal()
        Thread.detachNewThread {
            while OwnTerminal.isItself(terminal.master) { usleep(1000) }
            write(terminal.master, "\u{3}", 1)
        }
        await #expect(processExitsWith: .signal(SIGINT)) { [path = terminal.path as String] in
            _ = OwnTerminal(at: path)
            _ = try await StandardTerminal().readLine(prompt: "Token: ", echo: false)
        }
        #expect(OwnTerminal.isItself(terminal.master))
    }

    @Test("a second signal at a prompt ends the process with the terminal restored")
    func twice() async throws {
        let terminal = try PtyTerminal()
        await #expect(processExitsWith: .exitCode(143)) { [path = terminal.path as String] in
            let person = OwnTerminal(at: path)
            try await SignalInterrupts().whileWatching {
                // Nobody cancels it: it stands for a prompt that does not heed the first signal.
                Task.detached { try await StandardTerminal().readLine(prompt: "", echo: false) }
                await onOwnThread { person.waitForPrompt() }
                kill(getpid(), SIGTERM)
                while !Task.isCancelled { await Task.yield() }
                kill(getpid(), SIGTERM)
                while true { pause() }
            }
        }
        #expect(OwnTerminal.isItself(terminal.master))
    }

    @Test("reads lines and all of a pipe")
    func pipe() async {
        await #expect(processExitsWith: .success) {
            let pipe = Pipe()
            dup2(pipe.fileHandleForReading.fileDescriptor, STDIN_FILENO)
            try pipe.fileHandleForWriting.write(contentsOf: Data("one\r\ntwo\nrest\nof it".utf8))
            try pipe.fileHandleForWriting.close()
            let terminal = StandardTerminal()
            try #require(!terminal.inputIsTerminal)
            try #require(try await terminal.readLine(prompt: "", echo: true) == "one")
            try #require(try await terminal.readLine(prompt: "", echo: true) == "two")
            await #expect(throws: TerminalFailure.inputTooLarge(limit: 9)) { try await terminal.readInput(limit: 9) }
            try #require(try await terminal.readInput(limit: 10).isEmpty)
            try #require(try await terminal.readLine(prompt: "", echo: true) == nil)
        }
    }

    @Test("a closed stdout is told, and no file opened later takes its place")
    func closedOutput() async {
        await #expect(processExitsWith: .success) {
            close(STDOUT_FILENO)
            close(STDIN_FILENO)
            let terminal = StandardTerminal()
            let file = open("/dev/null", O_RDWR)
            try #require(file > STDERR_FILENO)
            #expect(throws: TerminalFailure.outputLost(code: EBADF)) { try terminal.writeOutput("x") }
            await #expect(throws: TerminalFailure.inputLost(code: EBADF)) { try await terminal.readInput(limit: 1) }
        }
    }

    @Test("a full disk is told")
    func fullDisk() async {
        await #expect(processExitsWith: .success) {
            dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO)
            #expect(throws: TerminalFailure.outputLost(code: ENOSPC)) { try StandardTerminal().writeOutput("x") }
        }
    }

    @Test("a closed pipe ends the process by SIGPIPE, though NIO ignores it; on stderr it ends nothing")
    func closedPipe() async {
        await #expect(processExitsWith: .signal(SIGPIPE)) {
            signal(SIGPIPE, SIG_IGN)
            let pipe = Pipe()
            dup2(pipe.fileHandleForWriting.fileDescriptor, STDOUT_FILENO)
            dup2(pipe.fileHandleForWriting.fileDescriptor, STDERR_FILENO)
            try pipe.fileHandleForWriting.close()
            try pipe.fileHandleForReading.close()
            let terminal = StandardTerminal()
            terminal.writeError("lost")
            try terminal.writeOutput("x")
        }
    }

    @Test("output larger than a pipe holds is written whole to a slow, non-blocking reader")
    func slowReader() async {
        await #expect(processExitsWith: .success) {
            let pipe = Pipe()
            let end = pipe.fileHandleForWriting.fileDescriptor
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            dup2(end, STDOUT_FILENO)
            try pipe.fileHandleForWriting.close()
            let text = String(repeating: "0123456789", count: 100_000)
            async let read = onOwnThread { pipe.fileHandleForReading.readDataToEndOfFile() }
            try StandardTerminal().writeOutput(text)
            close(STDOUT_FILENO)
            try #require(await read == Data(text.utf8))
        }
    }
}

/// Runs blocking work of a test's person off the cooperative pool.
func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}
