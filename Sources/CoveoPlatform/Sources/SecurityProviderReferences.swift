import JSON

/// `securityProviderReferences`: a set of IDs in an array. Strings are sent; objects with `id` are read too.
enum SecurityProviderReferences {
    /// The IDs, in order, each once.
    static func ids(_ value: JSONValue?) -> [String] {
        distinct((value?.array ?? []).compactMap { $0.string ?? $0["id"]?.string })
    }

    /// The array that is sent.
    static func value(_ ids: [String]) -> JSONValue {
        .array(distinct(ids).map { .string($0) })
    }

    /// `model` as it is sent: an array of unique strings, whatever form the platform's answer or a file had. An array with
    /// something that names no provider stays as it is: a reference is never dropped in passing.
    static func normalized(in model: JSONObject) -> JSONObject {
        let key = "securityProviderReferences"
        guard let references = model[key]?.array,
            references.allSatisfy({ ($0.string ?? $0["id"]?.string) != nil })
        else { return model }
        var model = model
        model[key] = value(ids(.array(references)))
        return model
    }

    /// Whether both name the same providers, in whatever order.
    static func areSame(_ left: [String], _ right: [String]) -> Bool {
        Set(left.map { Array($0.utf8) }) == Set(right.map { Array($0.utf8) })
    }

    private static func distinct(_ ids: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return ids.filter { seen.insert(Array($0.utf8)).inserted }
    }
}
