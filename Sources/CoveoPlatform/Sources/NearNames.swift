/// "Did you mean": names that are a few letters away.
package enum NearNames {
    /// The names within a third of `text`'s length (at least one letter) of it, the nearest first; case doesn't matter.
    ///
    /// - Parameter limit: how many at most.
    package static func nearest(to text: String, among names: [String], limit: Int = 3) -> [String] {
        let wanted = Array(text.lowercased())
        // Beyond that a distance costs more than a hint is worth.
        guard wanted.count <= 300 else { return [] }
        let bound = max(1, wanted.count / 3)
        var found: [(name: String, distance: Int)] = []
        for name in names where abs(name.count - wanted.count) <= bound {
            let distance = distance(from: wanted, to: Array(name.lowercased()))
            if distance <= bound { found.append((name, distance)) }
        }
        found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return found.prefix(limit).map(\.name)
    }

    /// Letters to insert, remove, replace, or swap with their neighbour.
    private static func distance(from left: [Character], to right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var best = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
