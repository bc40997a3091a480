extension JSONValue {
    /// This value with `patch` laid over it: objects key by key at every level, where `null` removes; all else whole
    /// (RFC 7396). What already holds what the patch asks for stays as it is: an element of an array with it, and an
    /// empty array or object where `null` asks for nothing.
    package func merging(_ patch: JSONValue) -> JSONValue {
        switch (self, patch) {
        case (.object(let object), .object(let patch)): return .object(object.merging(patch))
        case (_, .object(let patch)): return .object(JSONObject().merging(patch))
        case (.array(let elements), .array(let asked)):
            if holds(patch) { return self }
            return .array(asked.enumerated().map { Self.kept($1, at: $0, of: elements) })
        default: return isEquivalent(to: patch) ? self : patch
        }
    }

    /// Whether this is what was asked for, with whatever was added inside objects; arrays element by element. An asked
    /// `null` is nothing at all, or something empty.
    package func holds(_ asked: JSONValue) -> Bool {
        switch (self, asked) {
        case (.object(let object), .object(let asked)):
            asked.members.allSatisfy { key, value in object[key].map { $0.holds(value) } ?? value.isNull }
        case (.array(let elements), .array(let asked)):
            elements.count == asked.count && zip(elements, asked).allSatisfy { $0.holds($1) }
        case (_, .null): isNothing
        default: isEquivalent(to: asked)
        }
    }

    /// Whether it is as good as absent: null, or an array or object without anything in it.
    fileprivate var isNothing: Bool {
        switch self {
        case .null: true
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        case .bool, .number, .string: false
        }
    }

    /// The element that already holds `asked`, for what was added to it, or else `asked`.
    private static func kept(_ asked: JSONValue, at index: Int, of elements: [JSONValue]) -> JSONValue {
        if elements.indices.contains(index), elements[index].holds(asked) { return elements[index] }
        // Nothing can have been added to what is no object, and a search for each in a long list takes its time.
        guard case .object = asked, elements.count <= searchLimit else { return asked }
        return elements.first { $0.holds(asked) } ?? asked
    }

    /// The longest array in which an element that moved is looked for.
    private static var searchLimit: Int { 1_000 }
}

extension JSONObject {
    /// This object with `patch` laid over it; see `JSONValue.merging`.
    package func merging(_ patch: JSONObject) -> JSONObject {
        var result = self
        for (key, value) in patch.members {
            if value.isNull {
                if result[key]?.isNothing == false { result[key] = nil }
            } else {
                result[key] = (result[key] ?? .null).merging(value)
            }
        }
        return result
    }
}
