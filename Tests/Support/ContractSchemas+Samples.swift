package import JSON

extension Contract {
    /// A value that a schema allows; nil where there is no such schema.
    package func sample(of schema: String, using random: inout SeededRandom) -> JSONValue? {
        schemas[schema].map { schemas.sample(of: $0, depth: 6, using: &random) }
    }
}

extension ContractSchemas {
    /// A value that `schema` allows: of an object half of the members, anything where the schema says nothing.
    func sample(of schema: JSONValue, depth: Int, using random: inout SeededRandom) -> JSONValue {
        let schema = resolved(schema)
        if let choices = schema["anyOf"]?.array, let choice = choices.randomElement(using: &random) {
            return sample(of: choice, depth: depth, using: &random)
        }
        if let value = schema["enum"]?.array?.randomElement(using: &random) { return value }
        switch type(of: schema) {
        case "object":
            var object = JSONObject()
            guard depth > 0 else { return .object(object) }
            for (key, property) in properties(of: schema).members where Bool.random(using: &random) {
                object[key] = sample(of: property, depth: depth - 1, using: &random)
            }
            if let others = schema["additionalProperties"], others.object != nil {
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    object[.random(using: &random)] = sample(of: others, depth: depth - 1, using: &random)
                }
            }
            return .object(object)
        case "array":
            var elements: [JSONValue] = []
            for _ in 0..<(depth > 0 ? Int.random(in: 0...3, using: &random) : 0) {
                let element = sample(of: schema["items"] ?? [:], depth: depth - 1, using: &random)
                if schema["uniqueItems"]?.bool != true || !elements.contains(element) { elements.append(element) }
            }
            return .array(elements)
        case "string": return .string(.random(using: &random))
        case "integer": return .number(JSONNumber(Int.random(in: 0...100_000, using: &random)))
        case "number": return .number(JSONNumber(checked: "\(Int.random(in: 0...99, using: &random)).50"))
        case "boolean": return .bool(Bool.random(using: &random))
        default: return .random(using: &random, depth: min(depth, 2))
        }
    }
}
