package import FoundationEssentials
import Ports
import Synchronization

/// A virtual clock: a sleep moves it on and returns at once.
package final class TestClock: Clock {
    private struct State {
        var now: Date
        var uptime: Duration = .zero
        var sleeps: [Duration] = []
    }

    private let state: Mutex<State>

    /// - Parameter now: 2026-01-02T03:04:05Z if left out.
    package init(now: Date = Date(timeIntervalSince1970: 1_767_323_045)) {
        state = Mutex(State(now: now))
    }

    package var now: Date { state.withLock { $0.now } }
    package var uptime: Duration { state.withLock { $0.uptime } }
    /// Every sleep so far, in order.
    package var sleeps: [Duration] { state.withLock { $0.sleeps } }

    package func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock { $0.sleeps.append(duration) }
        advance(by: duration)
        await Task.yield()
    }

    /// Moves both clocks on.
    package func advance(by duration: Duration) {
        state.withLock { state in
            state.uptime += duration
            let parts = duration.components
            state.now += Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        }
    }

    /// Sets the wall clock alone, as a person or NTP does.
    package func setWallClock(_ now: Date) { state.withLock { $0.now = now } }
}

/// Random bytes that a test can foretell: 0, 1, 2, … on and on.
package final class CountingRandom: RandomBytes {
    private let next = Mutex<UInt8>(0)

    package init() {}

    package func bytes(_ count: Int) -> [UInt8] {
        next.withLock { next in
            (0..<count).map { _ in
                defer { next &+= 1 }
                return next
            }
        }
    }
}
