import FoundationEssentials
import JSON
import Ports

/// Moments as people and as scripts read them, in UTC.
enum Moment {
    /// `2026-11-24T09:00:00Z`.
    static func iso(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle())
    }

    /// The same as a JSON value; null where unknown.
    static func json(_ date: Date?) -> JSONValue {
        date.map { .string(iso($0)) } ?? .null
    }

    /// `2026-11-24 09:00 UTC`.
    static func people(_ date: Date) -> String {
        let text = iso(date)
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    /// In a table: `3 minutes ago`, `in 89 days`; the day where that is more than a season away.
    static func brief(_ date: Date, from now: Date) -> String {
        let seconds = date.timeIntervalSince(now)
        if abs(seconds) > 100 * 86_400 { return String(iso(date).prefix(10)) }
        if abs(seconds) < 1 { return "now" }
        return distance(seconds)
    }

    /// `in 23 hours (2026-11-24 09:00 UTC)`, or `2 hours ago (…)`.
    static func people(_ date: Date, from now: Date) -> String {
        let seconds = date.timeIntervalSince(now)
        if abs(seconds) < 0.5 { return "now (\(people(date)))" }
        return "\(distance(seconds)) (\(people(date)))"
    }

    private static func distance(_ seconds: Double) -> String {
        let span = Failure.words(for: .seconds(abs(seconds).rounded()))
        return seconds >= 0 ? "in \(span)" : "\(span) ago"
    }
}

extension Output {
    /// How moments are written in a table: for people by how far they are from `now`, for scripts in full.
    func moments(from now: Date) -> (Date) -> String {
        let isForPeople = isForPeople
        return { isForPeople ? Moment.brief($0, from: now) : Moment.iso($0) }
    }
}
