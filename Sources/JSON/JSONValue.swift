/// A JSON value (RFC 8259) that can be written back as it was read: the order of keys and the text of numbers stay.
///
/// Equal are values that would be written the same: strings byte by byte (not by Unicode's canonical equivalence),
/// numbers by their text, objects with their order. For the same meaning see `isEquivalent(to:)`.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSONValue {
    /// The text where this is a string.
    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The value where this is `true` or `false`.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The value where this is a number that is whole and fits.
    package var int: Int? {
        if case .number(let value) = self { value.int } else { nil }
    }

    /// The value where this is a number that a double can hold, rounded.
    package var double: Double? {
        if case .number(let value) = self { value.double } else { nil }
    }

    /// The elements where this is an array.
    package var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members where this is an object.
    package var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// Whether this is `null`.
    package var isNull: Bool { self == .null }

    /// The member `key` where this is an object that has it.
    package subscript(_ key: String) -> JSONValue? { object?[key] }
}

extension String {
    /// Whether both are the same UTF-8 bytes: `==` would also take canonical equivalents for one another.
    func hasSameBytes(as other: String) -> Bool {
        // Most keys differ in length already, which costs nothing to see.
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
