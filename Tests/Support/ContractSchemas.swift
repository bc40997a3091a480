import Foundation
import JSON

/// Checks JSON values by OpenAPI 3.0 schemas, as far as the vendor's data uses them.
struct ContractSchemas: Sendable {
    private let schemas: JSONObject

    init(_ schemas: JSONObject) {
        self.schemas = schemas
    }

    subscript(_ name: String) -> JSONValue? { schemas[name] }

    /// Whether a parameter's text fits its schema: an array's text is one element.
    func allows(text: String, _ schema: JSONValue) -> Bool {
        if let values = schema["enum"]?.array { return values.contains(.string(text)) }
        switch schema["type"]?.string {
        case "integer": return Int(text) != nil
        case "boolean": return text == "true" || text == "false"
        default: return true
        }
    }

    /// What is wrong with `value`, one line each, beginning with the path.
    func violations(
        of value: JSONValue, by schema: JSONValue, at path: String, allowingUnknownFields: Bool
    ) -> [String] {
        let schema = resolved(schema)
        if let choices = schema["anyOf"]?.array {
            let results = choices.map {
                violations(of: value, by: $0, at: path, allowingUnknownFields: allowingUnknownFields)
            }
            return results.min { $0.count < $1.count } ?? []
        }
        if value.isNull { return schema["nullable"]?.bool == true ? [] : ["\(path) is null"] }
        if let values = schema["enum"]?.array, !values.contains(value) {
            return ["\(path) can't be \(value.text(.compact))"]
        }
        switch (type(of: schema), value) {
        case ("object", .object(let object)):
            return members(object, by: schema, at: path, allowingUnknownFields: allowingUnknownFields)
        case ("array", .array(let items)):
            let repeated =
                schema["uniqueItems"]?.bool == true && items.indices.contains { items[..<$0].contains(items[$0]) }
            return (repeated ? ["\(path) names something twice"] : [])
                + items.enumerated().flatMap { index, item in
                    violations(
                        of: item, by: schema["items"] ?? [:], at: "\(path)[\(index)]",
                        allowingUnknownFields: allowingUnknownFields)
                }
        case ("string", .string(let text)):
            let limit = schema["maxLength"]?.int ?? .max
            return text.utf16.count > limit ? ["\(path) is longer than \(limit)"] : []
        case ("integer", .number(let number)): return number.int == nil ? ["\(path) is no integer"] : []
        case ("number", .number), ("boolean", .bool), (nil, _): return []
        case (let type?, _): return ["\(path) is no \(type)"]
        }
    }

    private func members(
        _ object: JSONObject, by schema: JSONValue, at path: String, allowingUnknownFields: Bool
    ) -> [String] {
        let properties = properties(of: schema)
        let others = schema["additionalProperties"]
        let isOpen = (properties.isEmpty && others == nil) || others?.bool == true
        let missing = (schema["required"]?.array ?? []).compactMap(\.string).filter { object[$0] == nil }
        return missing.map { "\(path).\($0) is missing" }
            + object.members.flatMap { key, member -> [String] in
                guard let property = properties[key] ?? (others?.object == nil ? nil : others) else {
                    return isOpen || allowingUnknownFields ? [] : ["\(path).\(key) is unknown"]
                }
                return violations(
                    of: member, by: property, at: "\(path).\(key)", allowingUnknownFields: allowingUnknownFields)
            }
    }

    func properties(of schema: JSONValue) -> JSONObject {
        var properties = schema["properties"]?.object ?? JSONObject()
        for part in schema["allOf"]?.array ?? [] { properties.overlay(self.properties(of: resolved(part))) }
        return properties
    }

    func type(of schema: JSONValue) -> String? {
        if let type = schema["type"]?.string { return type }
        return schema["properties"] != nil || schema["allOf"] != nil ? "object" : nil
    }

    func resolved(_ schema: JSONValue) -> JSONValue {
        guard let reference = schema["$ref"]?.string, let name = reference.split(separator: "/").last else {
            return schema
        }
        return schemas[String(name)] ?? schema
    }
}
