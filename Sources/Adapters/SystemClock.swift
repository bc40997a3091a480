package import FoundationEssentials
import Glibc
import Ports

/// The machine's clocks.
package struct SystemClock: Ports.Clock {
    package init() {}

    package var now: Date { Date() }

    /// Time since boot, suspension counted: what a server let expire while the machine slept has expired.
    package var uptime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    package func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .continuous)
    }
}
