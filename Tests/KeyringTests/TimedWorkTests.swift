import Dispatch
import Ports
import Testing

@testable import Keyring

@Suite("Blocking work of a store", .timeLimit(.minutes(2)))
struct TimedWorkTests {
    private static let overdue = StoreFailure.noAnswer(after: .milliseconds(50))

    /// Work that comes back when it is let go, as a system call does that hangs.
    private func stuck(_ work: TimedWork, _ gate: DispatchSemaphore) async throws(StoreFailure) {
        try await work.run(overdue: Self.overdue) { (_) throws(StoreFailure) in gate.wait() }
    }

    @Test("work that does not come back in time is given up, and all that would come after it")
    func stuck() async throws {
        let (work, gate) = (TimedWork(limit: .milliseconds(50)), DispatchSemaphore(value: 0))
        await #expect(throws: Self.overdue) { try await stuck(work, gate) }
        await #expect(throws: Self.overdue) {
            try await work.run(overdue: Self.overdue) { (_) throws(StoreFailure) in }
        }
        gate.signal()
    }

    @Test("a task that is cancelled does not wait for work that is stuck, nor does one behind it")
    func cancelled() async throws {
        let (work, gate) = (TimedWork(limit: .seconds(600)), DispatchSemaphore(value: 0))
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await work.run(overdue: Self.overdue) { (_) throws(StoreFailure) in
                begin.yield()
                gate.wait()
            }
        }
        for await _ in begun { break }
        let second = Task { try await work.run(overdue: Self.overdue) { (_) throws(StoreFailure) in } }
        first.cancel()
        second.cancel()
        await #expect(throws: StoreFailure.cancelled) { try await first.value }
        await #expect(throws: StoreFailure.cancelled) { try await second.value }
        gate.signal()
    }

    @Test("the time is for all pieces together, and an error is the work's own")
    func together() async throws {
        let work = TimedWork(limit: .seconds(600))
        await #expect(throws: StoreFailure.locked) {
            try await work.run(overdue: Self.overdue) { (_) throws(StoreFailure) in throw StoreFailure.locked }
        }
        let first = try await work.run(overdue: Self.overdue) { (time) throws(StoreFailure) in time.left }
        let second = try await work.run(overdue: Self.overdue) { (time) throws(StoreFailure) in time.left }
        #expect(second < first && first < .seconds(600))
    }
}
