package import FoundationEssentials
package import HTTPTypes

/// When a server wants to be asked again (`Retry-After`, RFC 9110, section 10.2.3).
package struct RetryAfter: Equatable, Sendable {
    /// How long to wait from `asked` on; never negative.
    package let wait: Duration
    /// When it was said, by the wall clock.
    package let asked: Date

    /// A longer wait is cut to this: ten years.
    static let longest = Duration.seconds(10 * 365 * 86_400)

    package init(_ wait: Duration, asked: Date) {
        self.wait = min(max(wait, .zero), Self.longest)
        self.asked = asked
    }

    /// Reads it: seconds, or a date.
    ///
    /// - Parameter now: when the answer came.
    /// - Returns: nil where it asks for nothing that can be read.
    package init?(_ fields: HTTPFields, now: Date) {
        guard let text = fields[.retryAfter], !text.isEmpty else { return nil }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            self.init(Int(text).map { .seconds($0) } ?? Self.longest, asked: now)
        } else {
            guard let date = HTTPDate.parse(text, now: now) else { return nil }
            self.init(.seconds(date.timeIntervalSince(now)), asked: now)
        }
    }

    /// The end of the wait, by the wall clock.
    package var moment: Date { asked + wait / .seconds(1) }
}
