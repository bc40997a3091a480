package import JSON

/// Writes a JSON value as YAML that every reader takes for the same value: block style, texts in double quotes where
/// anything else might be read into them (`"no"`, `"1e3"`, `"2024-01-01"`), several lines as a block.
package struct YAMLWriter {
    private var output = ""

    /// The text, with a line end.
    package static func text(_ value: JSONValue) -> String {
        var writer = YAMLWriter()
        switch value {
        case .object(let object) where !object.isEmpty: writer.write(object, indent: 0)
        case .array(let elements) where !elements.isEmpty: writer.write(elements, indent: 0)
        default: writer.writeInline(value, indent: 0)
        }
        return writer.output
    }

    private mutating func write(_ object: JSONObject, indent: Int, isAfterDash: Bool = false) {
        for (index, member) in object.members.enumerated() {
            if index > 0 || !isAfterDash { output += String(repeating: " ", count: indent) }
            writeKey(member.key, indent: indent)
            writeValue(member.value, indent: indent)
        }
    }

    /// A simple key ends on its line within 1,024 characters; a longer one needs a mark.
    private mutating func writeKey(_ key: String, indent: Int) {
        if key.utf8.count > 500 {
            output += "? \(YAMLText.quoted(key))\n\(String(repeating: " ", count: indent)):"
        } else {
            output += YAMLText.inline(key) + ":"
        }
    }

    /// What stands after a key's colon.
    private mutating func writeValue(_ value: JSONValue, indent: Int) {
        switch value {
        case .object(let object) where !object.isEmpty:
            output += "\n"
            write(object, indent: indent + 2)
        case .array(let elements) where !elements.isEmpty:
            output += "\n"
            write(elements, indent: indent + 2)
        default:
            output += " "
            writeInline(value, indent: indent)
        }
    }

    private mutating func write(_ elements: [JSONValue], indent: Int, isAfterDash: Bool = false) {
        for (index, element) in elements.enumerated() {
            if index > 0 || !isAfterDash { output += String(repeating: " ", count: indent) }
            output += "- "
            switch element {
            case .object(let object) where !object.isEmpty: write(object, indent: indent + 2, isAfterDash: true)
            case .array(let elements) where !elements.isEmpty: write(elements, indent: indent + 2, isAfterDash: true)
            default: writeInline(element, indent: indent)
            }
        }
    }

    private mutating func writeInline(_ value: JSONValue, indent: Int) {
        switch value {
        case .null: output += "null\n"
        case .bool(let value): output += value ? "true\n" : "false\n"
        case .number(let number): output += number.text + "\n"
        case .string(let text): output += YAMLText.block(text, indent: indent + 2) ?? YAMLText.inline(text) + "\n"
        case .array: output += "[]\n"
        case .object: output += "{}\n"
        }
    }
}
