import JSON

/// `securityProviderReferences`: a set of IDs in an array. Strings are sent; objects with `id` are read too.
enum SecurityProviderReferences {
    /// The IDs, in order, each once.
    static func ids(_ value: JSONValue?) -> [String] {
        distinct((value?.array ?? []).compactMap { $0.string ?? $0["id"]?.string })
    }

    /// The same where each reference names a provider; nil where one does not, or there is no array.
    static func known(_ value: JSONValue?) -> [String]? {
        guard let references = value?.array, references.allSatisfy({ ($0.string ?? $0["id"]?.string) != nil }) else {
            return nil
        }
        return ids(value)
    }

    /// The same of a source, whose field may be absent or null.
    static func had(_ value: JSONValue?) -> [String]? {
        value.map { $0.isNull ? [] : known($0) } ?? []
    }

    /// The array that is sent.
    static func value(_ ids: [String]) -> JSONValue {
        .array(distinct(ids).map { .string($0) })
    }

    /// `model` as it is sent: an array of unique strings, whatever form the platform's answer or a file had. An array with
    /// something that names no provider stays as it is: a reference is never dropped in passing.
    static func normalized(in model: JSONObject) -> JSONObject {
        let key = "securityProviderReferences"
        guard let ids = known(model[key]) else { return model }
        var model = model
        model[key] = value(ids)
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
