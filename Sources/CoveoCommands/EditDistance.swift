/// How far apart two words are, for "did you mean".
enum EditDistance {
    /// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
    static func between(_ one: String, _ other: String) -> Int {
        let a = Array(one.lowercased()), b = Array(other.lowercased())
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }

    /// The nearest of `candidates`, if it is near enough to be meant.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        candidates.map { (between(word, $0), $0) }
            .filter { $0.0 <= max(1, word.count / 3) }
            .min { $0.0 < $1.0 }?.1
    }
}
