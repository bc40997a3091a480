package import FoundationEssentials

/// Reads the three forms of an HTTP date (RFC 9110, section 5.6.7). The name of the day is not checked.
package enum HTTPDate {
    /// - Parameter now: decides the century of the obsolete form with two digits.
    package static func parse(_ text: String, now: Date) -> Date? {
        let words = text.split { " ,-:".contains($0) }
        switch words.count {
        case 8 where words[7] == "GMT":  // Sun, 06 Nov 1994 08:49:37 GMT, or Sunday, 06-Nov-94 08:49:37 GMT
            return date(year: words[3], month: words[2], day: words[1], time: words[4...6], now: now)
        case 7:  // Sun Nov  6 08:49:37 1994
            return date(year: words[6], month: words[1], day: words[2], time: words[3...5], now: now)
        default: return nil
        }
    }

    private static func date(
        year: Substring, month: Substring, day: Substring, time: ArraySlice<Substring>, now: Date
    ) -> Date? {
        let numbers = ([year, day] + time).compactMap { $0.utf8.count <= 4 ? UInt16($0).map(Int.init) : nil }
        guard numbers.count == 5, let month = months.firstIndex(of: month) else { return nil }
        guard (1...31).contains(numbers[1]), numbers[2] < 24, numbers[3] < 60, numbers[4] <= 60 else { return nil }
        let seconds = numbers[2] * 3600 + numbers[3] * 60 + numbers[4]
        func moment(_ year: Int) -> Date {
            Date(timeIntervalSince1970: Double(days(year: year, month: month + 1, day: numbers[1]) * 86400 + seconds))
        }
        if year.utf8.count == 4 { return moment(numbers[0]) }
        guard year.utf8.count == 2 else { return nil }
        // Two digits that seem to lie more than 50 years ahead are of the past century.
        let recent = moment(2000 + numbers[0])
        return recent.timeIntervalSince(now) > 50 * 365.2425 * 86400 ? moment(1900 + numbers[0]) : recent
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days since 1970-01-01 in the Gregorian calendar; years are counted from March, so that a leap day comes last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
