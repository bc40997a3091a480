import FoundationEssentials

/// Times as records carry them.
enum RecordTime {
    /// `2026-11-24T09:00:00Z`, or another form of ISO 8601 that the library reads. Throws what the library throws.
    ///
    /// The first form is read here: the library makes a calendar and a time zone first, which takes as long as all
    /// else that is done with a record.
    static func date(_ text: String) throws -> Date {
        if let date = plain(Array(text.utf8)) { return date }
        let date = try Date(text, strategy: .iso8601)
        // Records are to the second: what is read has to be what would be written.
        return Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    }

    /// The form that records are written in; nil for every other.
    private static func plain(_ text: [UInt8]) -> Date? {
        guard text.count == 20, text[19] == UInt8(ascii: "Z"), text[10] == UInt8(ascii: "T") else { return nil }
        let separators: [(Int, Unicode.Scalar)] = [(4, "-"), (7, "-"), (13, ":"), (16, ":")]
        guard separators.allSatisfy({ text[$0] == UInt8(ascii: $1) }) else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            text[range].reduce(0 as Int?) { sum, digit in
                guard let sum, (0x30...0x39).contains(digit) else { return nil }
                return sum * 10 + Int(digit - 0x30)
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            year >= 1970, (1...12).contains(month), (1...length(of: month, year)).contains(day), hour < 24,
            minute < 60, second < 60
        else { return nil }
        // Leap days since 1970 lie before this year's March, or in this year's February.
        let years = year - (month > 2 ? 0 : 1)
        let leapDays = years / 4 - years / 100 + years / 400 - 477
        let days = (year - 1970) * 365 + leapDays + (1..<month).reduce(0) { $0 + Self.lengths[$1 - 1] } + day - 1
        return Date(timeIntervalSince1970: Double(((days * 24 + hour) * 60 + minute) * 60 + second))
    }

    private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    private static func length(of month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 && isLeap ? 29 : lengths[month - 1]
    }
}
