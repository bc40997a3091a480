/// One place where two JSON values differ.
package struct JSONDifference: Sendable, Equatable {
    /// The keys that lead there; empty where the values differ as a whole.
    package let path: [String]
    /// nil where there was nothing.
    package let old: JSONValue?
    /// nil where there is nothing any more.
    package let new: JSONValue?

    package init(path: [String], old: JSONValue?, new: JSONValue?) {
        self.path = path
        self.old = old
        self.new = new
    }
}

extension JSONValue {
    /// Whether both mean the same: the order of keys and the spelling of numbers are ignored (`1`, `1.0` and `1e0` are
    /// one number, compared exactly).
    package func isEquivalent(to other: JSONValue) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)): left.isEquivalent(to: right)
        case (.array(let left), .array(let right)):
            left.elementsEqual(right) { $0.isEquivalent(to: $1) }
        case (.object(let left), .object(let right)):
            left.count == right.count
                && left.members.allSatisfy { right[$0.key]?.isEquivalent(to: $0.value) ?? false }
        default: self == other
        }
    }

    /// Where `other` is not equivalent to this value: first what changed or went, in this value's order, then what is
    /// new, in the other's; objects are gone into, arrays compared whole.
    package func differences(to other: JSONValue) -> [JSONDifference] {
        Self.differences(from: self, to: other, at: [])
    }

    private static func differences(from old: JSONValue?, to new: JSONValue?, at path: [String]) -> [JSONDifference] {
        guard let old, let new else {
            return old == nil && new == nil ? [] : [JSONDifference(path: path, old: old, new: new)]
        }
        guard case .object(let left) = old, case .object(let right) = new else {
            return old.isEquivalent(to: new) ? [] : [JSONDifference(path: path, old: old, new: new)]
        }
        let added = right.members.filter { left[$0.key] == nil }
        return left.members.flatMap { differences(from: $0.value, to: right[$0.key], at: path + [$0.key]) }
            + added.map { JSONDifference(path: path + [$0.key], old: nil, new: $0.value) }
    }
}
