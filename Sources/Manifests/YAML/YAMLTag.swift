import JSON

/// What a tag says of a value.
enum YAMLTag: String {
    /// `!`: a text stays a text.
    case nonSpecific = "!"
    case string = "tag:yaml.org,2002:str"
    case null = "tag:yaml.org,2002:null"
    case bool = "tag:yaml.org,2002:bool"
    case int = "tag:yaml.org,2002:int"
    case float = "tag:yaml.org,2002:float"
    case sequence = "tag:yaml.org,2002:seq"
    case mapping = "tag:yaml.org,2002:map"

    /// As it is typed: `!!str`.
    static func shown(_ tag: String) -> String {
        let prefix = "tag:yaml.org,2002:"
        return tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
    }

    /// The value of a scalar with this tag; nil where it does not fit.
    func value(of text: String) -> JSONValue? {
        switch (self, YAMLScalar(text)) {
        case (.nonSpecific, _), (.string, _): .string(text)
        case (.null, .null): .null
        case (.bool, .bool(let value)): .bool(value)
        case (.int, .number(let number)): number.text.utf8.contains(where: ".eE".utf8.contains) ? nil : .number(number)
        case (.float, .number(let number)): .number(number)
        default: nil
        }
    }
}
