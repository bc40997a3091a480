extension JSONObject {
    /// Lays `other` over this object, top-level key by key: replaces whole values, adds what is new, removes nothing.
    package mutating func overlay(_ other: JSONObject) {
        for (key, value) in other.members { self[key] = value }
    }

    /// This object with `value` at `path`; objects that are missing on the way are made.
    ///
    /// Throws `.notAnObject` with the path of what stands in the way; an empty path replaces the whole, so that
    /// `value` must be an object.
    package func setting(_ value: JSONValue, at path: [String]) throws(JSONFailure) -> JSONObject {
        guard let key = path.first else {
            guard let whole = value.object else { throw .notAnObject(path: []) }
            return whole
        }
        var result = self
        result[key] = try JSONValue.setting(value, in: self[key], at: path.dropFirst(), below: [key])
        return result
    }
}

extension JSONValue {
    /// This value with `value` at `path`; see `JSONObject.setting`.
    package func setting(_ value: JSONValue, at path: [String]) throws(JSONFailure) -> JSONValue {
        try Self.setting(value, in: self, at: path[...], below: [])
    }

    fileprivate static func setting(
        _ value: JSONValue, in old: JSONValue?, at path: ArraySlice<String>, below: [String]
    ) throws(JSONFailure) -> JSONValue {
        guard let key = path.first else { return value }
        guard case .object(var object) = old ?? .object(JSONObject()) else { throw .notAnObject(path: below) }
        object[key] = try setting(value, in: object[key], at: path.dropFirst(), below: below + [key])
        return .object(object)
    }
}
