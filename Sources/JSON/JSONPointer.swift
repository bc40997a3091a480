/// A place in a JSON value, by the keys that lead there (RFC 6901).
package struct JSONPointer: Equatable, Sendable {
    package let keys: [String]

    /// - Parameter keys: none for the whole.
    package init(_ keys: [String]) {
        self.keys = keys
    }

    /// As RFC 6901 writes it: `/a~1b/c~0d`.
    package var text: String {
        keys.map { key in
            var text = "/"
            for scalar in key.unicodeScalars {
                switch scalar {
                case "~": text += "~0"
                case "/": text += "~1"
                default: text.unicodeScalars.append(scalar)
                }
            }
            return text
        }.joined()
    }

    /// `value` with `new` here, or without what is here. Throws `.notAnObject` with the path that leads nowhere.
    func setting(_ new: JSONValue?, in value: JSONValue, mustExist: Bool) throws(JSONFailure) -> JSONValue {
        try Self.setting(new, in: value, at: keys[...], below: [], mustExist: mustExist)
    }

    private static func setting(
        _ new: JSONValue?, in value: JSONValue, at keys: ArraySlice<String>, below: [String], mustExist: Bool
    ) throws(JSONFailure) -> JSONValue {
        guard let key = keys.first else { return new ?? .null }
        guard case .object(var object) = value else { throw .notAnObject(path: below) }
        if keys.count == 1, !mustExist || object[key] != nil {
            object[key] = new
            return .object(object)
        }
        guard let member = object[key] else { throw .notAnObject(path: below + [key]) }
        object[key] = try setting(new, in: member, at: keys.dropFirst(), below: below + [key], mustExist: mustExist)
        return .object(object)
    }
}
