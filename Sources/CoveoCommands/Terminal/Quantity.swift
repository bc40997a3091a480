/// Sizes and counts as people read them.
enum Quantity {
    /// `1.2 MB`: decimal units, as the Administration Console has them; two digits at least.
    static func bytes(_ count: Int) -> String {
        var value = Double(count)
        var unit = "B"
        for next in ["kB", "MB", "GB", "TB", "PB"] where abs(value) >= 999.5 {
            value /= 1_000
            unit = next
        }
        if unit == "B" { return "\(count) B" }
        let tenths = (value * 10).rounded() / 10
        return abs(tenths) < 10 ? "\(tenths) \(unit)" : "\(Int(value.rounded())) \(unit)"
    }

    /// `25,000`.
    static func count(_ count: Int) -> String {
        var digits = String(count.magnitude)[...]
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return (count < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }
}
