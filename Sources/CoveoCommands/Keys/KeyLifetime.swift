import Ports

/// How long a new key lives: `90d`, as a person types it, and as the platform is told (ISO 8601).
struct KeyLifetime: Equatable, Sendable {
    /// `P90D`.
    let text: String

    private static let units: [Character: (prefix: String, unit: String)] = [
        "h": ("PT", "H"), "d": ("P", "D"), "w": ("P", "W"), "m": ("P", "M"), "y": ("P", "Y"),
    ]

    /// - Throws: 64 for what is no number with a unit.
    init(typed: String) throws(Failure) {
        let digits = typed.dropLast()
        guard let last = typed.lowercased().last, let (prefix, unit) = Self.units[last],
            digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = Int(digits),
            (1...9_999).contains(number)
        else {
            throw Failure(
                .usage, "--expires '\(Visible(typed))' is no number of hours, days, weeks, months or years",
                hint: "as in --expires 90d, 12h, 4w, 6m or 1y")
        }
        text = "\(prefix)\(number)\(unit)"
    }
}
