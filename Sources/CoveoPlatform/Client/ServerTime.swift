import FoundationEssentials
import HTTP
import HTTPTypes
import Ports
import Synchronization

/// What time it is at the platform, as far as its answers say (`Date`); else our clock's.
final class ServerTime: Sendable {
    /// How far the platform's own clocks may be apart, and a `Date` be from its answer.
    private static let tolerance: TimeInterval = 10
    /// How far our clock may be from the platform's, where no answer says what time it is there.
    private static let blindTolerance: TimeInterval = 120

    private let clock: any Clock
    /// How far the platform is ahead of our clock.
    private let lead = Mutex<TimeInterval?>(nil)

    init(_ clock: any Clock) {
        self.clock = clock
    }

    /// Our clock's.
    var now: Date { clock.now }

    /// Takes what an answer that has just come says.
    func note(_ response: ReceivedResponse) {
        let now = clock.now
        guard let text = response.head.headerFields[.date], let date = HTTPDate.parse(text, now: now) else { return }
        lead.withLock { $0 = date.timeIntervalSince(now) }
    }

    /// Whether the platform wrote `date` down before `moment` of our clock, whatever the clocks say.
    func wrote(_ date: Date, before moment: Date) -> Bool {
        let lead = lead.withLock { $0 }
        let tolerance = lead == nil ? Self.blindTolerance : Self.tolerance
        return date < moment + (lead ?? 0) - tolerance
    }
}
