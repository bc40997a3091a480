package import JSON

/// One field of a source that is not as it was asked for.
package struct SourceMismatch: Equatable, Sendable {
    /// The field's path, dotted: `sourceVisibility`, `documentConfig.extended`.
    package let field: String
    package let expected: JSONValue
    /// nil where the source has no such field.
    package let actual: JSONValue?

    package init(field: String, expected: JSONValue, actual: JSONValue?) {
        self.field = field
        self.expected = expected
        self.actual = actual
    }
}

/// What differs between what was asked and what is there.
package enum SourceComparison {
    /// The fields of `asked` that `source` doesn't have so, in order; what only the platform writes (the ID too) is not compared.
    ///
    /// The platform adds fields of its own: objects are compared by what was asked of them, arrays whole, security
    /// providers as sets. An asked `null` is nothing, or something empty.
    package static func mismatches(of source: JSONObject, from asked: JSONObject) -> [SourceMismatch] {
        asked.members.flatMap { key, value -> [SourceMismatch] in
            if (SourceModel.recordKeys + ["id"]).contains(where: { $0.hasSameBytes(as: key) }) { return [] }
            // What names no provider is compared as it stands: left out, it would pass for nothing.
            if key == "securityProviderReferences", let expected = SecurityProviderReferences.known(value),
                let actual = SecurityProviderReferences.had(source[key])
            {
                if SecurityProviderReferences.areSame(expected, actual) { return [] }
                return [SourceMismatch(field: key, expected: value, actual: SecurityProviderReferences.value(actual))]
            }
            return mismatches(of: source[key], from: value, at: key)
        }
    }

    private static func mismatches(of actual: JSONValue?, from asked: JSONValue, at path: String) -> [SourceMismatch] {
        if case .object(let asked) = asked, case .object(let actual)? = actual {
            return asked.members.flatMap { mismatches(of: actual[$0.key], from: $0.value, at: "\(path).\($0.key)") }
        }
        let holds = actual?.holds(asked) ?? asked.isNull
        return holds ? [] : [SourceMismatch(field: path, expected: asked, actual: actual)]
    }
}
