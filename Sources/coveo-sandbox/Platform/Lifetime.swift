import Foundation

/// A duration as ISO 8601 writes it, such as `P1M`, `P90D` or `PT12H`.
struct Lifetime: Sendable {
    private let components: DateComponents

    /// nil where the text is no duration, or an empty one.
    init?(_ text: String) {
        let form =
            /P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?/
        guard let match = text.wholeMatch(of: form)?.output else { return nil }
        let parts = [match.1, match.2, match.3, match.4, match.5, match.6, match.7].map { $0.flatMap { Int($0) } }
        guard parts.contains(where: { ($0 ?? 0) > 0 }) else { return nil }
        components = DateComponents(
            year: parts[0], month: parts[1], day: (parts[2] ?? 0) * 7 + (parts[3] ?? 0), hour: parts[4],
            minute: parts[5], second: parts[6])
    }

    /// When it ends that begins then; both in milliseconds since 1970.
    func end(from start: Int) -> Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let date = Date(timeIntervalSince1970: Double(start) / 1000)
        let end = calendar.date(byAdding: components, to: date) ?? date
        return Int(end.timeIntervalSince1970 * 1000)
    }
}
