/// What a JSON value has to look like.
indirect enum Shape: Sendable {
    case text
    /// A date: the vendor's specification says text, its service gives milliseconds.
    case moment
    case flag
    case choice([String])
    case list(Shape, unique: Bool)
    /// An object of any keys, whose values are alike.
    case map(Shape)
    /// An object of these keys and no others.
    case record([String: Shape])
    case anyObject

    /// - Parameter path: the field's name, for the message.
    /// - Throws: `Refusal` 400 that names the field. Null counts as absent.
    func check(_ value: Value, at path: String) throws(Refusal) {
        switch (self, value) {
        case (_, .null), (.text, .string), (.moment, .string), (.moment, .number), (.flag, .bool),
            (.anyObject, .object):
            return
        case (.choice(let choices), .string(let text)):
            guard choices.contains(text) else {
                throw .invalid("INVALID_VALUE", "The value '\(text)' of the field '\(path)' is unknown.")
            }
        case (.list(let element, let unique), .array(let elements)):
            for (index, value) in elements.enumerated() {
                try element.check(value, at: "\(path)[\(index)]")
                if unique, elements[..<index].contains(value) {
                    throw .invalid("INVALID_VALUE", "The field '\(path)' holds an element twice.")
                }
            }
        case (.map(let element), .object(let members)):
            for member in members { try element.check(member.value, at: "\(path).\(member.key)") }
        case (.record(let fields), .object):
            try Self.check(value, fields: fields, at: path + ".")
        default:
            throw .invalid("INVALID_TYPE", "The field '\(path)' is of the wrong type.")
        }
    }

    /// Checks an object's members.
    /// - Parameters:
    ///   - value: the object.
    ///   - fields: what is known.
    ///   - prefix: stands before a field's name in the message.
    ///   - extra: an object whose keys are let through too.
    static func check(
        _ value: Value, fields: [String: Shape], at prefix: String = "", alsoKnown extra: Value = [:]
    ) throws(Refusal) {
        for member in value.members ?? [] {
            if let shape = fields[member.key] {
                try shape.check(member.value, at: prefix + member.key)
            } else if extra[member.key] == nil {
                throw .invalid("UNKNOWN_FIELD", "The field '\(prefix + member.key)' is unknown.")
            }
        }
    }
}
