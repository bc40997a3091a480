import Glibc
import Ports
import Testing

@testable import Adapters

/// Each test is a process of its own: signals are the process's.
@Suite("signals", .timeLimit(.minutes(5)))
struct SignalInterruptsTests {
    private enum Odd: Error { case failed }

    @Test("an operation that ends by itself gives its result, and signals are then as before")
    func undisturbed() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            try #require(try await SignalInterrupts().whileWatching { 7 } == 7)
            await #expect(throws: Odd.failed) { try await SignalInterrupts().whileWatching { throw Odd.failed } }
            kill(getpid(), SIGTERM)
            // It may come to another thread.
            while true { pause() }
        }
    }

    @Test("the first signal cancels the operation and is thrown once it has ended")
    func first() async {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            await #expect(processExitsWith: .success) { [number = number as Int32] in
                let (ended, end) = AsyncStream<Bool>.makeStream()
                let wanted = try #require(Interrupt(rawValue: number))
                await #expect(throws: Interrupted(wanted)) {
                    try await SignalInterrupts().whileWatching {
                        kill(getpid(), number)
                        for await _ in AsyncStream<Void>.makeStream().stream {}
                        end.yield(Task.isCancelled)
                    }
                }
                var iterator = ended.makeAsyncIterator()
                try #require(await iterator.next() == true)
            }
        }
    }

    @Test("an operation that does not heed its cancellation is left behind")
    func unheeded() async {
        await #expect(processExitsWith: .success) {
            await #expect(throws: Interrupted(.terminate)) {
                try await SignalInterrupts(grace: .seconds(2)).whileWatching {
                    kill(getpid(), SIGTERM)
                    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
                }
            }
        }
    }

    @Test("a second signal ends the process at once, with its own code")
    func second() async {
        await #expect(processExitsWith: .exitCode(130)) {
            try await SignalInterrupts().whileWatching {
                kill(getpid(), SIGINT)
                while !Task.isCancelled { await Task.yield() }
                kill(getpid(), SIGINT)
                await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
            }
        }
    }

    @Test("SIGHUP comes twice where a terminal goes, and SIGTERM beside it: neither ends what must not be cut")
    func hangUps() async {
        for (first, second) in [(SIGHUP, SIGHUP), (SIGHUP, SIGTERM), (SIGTERM, SIGHUP)] {
            await #expect(processExitsWith: .success) { [first = first as Int32, second = second as Int32] in
                let wanted = try #require(Interrupt(rawValue: first))
                await #expect(throws: Interrupted(wanted)) {
                    try await SignalInterrupts().whileWatching {
                        kill(getpid(), first)
                        while !Task.isCancelled { await Task.yield() }
                        kill(getpid(), second)
                        // It may come to another thread, and must find the handler.
                        await Task { try? await Task.sleep(for: .milliseconds(200)) }.value
                    }
                }
            }
        }
    }

    @Test("somebody who asks twice after SIGHUP is obeyed")
    func hurry() async {
        await #expect(processExitsWith: .exitCode(143)) {
            try await SignalInterrupts().whileWatching {
                kill(getpid(), SIGHUP)
                while !Task.isCancelled { await Task.yield() }
                // Two that wait at once are one.
                while true {
                    kill(getpid(), SIGTERM)
                    await Task { try? await Task.sleep(for: .milliseconds(20)) }.value
                }
            }
        }
    }

    @Test("the process can end by SIGHUP afterwards")
    func end() async {
        await #expect(processExitsWith: .signal(SIGHUP)) {
            await #expect(throws: Interrupted(.hangUp)) {
                try await SignalInterrupts().whileWatching {
                    kill(getpid(), SIGHUP)
                    while !Task.isCancelled { await Task.yield() }
                }
            }
            SignalInterrupts.endByHangUp()
        }
    }

    @Test("a signal that was ignored from the start (nohup, &) stays ignored")
    func ignored() async {
        for number in [SIGINT, SIGHUP] {
            await #expect(processExitsWith: .success) { [number = number as Int32] in
                signal(number, SIG_IGN)
                let result = try await SignalInterrupts().whileWatching {
                    kill(getpid(), number)
                    return 1
                }
                try #require(result == 1)
            }
        }
    }
}
