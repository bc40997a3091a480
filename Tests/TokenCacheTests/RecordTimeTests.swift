import FoundationEssentials
import Testing

@testable import TokenCache

@Suite("Times in records")
struct RecordTimeTests {
    @Test("the plain form is read as the library reads it, at every turn of a year")
    func plain() throws {
        for year in [1970, 1972, 1999, 2000, 2026, 2027, 2028, 2100, 2400, 9999] {
            for day in ["01-01", "01-31", "02-28", "03-01", "06-15", "12-31"] {
                let text = "\(year)-\(day)T23:59:59Z"
                #expect(try RecordTime.date(text) == Date(text, strategy: .iso8601), "\(text)")
            }
        }
        #expect(try RecordTime.date("2028-02-29T00:00:00Z") == Date("2028-02-29T00:00:00Z", strategy: .iso8601))
    }

    @Test("what is written is read again")
    func written() throws {
        for seconds in stride(from: 0.0, through: 4_102_444_800, by: 86_400 * 13.7) {
            let date = Date(timeIntervalSince1970: seconds.rounded())
            #expect(try RecordTime.date(date.formatted(.iso8601)) == date)
        }
    }

    @Test(
        "a time between two seconds is the earlier one, as it would be written", arguments: ["05.75Z", "05.001+00:00"])
    func fraction(_ rest: String) throws {
        #expect(try RecordTime.date("2026-01-02T03:04:" + rest) == Date("2026-01-02T03:04:05Z", strategy: .iso8601))
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "", "now", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z", "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00", "+026-01-01T00:00:00Z",
        ])
    func refused(_ text: String) {
        #expect(throws: (any Error).self) { try RecordTime.date(text) }
    }
}
