import JSON
import Testing

@Suite("JSON numbers")
struct JSONNumberTests {
    @Test(
        "a whole number that fits is an Int, however written",
        arguments: [
            ("0", 0), ("-0", 0), ("0.0e9", 0), ("42", 42), ("42.0", 42), ("4.2e1", 42), ("420e-1", 42), ("1e3", 1000),
            ("-1.5e1", -15), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
            ("9223372036854775807.000", Int.max), ("1e18", 1_000_000_000_000_000_000),
        ])
    func int(text: String, value: Int) throws {
        #expect(try parse(text).int == value)
    }

    @Test(
        "any other number is none",
        arguments: ["1.5", "1e-1", "9223372036854775808", "1e19", "1e999999999999999999999"])
    func noInt(text: String) throws {
        #expect(try parse(text).int == nil)
    }

    @Test("a double is rounded, and nil where it would be infinite")
    func double() throws {
        #expect(try parse("0.1").double == 0.1)
        #expect(try parse("12345678901234567890").double == 0x1.56a95319d63e1p+63)
        #expect(try parse("1e400").double == nil)
        #expect(try parse("\"1\"").double == nil)
    }

    @Test(
        "the same number in another spelling is equivalent",
        arguments: [
            ("1", "1.0"), ("1", "1e0"), ("100", "1E2"), ("0.1", "1e-1"), ("0", "-0.00e5"),
            ("0", "0e99999999999999999999"),
            ("123456789012345678901234567890", "123456789012345678901234567890.0"),
            ("-12.50", "-125e-1"), ("1e400", "10e399"),
        ])
    func equivalent(left: String, right: String) throws {
        #expect(try parse(left).isEquivalent(to: parse(right)))
        #expect(try parse(left) != parse(right))
    }

    @Test(
        "neighbours are not, even where a double can't tell them apart",
        arguments: [
            ("9007199254740993", "9007199254740992"),
            ("123456789012345678901234567890", "123456789012345678901234567891"),
            ("1e400", "1e401"), ("1", "-1"), ("0.1", "0.10000000000000000001"), ("1", "10"),
            ("1e99999999999999999999", "1e99999999999999999998"),
        ])
    func different(left: String, right: String) throws {
        #expect(try !parse(left).isEquivalent(to: parse(right)))
    }
}
