/// A JSON number as it is written: `1.0`, `1e0` and a 40-digit integer stay what they are.
package struct JSONNumber: Sendable, Equatable {
    /// The number by RFC 8259's grammar.
    package let text: String

    package init(_ value: Int) {
        text = String(value)
    }

    /// - Parameter text: already checked against the grammar.
    package init(checked text: String) {
        self.text = text
    }

    /// The value where it is whole and fits (`1e3` and `1.0` are whole).
    package var int: Int? {
        if let value = Int(text) { return value }
        let decimal = Decimal(text)
        guard !decimal.digits.isEmpty else { return 0 }
        guard let exponent = decimal.exponent, (0...18).contains(exponent) else { return nil }
        let digits = String(decoding: decimal.digits, as: UTF8.self) + String(repeating: "0", count: exponent)
        return Int(decimal.isNegative ? "-" + digits : digits)
    }

    /// The nearest double; nil where the number is too large for one.
    package var double: Double? {
        Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Whether both are exactly the same number, however written.
    func isEquivalent(to other: JSONNumber) -> Bool {
        if text == other.text { return true }
        let left = Decimal(text)
        let right = Decimal(other.text)
        if left.digits.isEmpty && right.digits.isEmpty { return true }
        guard left.exponent != nil else { return false }
        return left == right
    }

    /// A number as ±digits × 10^exponent, without zeros at either end: equal for equal numbers.
    private struct Decimal: Equatable {
        var isNegative: Bool
        /// ASCII; empty for zero.
        var digits: [UInt8] = []
        /// nil where it does not fit an `Int`.
        var exponent: Int?

        init(_ text: String) {
            let mantissa = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
            isNegative = mantissa.first == UInt8(ascii: "-")
            let written = String(decoding: text.utf8.dropFirst(mantissa.count + 1), as: UTF8.self)
            var exponent = mantissa.count == text.utf8.count ? 0 : Int(written)
            var isFraction = false
            for byte in mantissa {
                if byte == UInt8(ascii: ".") { isFraction = true }
                guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { continue }
                if isFraction { exponent = exponent.flatMap { Self.sum($0, -1) } }
                if !digits.isEmpty || byte != UInt8(ascii: "0") { digits.append(byte) }
            }
            while digits.last == UInt8(ascii: "0") {
                digits.removeLast()
                exponent = exponent.flatMap { Self.sum($0, 1) }
            }
            self.exponent = exponent
        }

        private static func sum(_ left: Int, _ right: Int) -> Int? {
            let (value, overflow) = left.addingReportingOverflow(right)
            return overflow ? nil : value
        }
    }
}
