/// Changes to a JSON value (RFC 6902).
package struct JSONPatch: Equatable, Sendable {
    /// One change.
    package enum Operation: Equatable, Sendable {
        case add(JSONPointer, JSONValue)
        case remove(JSONPointer)
        case replace(JSONPointer, JSONValue)
    }

    package let operations: [Operation]

    package init(_ operations: [Operation]) {
        self.operations = operations
    }

    /// What turns a value into another, by their differences: members of objects, and the whole of everything else.
    package init(_ differences: [JSONDifference]) {
        operations = differences.compactMap { difference in
            let pointer = JSONPointer(difference.path)
            return switch (difference.old, difference.new) {
            case (nil, let new?): .add(pointer, new)
            case (_?, let new?): .replace(pointer, new)
            case (_?, nil): .remove(pointer)
            case (nil, nil): nil
            }
        }
    }

    /// As RFC 6902 writes it: an array of operations.
    package var value: JSONValue {
        .array(
            operations.map { operation in
                switch operation {
                case .add(let pointer, let value): ["op": "add", "path": .string(pointer.text), "value": value]
                case .remove(let pointer): ["op": "remove", "path": .string(pointer.text)]
                case .replace(let pointer, let value): ["op": "replace", "path": .string(pointer.text), "value": value]
                }
            })
    }

    /// `value` with all changes, in order.
    ///
    /// Throws `.notAnObject` with the path of what stands in the way: of the change itself where a member that is to go
    /// or to be replaced is not there.
    package func applied(to value: JSONValue) throws(JSONFailure) -> JSONValue {
        var value = value
        for operation in operations {
            switch operation {
            case .add(let pointer, let new): value = try pointer.setting(new, in: value, mustExist: false)
            case .replace(let pointer, let new): value = try pointer.setting(new, in: value, mustExist: true)
            case .remove(let pointer): value = try pointer.setting(nil, in: value, mustExist: true)
            }
        }
        return value
    }
}
