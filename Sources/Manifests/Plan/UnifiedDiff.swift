/// How one text becomes another, line by line, as `diff -u` tells it.
package struct UnifiedDiff: Equatable, Sendable {
    /// A line and its sign.
    package enum Line: Equatable, Sendable {
        case hunk(String)
        case context(String)
        case removed(String)
        case added(String)
    }

    package let lines: [Line]

    /// - Parameters:
    ///   - old: lines, without their ends; none for a text that is not there.
    ///   - context: how many lines that stay stand around those that don't.
    package init(from old: [String], to new: [String], context: Int = 3) {
        lines = Self.hunks(Self.edits(from: old, to: new), context: context)
    }

    /// Beyond so many lines that differ at either side a shortest way is not looked for.
    private static let limit = 4_000

    /// Every line of both texts, in order.
    private static func edits(from old: [String], to new: [String]) -> [Line] {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        let before = old[start..<(old.count - end)]
        let after = new[start..<(new.count - end)]
        var edits = old[..<start].map(Line.context)
        if before.count > limit || after.count > limit {
            edits += before.map(Line.removed) + after.map(Line.added)
        } else {
            edits += shortest(from: Array(before), to: Array(after))
        }
        return edits + old[(old.count - end)...].map(Line.context)
    }

    private static func shortest(from old: [String], to new: [String]) -> [Line] {
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var edits: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if removed.contains(left) {
                edits.append(.removed(old[left]))
                left += 1
            } else if inserted.contains(right) {
                edits.append(.added(new[right]))
                right += 1
            } else {
                edits.append(.context(old[left]))
                left += 1
                right += 1
            }
        }
        return edits
    }

    private static func hunks(_ edits: [Line], context: Int) -> [Line] {
        let changed = edits.indices.filter { edits[$0].isChange }
        var lines: [Line] = []
        var (oldLine, newLine) = (0, 0)
        var next = 0
        var position = 0
        while position < changed.count {
            let first = max(next, changed[position] - context)
            while position + 1 < changed.count, changed[position + 1] - changed[position] <= 2 * context + 1 {
                position += 1
            }
            let end = min(edits.count, changed[position] + context + 1)
            for edit in edits[next..<first] { edit.count(&oldLine, &newLine) }
            let (oldStart, newStart) = (oldLine, newLine)
            for edit in edits[first..<end] { edit.count(&oldLine, &newLine) }
            lines.append(
                .hunk("@@ -\(range(oldStart, oldLine)) +\(range(newStart, newLine)) @@"))
            lines += edits[first..<end]
            next = end
            position += 1
        }
        return lines
    }

    /// As `diff -u` writes it: an empty range stands after the line before it, and a count of one is left out.
    private static func range(_ start: Int, _ end: Int) -> String {
        let count = end - start
        let line = count == 0 ? start : start + 1
        return count == 1 ? "\(line)" : "\(line),\(count)"
    }
}

extension UnifiedDiff.Line {
    fileprivate var isChange: Bool {
        switch self {
        case .removed, .added: true
        case .hunk, .context: false
        }
    }

    fileprivate func count(_ old: inout Int, _ new: inout Int) {
        switch self {
        case .hunk: break
        case .context:
            old += 1
            new += 1
        case .removed: old += 1
        case .added: new += 1
        }
    }
}
